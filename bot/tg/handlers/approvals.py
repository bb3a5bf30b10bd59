"""The second person: reading, approving, sending back."""

from bot.app import Turn
from bot.domain.actions.approvals import ApproveBroadcast, ReviewBroadcast, SendBack, TakeBack
from bot.domain.actions.broadcast import ShowBroadcast
from bot.domain.approval import may_approve
from bot.domain.broadcast import BroadcastState
from bot.screens import approvals as screens
from bot.screens import broadcast_run
from bot.screens.base import Screen
from bot.services import approvals as service
from bot.services import broadcasts
from bot.tg.handlers.broadcasts import desk, find, plan, shown


async def review(turn: Turn, action: ReviewBroadcast) -> Screen:
    """Show a text; what no longer waits is shown as it goes."""
    broadcast = await find(turn, action.broadcast_id)
    if not may_approve(turn.learner.id, turn.app.mandate_of(turn.learner), broadcast):
        return await turn.show(ShowBroadcast(broadcast_id=broadcast.id))
    return screens.review(turn.t, desk(turn), await plan(turn, broadcast), action.text)


async def approve(turn: Turn, action: ApproveBroadcast) -> Screen:
    """Start it; a second press shows how it goes."""
    broadcast = await find(turn, action.broadcast_id)
    mandate = turn.app.mandate_of(turn.learner)
    if not may_approve(turn.learner.id, mandate, broadcast):
        return await turn.show(ShowBroadcast(broadcast_id=broadcast.id))
    planned = await plan(turn, broadcast)
    if planned.faults:
        return screens.review(turn.t, desk(turn), planned, len(broadcast.bodies))
    running = await service.approve(turn.tx, turn.learner, mandate, planned, now=turn.now)
    if running.state is BroadcastState.SCHEDULED:
        return await shown(turn, running)
    return broadcast_run.started(turn.t, await broadcasts.run(turn.tx, running))


async def send_back(turn: Turn, action: SendBack) -> Screen:
    """Give it back to its author."""
    broadcast = await find(turn, action.broadcast_id)
    mandate = turn.app.mandate_of(turn.learner)
    await service.send_back(turn.tx, turn.learner, mandate, broadcast, now=turn.now)
    return screens.sent_back(turn.t)


async def take_back(turn: Turn, action: TakeBack) -> Screen:
    """Make one's own a draft again."""
    broadcast = await find(turn, action.broadcast_id)
    taken = await service.take_back(turn.tx, turn.learner, broadcast, now=turn.now)
    return await turn.show(ShowBroadcast(broadcast_id=taken.id))
