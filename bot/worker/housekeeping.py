"""Housekeeping: what is no longer needed is forgotten, each after its period."""

from bot.app import App
from bot.domain import approval, check_in, inactive, retention
from bot.storage import (
    broadcast_reports,
    calm,
    heard,
    mandates,
    messages,
    pins,
    programmes,
    reminders,
    updates,
)

_HANDFUL = 5_000  # rows of one transaction: the others wait for it on SQLite


async def forget(app: App) -> None:
    """Drop all whose period is over."""
    now = app.clock()
    async with app.db.transaction() as tx:
        await pins.erase_due(tx, now=now)
        await updates.forget(tx, before=now - retention.UPDATES)
        await calm.forget(tx, before=now - retention.CALM)
        await messages.forget(tx, before=now - retention.MESSAGES)
        await reminders.forget(tx, before=now - retention.REMINDERS)
        await programmes.forget(tx, check_in.PROGRAMME, before=now - retention.CHECK_INS)
        for programme in (approval.PROGRAMME, approval.SENT_BACK):
            await programmes.forget(tx, programme, before=now - retention.APPROVALS)
        await programmes.forget(tx, inactive.PROGRAMME, before=now - retention.INACTIVE_NOTICE)
        await mandates.forget(tx, before=now - retention.INVITATIONS)
        await heard.forget(tx, before=(now - retention.HEARD).date())
        await broadcast_reports.blank(tx, before=now - retention.BROADCAST_WORDS)
    await _forget_deliveries(app)


async def _forget_deliveries(app: App) -> None:
    before = app.clock() - retention.BROADCAST_DELIVERIES
    is_more = True
    while is_more:
        async with app.db.transaction() as tx:
            is_more = await broadcast_reports.forget(tx, before=before, most=_HANDFUL) == _HANDFUL
