"""What a reader can change, and do with what is stored about them."""

from dataclasses import dataclass

from bot.domain.action import Action


@dataclass(frozen=True, slots=True, kw_only=True)
class ShowSettings(Action):
    """Show what is set."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SetDiscreet(Action):
    """Turn wording for shared phones on or off."""

    is_on: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ShowPrivacy(Action):
    """Tell what is stored and what is not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Export(Action):
    """Hand over all that is stored about the reader."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AskDelete(Action):
    """Ask whether everything is really to be erased."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Delete(Action):
    """Erase everything about the reader."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StopMessages(Action):
    """Send nothing unasked any more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AllowMessages(Action):
    """Let reminders and news come again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class JoinClass(Action):
    """Come with a class or group, whose link this was."""

    cohort: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LeaveClass(Action):
    """Belong to no class or group any more."""
