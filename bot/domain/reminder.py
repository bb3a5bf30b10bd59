"""Reminders: a wall-clock time on chosen days in a zone, and when it comes next."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import NewType

from bot.domain.booster import Booster
from bot.domain.learner import LearnerId
from bot.domain.quiet import is_quiet, start_of_quiet
from bot.domain.zones import local, on_wall

ReminderId = NewType("ReminderId", int)

EVERY_DAY = 0b1111111
SIX_PM = 18 * 60
WINDOW = timedelta(hours=3)
"""How late a reminder may still come."""
WORDINGS = 5
"""In how many ways each message is worded."""
_HORIZON_DAYS = 16  # a week and more, should a whole day be skipped by a change of zone


class Topic(StrEnum):
    """What a reminder is about."""

    LESSON = "lesson"
    REVIEW = "review"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminder:
    """Hold when a learner wants to be reminded, and of what.

    `days` is a set of weekdays, bit 0 is Monday; `minute` counts from local midnight; `due_at` is the next
    time (None while inactive or without days).
    """

    id: ReminderId
    learner_id: LearnerId
    topic: Topic = Topic.LESSON
    days: int = EVERY_DAY
    minute: int = SIX_PM
    zone: str
    is_active: bool = False
    due_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class QuietHours:
    """Hold when a learner wants nothing: minutes after midnight, in their zone."""

    start: int
    end: int
    zone: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Occurrence:
    """Hold one message to come: the local day it is for, when, and until when it still makes sense."""

    day: date
    due_at: datetime
    expires_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """Hold what a reminder sends: itself in one of its wordings, or the booster that comes in its place."""

    reminder: Reminder
    planned: Occurrence
    says: int | Booster


def with_day(days: int, day: int, *, on: bool) -> int:
    """Put a weekday (0 is Monday) into a set of days, or take it out."""
    return days | 1 << day if on else days & ~(1 << day)


def next_wording(reminder: Reminder, last: int | None) -> int:
    """Return which wording comes after the one seen last: every other one rests before it comes again."""
    return ((reminder.learner_id if last is None else last) + 1) % WORDINGS


def next_due(reminder: Reminder, *, now: datetime, served_on: date | None = None) -> datetime | None:
    """Return the next time to remind, strictly after `now`; None where no day is chosen.

    The wall clock decides: the reminder stays at 18:00 across a daylight-saving change. There is one a
    local day: none on the day `served_on`, nor before it.
    """
    today = local(now, reminder.zone).date()
    for number in range(-1, _HORIZON_DAYS):
        day = today + timedelta(days=number)
        if not reminder.days >> day.weekday() & 1 or (served_on is not None and day <= served_on):
            continue
        at = on_wall(day, reminder.minute, reminder.zone)
        if at is not None and at > now:
            return at
    return None


def occurrence(reminder: Reminder, quiet: QuietHours, *, now: datetime) -> Occurrence | None:
    """Return what to send now; None where its time has passed or would be at night.

    After an outage only what is still within its window comes, however many were missed.
    """
    at = reminder.due_at
    if at is None or at <= now - WINDOW:
        at = next_due(reminder, now=now - WINDOW)
    if at is None or at > now or is_quiet(quiet.start, quiet.end, quiet.zone, at):
        return None
    night = start_of_quiet(quiet.start, quiet.end, quiet.zone, at)
    expires_at = min(at + WINDOW, night or at + WINDOW)
    if expires_at <= now:
        return None
    return Occurrence(day=local(at, reminder.zone).date(), due_at=at, expires_at=expires_at)
