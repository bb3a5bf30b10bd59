"""The messages between an author and the second coordinator."""

from bot.app import App
from bot.domain.approval import PROGRAMME, may_approve
from bot.domain.broadcast import Broadcast, BroadcastState
from bot.domain.delivery import Claimed
from bot.screens import approvals as screens
from bot.screens.base import Screen
from bot.storage import broadcasts


async def render_approval(app: App, claimed: Claimed) -> Screen | None:
    """Write the message of a delivery; None where things have moved on."""
    async with app.db.reading() as tx:
        broadcast = await broadcasts.get(tx, int(claimed.subject or 0))
    if broadcast is None:
        return None
    return _message(app, claimed, broadcast)


def _message(app: App, claimed: Claimed, broadcast: Broadcast) -> Screen | None:
    t = app.translators.of(claimed.learner)
    if claimed.programme == PROGRAMME:
        is_open = may_approve(claimed.learner.id, app.mandate_of(claimed.learner), broadcast)
        return screens.asked(t, broadcast) if is_open else None
    return screens.returned(t, broadcast) if broadcast.state is BroadcastState.DRAFT else None
