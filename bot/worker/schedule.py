"""Broadcasts whose time has come."""

from bot.app import App
from bot.domain.approval import Sizes
from bot.services.schedule import start_due
from bot.storage import broadcasts


async def start_scheduled(app: App) -> bool:
    """Start what is due, each in a transaction of its own; tell whether there was any."""
    now = app.clock()
    async with app.db.reading() as tx:
        due = await broadcasts.list_due(tx, now=now)
    for broadcast_id in due:
        async with app.db.transaction() as tx:
            await start_due(
                tx,
                broadcast_id,
                mandate_of=app.mandate_of,
                admins=app.admins,
                sizes=Sizes(least=app.least_audience, threshold=app.approval_threshold),
                now=now,
                per_second=app.bulk_per_second,
                paid=app.paid_per_second,
            )
    return bool(due)
