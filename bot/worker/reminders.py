"""Reminders: from their time to a message on its way."""

from dataclasses import replace

from bot.app import App
from bot.domain.booster import Booster, booster_on
from bot.domain.delivery import Claimed
from bot.domain.reminder import Message, Occurrence, ReminderId, next_due, next_wording, occurrence
from bot.domain.zones import is_zone, local
from bot.i18n.zones import default_zone
from bot.metrics import DELIVERIES
from bot.screens.base import Screen
from bot.screens.reminder_messages import message
from bot.storage import reminders
from bot.storage.engine import Transaction
from bot.storage.reminders import Due

BATCH = 200


async def send_due_reminders(app: App, *, batch: int = BATCH) -> int:
    """Put what is due on its way, set when each comes next, and return how many are on their way.

    A message and its next time are stored in one transaction a batch: a crash, a second process or a clock
    that is set back can repeat this, and still there is one message a local day. It costs what is due.
    """
    count = 0
    while True:
        async with app.db.transaction() as tx:
            due, planned = await _sweep(tx, app, batch)
        count += planned
        if due < batch:
            return count


async def render_reminder(app: App, claimed: Claimed) -> Screen | None:
    """Write the message of a delivery; None where its reminder is gone."""
    if claimed.reminder_id is None:
        return None
    async with app.db.reading() as tx:
        reminder = await reminders.get(tx, ReminderId(claimed.reminder_id))
    if reminder is None:
        return None
    t, learner = app.translators.of(claimed.learner), claimed.learner
    return message(
        t, reminder.topic, wording=int(claimed.subject or learner.id), is_discreet=learner.is_discreet
    )


async def _sweep(tx: Transaction, app: App, batch: int) -> tuple[int, int]:
    now = app.clock()
    all_due = [await _at_home(tx, due) for due in await reminders.list_due(tx, now=now, batch=batch)]
    found = [(due, occurrence(due.reminder, due.quiet, now=now)) for due in all_due if due.is_open]
    DELIVERIES.labels(kind="reminder", outcome="expired").inc(sum(planned is None for _, planned in found))
    planned = [
        Message(reminder=due.reminder, planned=at, says=_says(due, at))
        for due, at in found
        if at is not None and not _has_had_one(due, at)
    ]
    await reminders.put(tx, planned)
    await reminders.schedule(tx, [(due.reminder.id, next_due(due.reminder, now=now)) for due in all_due])
    return len(all_due), len(planned)


async def _at_home(tx: Transaction, due: Due) -> Due:
    """Go by the country's main clock where a zone is no longer known; without one, stay silent."""
    reminder = due.reminder
    if is_zone(reminder.zone) and is_zone(due.quiet.zone or reminder.zone):
        return due
    zone = reminder.zone if is_zone(reminder.zone) else default_zone(due.country)
    if zone is None:
        return replace(due, is_open=False)
    await reminders.move(tx, reminder.learner_id, zone)
    due_at = reminder.due_at if zone == reminder.zone else None
    moved = replace(reminder, zone=zone, due_at=due_at)
    return replace(due, reminder=moved, quiet=replace(due.quiet, zone=zone))


def _says(due: Due, planned: Occurrence) -> int | Booster:
    """Decide what comes: a booster that is due takes the place of the reminder of its day."""
    booster = booster_on(planned.day, began_on=local(due.began_at, due.reminder.zone).date())
    if booster is None or booster in due.had:
        return next_wording(due.reminder, due.last_wording)
    return booster


def _has_had_one(due: Due, planned: Occurrence) -> bool:
    """Tell whether a broadcast came on that day: one unasked message a day is enough."""
    if due.broadcast_at is None:
        return False
    return local(due.broadcast_at, due.reminder.zone).date() == planned.day
