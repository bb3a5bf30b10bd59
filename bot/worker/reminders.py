"""Reminders: from their time to a message on its way."""

from datetime import date

from bot.app import App
from bot.domain.delivery import Claimed
from bot.domain.reminder import Occurrence, ReminderId, next_due, occurrence
from bot.domain.zones import local
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
    if claimed.reminder_id is None or claimed.local_day is None:
        return None
    async with app.db.reading() as tx:
        reminder = await reminders.get(tx, ReminderId(claimed.reminder_id))
    if reminder is None:
        return None
    t, day = app.translators.of(claimed.learner), date.fromisoformat(claimed.local_day[:10])
    return message(t, reminder.topic, day=day, is_discreet=claimed.learner.is_discreet)


async def _sweep(tx: Transaction, app: App, batch: int) -> tuple[int, int]:
    now = app.clock()
    all_due = await reminders.list_due(tx, now=now, batch=batch)
    found = [(due, occurrence(due.reminder, due.quiet, now=now)) for due in all_due if due.is_open]
    DELIVERIES.labels(kind="reminder", outcome="expired").inc(sum(planned is None for _, planned in found))
    planned = [(due.reminder, at) for due, at in found if at is not None and not _has_had_one(due, at)]
    await reminders.put(tx, planned)
    await reminders.schedule(tx, [(due.reminder.id, next_due(due.reminder, now=now)) for due in all_due])
    return len(all_due), len(planned)


def _has_had_one(due: Due, planned: Occurrence) -> bool:
    """Tell whether a broadcast came on that day: one unasked message a day is enough."""
    if due.broadcast_at is None:
        return False
    return local(due.broadcast_at, due.reminder.zone).date() == planned.day
