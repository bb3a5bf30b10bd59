"""Housekeeping: what is no longer needed is forgotten."""

from datetime import timedelta

from bot.app import App
from bot.storage import reminders, updates

_UPDATES_LIVE = timedelta(hours=48)  # Telegram keeps what it could not deliver for 24
_REMINDERS_LIVE = timedelta(days=30)


async def forget(app: App) -> None:
    """Drop old update ids, and what became of old reminders."""
    now = app.clock()
    async with app.db.transaction() as tx:
        await updates.forget(tx, before=now - _UPDATES_LIVE)
        await reminders.forget(tx, before=now - _REMINDERS_LIVE)
