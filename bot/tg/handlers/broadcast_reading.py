"""A broadcast on a shared phone shows once its reader opens it."""

from dataclasses import replace

from bot.app import Turn
from bot.domain.actions.broadcast import ReadBroadcast
from bot.domain.broadcast import body_for
from bot.domain.errors import RefusalError
from bot.screens import broadcasts as screens
from bot.screens.base import Screen
from bot.screens.broadcast_offers import offer_rows
from bot.storage import broadcasts


async def read(turn: Turn, action: ReadBroadcast) -> Screen:
    """Show it in the place of its envelope, so that it can be taken back as any other."""
    broadcast = await broadcasts.get(turn.tx, action.broadcast_id)
    if broadcast is None or not await broadcasts.is_recipient(turn.tx, broadcast.id, turn.learner.id):
        raise RefusalError
    found = body_for(broadcast, turn.learner.locale)
    if found is None:
        raise RefusalError
    locale, body = found
    t = turn.app.translators(locale)
    offers = offer_rows(t, broadcast, turn.app.catalog, turn.learner.role)
    return replace(screens.message(t, broadcast, body, offers), place=turn.place)
