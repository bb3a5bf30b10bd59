"""What a reader can ask for about reminders."""

from dataclasses import dataclass
from enum import StrEnum

from bot.domain.action import Action
from bot.domain.booster import Booster
from bot.domain.reminder import Topic


class Snooze(StrEnum):
    """For how long a reminder is put off."""

    HOUR = "hour"
    TOMORROW = "tomorrow"


@dataclass(frozen=True, slots=True, kw_only=True)
class ShowReminder(Action):
    """Show what is set and when the next reminder comes; begin to set one up where there is none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AskReminderDays(Action):
    """Ask for the days."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SetReminderDay(Action):
    """Put a weekday (0 is Monday) in, or take it out."""

    day: int
    is_on: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SetReminderDays(Action):
    """Choose several days at once (bit 0 is Monday)."""

    days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AskReminderTime(Action):
    """Ask for the time of day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SetReminderTime(Action):
    """Choose the time (minutes after midnight) and turn the reminder on."""

    minute: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AskReminderZone(Action):
    """Ask by which clock to go; a page of the country's zones."""

    page: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SetReminderZone(Action):
    """Go by this zone."""

    zone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SetReminderTopic(Action):
    """Choose what the reminder is about."""

    topic: Topic


@dataclass(frozen=True, slots=True, kw_only=True)
class SetReminderWording(Action):
    """Word reminders for a shared phone, or plainly."""

    is_discreet: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AskQuietHours(Action):
    """Ask when nothing may come."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SetQuietHours(Action):
    """Choose when nothing may come, in minutes after midnight."""

    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SnoozeReminder(Action):
    """Put a reminder off, or the booster that came in its place."""

    until: Snooze
    booster: Booster | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SkipReminder(Action):
    """Leave out the reminder of a day (ISO), and whatever comes before it."""

    day: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StopReminder(Action):
    """Send no more reminders."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StartReminder(Action):
    """Send reminders again, as they were set."""
