"""Set up, change, put off and stop a learner's reminder."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from bot.domain.actions.reminders import Snooze, SnoozeReminder
from bot.domain.learner import Learner
from bot.domain.quiet import end_of_quiet, start_of_quiet
from bot.domain.reminder import (
    EVERY_DAY,
    WINDOW,
    Message,
    Occurrence,
    Reminder,
    ReminderId,
    Topic,
    next_due,
    next_wording,
)
from bot.domain.zones import local
from bot.i18n.zones import home_zone
from bot.storage import learners, reminders
from bot.storage.engine import Transaction

_NEW = ReminderId(0)
_HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Hold a reminder and when it comes next: the time by its days, or an earlier one it was put off to."""

    reminder: Reminder
    next_at: datetime | None

    @property
    def is_new(self) -> bool:
        """Tell whether the learner has not chosen anything yet."""
        return self.reminder.id == _NEW


async def load(tx: Transaction, learner: Learner, *, now: datetime) -> Plan:
    """Load the learner's reminder, or a blank one to begin with."""
    reminder = await reminders.find(tx, learner.id)
    if reminder is None:
        blank = Reminder(id=_NEW, learner_id=learner.id, days=0, zone=home_zone(learner) or "UTC")
        return Plan(reminder=blank, next_at=None)
    return await _plan(tx, reminder, now=now)


async def change(tx: Transaction, reminder: Reminder, *, now: datetime) -> Plan:
    """Store a reminder as changed. What it had planned is taken back; a day that was served stays so."""
    await reminders.withdraw(tx, reminder.id)
    return await _store(tx, reminder, now=now, served_on=await reminders.served_on(tx, reminder.id))


async def describe(tx: Transaction, plan: Plan, topic: Topic, *, now: datetime) -> Plan:
    """Change what a reminder is about; when it comes stays as it is."""
    return replace(plan, reminder=await reminders.save(tx, replace(plan.reminder, topic=topic), now=now))


async def turn_on(tx: Transaction, learner: Learner, reminder: Reminder, *, now: datetime) -> Plan:
    """Store a reminder and let it come; the learner lives by its zone where no other is known."""
    if learner.zone is None:
        await learners.save(tx, replace(learner, zone=reminder.zone))
    days = reminder.days or EVERY_DAY
    return await change(tx, replace(reminder, days=days, is_active=True), now=now)


async def follow(tx: Transaction, learner: Learner, *, now: datetime) -> None:
    """Go by the zone the learner lives by now."""
    reminder = await reminders.find(tx, learner.id)
    zone = home_zone(learner)
    if reminder is not None and zone is not None and reminder.zone != zone:
        await change(tx, replace(reminder, zone=zone), now=now)


async def skip(tx: Transaction, reminder: Reminder, day: date, *, now: datetime) -> Plan:
    """Leave out what comes on a day or before it."""
    await reminders.withdraw(tx, reminder.id)
    return await _store(tx, reminder, now=now, served_on=day)


async def snooze(
    tx: Transaction, learner: Learner, reminder: Reminder, wish: SnoozeReminder, *, now: datetime
) -> datetime:
    """Put a reminder off and return when it comes; one put off into the night waits for the morning.

    However often this is asked, one message comes: the last wish counts. A booster stays one.
    """
    await reminders.withdraw(tx, reminder.id)
    says = wish.booster or next_wording(reminder, await reminders.last_wording(tx, reminder.id))
    match wish.until:
        case Snooze.HOUR:
            planned = _within_the_day(learner, reminder, now + _HOUR)
            await reminders.put_snoozed(tx, Message(reminder=reminder, planned=planned, says=says))
        case Snooze.TOMORROW:
            planned = _within_the_day(learner, reminder, _tomorrow(reminder, now))
            await reminders.put(tx, [Message(reminder=reminder, planned=planned, says=says)])
    return planned.due_at


async def _store(tx: Transaction, reminder: Reminder, *, now: datetime, served_on: date | None) -> Plan:
    due_at = next_due(reminder, now=now, served_on=served_on) if reminder.is_active else None
    saved = await reminders.save(tx, replace(reminder, due_at=due_at), now=now)
    return Plan(reminder=saved, next_at=due_at)


async def _plan(tx: Transaction, reminder: Reminder, *, now: datetime) -> Plan:
    awaited_at = await reminders.awaited_at(tx, reminder.id, now=now)
    times = [at for at in (awaited_at, reminder.due_at) if at is not None]
    return Plan(reminder=reminder, next_at=min(times, default=None))


def _tomorrow(reminder: Reminder, now: datetime) -> datetime:
    at = next_due(replace(reminder, days=EVERY_DAY), now=now, served_on=local(now, reminder.zone).date())
    assert at is not None, "every day has its time, or the next one"
    return at


def _within_the_day(learner: Learner, reminder: Reminder, at: datetime) -> Occurrence:
    quiet_from, quiet_until, zone = learner.quiet_from, learner.quiet_until, learner.zone or reminder.zone
    at = end_of_quiet(quiet_from, quiet_until, zone, at)
    night = start_of_quiet(quiet_from, quiet_until, zone, at)
    expires_at = min(at + WINDOW, night or at + WINDOW)
    return Occurrence(day=local(at, reminder.zone).date(), due_at=at, expires_at=expires_at)
