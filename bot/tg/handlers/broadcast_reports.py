"""Broadcasts that were started: taking them back, and what came of them."""

from bot.app import Turn
from bot.domain.actions.broadcast import ShowBroadcast
from bot.domain.actions.broadcast_reports import AskRecall, RecallBroadcast
from bot.domain.broadcast import can_be_recalled
from bot.screens import broadcast_recall
from bot.screens.base import Screen
from bot.services import broadcasts as service
from bot.services import recalls
from bot.tg.handlers.broadcasts import find


async def ask_recall(turn: Turn, action: AskRecall) -> Screen:
    """Make sure before it is taken back."""
    broadcast = await find(turn, action.broadcast_id)
    if broadcast.started_at is None or broadcast.recalled_at is not None:
        return await turn.show(ShowBroadcast(broadcast_id=broadcast.id))
    return broadcast_recall.ask_recall(turn.t, await recalls.plan(turn.tx, broadcast, now=turn.now))


async def recall(turn: Turn, action: RecallBroadcast) -> Screen:
    """Take it back; a second press shows how that goes."""
    broadcast = await find(turn, action.broadcast_id)
    if not can_be_recalled(broadcast, turn.now):
        return await turn.show(ShowBroadcast(broadcast_id=broadcast.id))
    recalled = await recalls.recall(turn.tx, broadcast, turn.learner, now=turn.now)
    run = await service.run(turn.tx, recalled)
    return broadcast_recall.recalling(turn.t, recalled, run.recalled)
