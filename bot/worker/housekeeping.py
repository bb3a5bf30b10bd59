"""Housekeeping: what is no longer needed is forgotten."""

from datetime import timedelta

from bot.app import App
from bot.domain import check_in
from bot.storage import programmes, reminders, updates

_UPDATES_LIVE = timedelta(hours=48)  # Telegram keeps what it could not deliver for 24
_REMINDERS_LIVE = timedelta(days=30)
_CHECK_INS_LIVE = timedelta(days=8)  # a week, to count how often a parent was asked


async def forget(app: App) -> None:
    """Drop old update ids, and what became of old reminders and check-ins."""
    now = app.clock()
    async with app.db.transaction() as tx:
        await updates.forget(tx, before=now - _UPDATES_LIVE)
        await reminders.forget(tx, before=now - _REMINDERS_LIVE)
        await programmes.forget(tx, check_in.PROGRAMME, before=now - _CHECK_INS_LIVE)
