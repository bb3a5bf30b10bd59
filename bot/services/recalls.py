"""Use cases of taking a broadcast back."""

from datetime import datetime

from bot.domain.audit import Entry
from bot.domain.broadcast import Broadcast, can_be_recalled
from bot.domain.delivery import DeliveryState
from bot.domain.learner import Learner
from bot.domain.recall import WINDOW, RecallPlan
from bot.services import broadcasts as service
from bot.services.coordinators import note
from bot.storage import broadcasts, recalls
from bot.storage.engine import Transaction


async def plan(tx: Transaction, broadcast: Broadcast, *, now: datetime) -> RecallPlan:
    """Work out what can be deleted, and what stays."""
    tally = await broadcasts.tally(tx, broadcast.id)
    deletable = await recalls.count_deletable(tx, broadcast.id, since=now - WINDOW)
    return RecallPlan(
        broadcast_id=broadcast.id,
        deletable=deletable,
        too_old=tally.of(DeliveryState.SENT) - deletable,
        uncertain=tally.of(DeliveryState.UNCERTAIN),
        waiting=tally.left,
    )


async def recall(tx: Transaction, broadcast: Broadcast, actor: Learner, *, now: datetime) -> Broadcast:
    """Send it to nobody else, and let what was sent be deleted; a second press changes nothing."""
    if not can_be_recalled(broadcast, now) or not await recalls.mark(tx, broadcast.id, now=now):
        return broadcast
    cancelled = await service.cancel(tx, broadcast, actor, now=now)
    await recalls.want(tx, broadcast.id, since=now - WINDOW)
    recalled = await recalls.counts(tx, broadcast.id)
    await note(tx, actor, Entry.RECALLED, str(broadcast.id), now=now, messages=recalled.total)
    return cancelled
