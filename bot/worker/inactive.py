"""Whoever has not come for a year: told once, and erased a month later. A daily sweep."""

import structlog

from bot.app import App
from bot.domain import retention
from bot.domain.delivery import Claimed
from bot.domain.inactive import PROGRAMME, SUBJECT, may_be_told, notice
from bot.screens.base import Screen
from bot.screens.inactive import told
from bot.storage import inactive, programmes

log = structlog.get_logger(__name__)
_HANDFUL = 500  # rows of one transaction: the others wait for it on SQLite


async def forget_inactive(app: App) -> None:
    """Tell who has not come for long, and erase whose month is over."""
    while await _tell(app) == _HANDFUL:
        continue
    erased = 0
    while found := await _erase(app):
        erased += found
    if erased:
        log.info("erased for want of use", count=erased)


async def render_inactive(app: App, claimed: Claimed) -> Screen | None:
    """Write the message; None where they have come meanwhile."""
    async with app.db.reading() as tx:
        is_noted = await inactive.is_noted(tx, claimed.learner.id)
    return told(app.translators.of(claimed.learner)) if is_noted else None


async def _tell(app: App) -> int:
    now = app.clock()
    async with app.db.transaction() as tx:
        found = await inactive.find(tx, seen_before=now - retention.INACTIVE, most=_HANDFUL)
        await inactive.note(tx, [learner.id for learner in found], now=now)
        for learner in found:
            if may_be_told(learner) and learner.chat_id not in app.admins:
                await programmes.put(tx, learner.id, PROGRAMME, SUBJECT, notice(learner, now=now))
    return len(found)


async def _erase(app: App) -> int:
    now = app.clock()
    async with app.db.transaction() as tx:
        return await inactive.erase(
            tx,
            seen_before=now - retention.INACTIVE,
            told_before=now - retention.INACTIVE_NOTICE,
            most=_HANDFUL,
        )
