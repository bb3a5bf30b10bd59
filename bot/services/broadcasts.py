"""What a coordinator does with broadcasts. Each of these is harmless when it is asked for twice."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from bot.domain.audience import Audience, reckon
from bot.domain.broadcast import Broadcast, BroadcastState, Plan, Run, faults
from bot.domain.errors import RefusalError
from bot.domain.learner import Learner
from bot.storage import broadcasts
from bot.storage.engine import Transaction

MOST_LISTED = 8


async def list_own(tx: Transaction, author: Learner) -> list[Broadcast]:
    """List the author's latest broadcasts."""
    return await broadcasts.list_of(tx, author.id, most=MOST_LISTED)


async def begin(tx: Transaction, author: Learner, *, now: datetime) -> Broadcast:
    """Begin a draft; an empty one that is there already will do."""
    for broadcast in await broadcasts.list_of(tx, author.id, most=1):
        if _is_empty(broadcast):
            return broadcast
    return await find(tx, author, await broadcasts.add(tx, author.id, now=now))


async def find(tx: Transaction, author: Learner, broadcast_id: int) -> Broadcast:
    """Find one of the author's broadcasts, or refuse."""
    broadcast = await broadcasts.find(tx, author.id, broadcast_id)
    if broadcast is None:
        raise RefusalError
    return broadcast


async def change(
    tx: Transaction, author: Learner, broadcast_id: int, how: Callable[[Broadcast], Broadcast]
) -> Broadcast:
    """Change a draft; what has started stays as it is."""
    broadcast = await find(tx, author, broadcast_id)
    if broadcast.state is not BroadcastState.DRAFT:
        return broadcast
    changed = how(broadcast)
    await broadcasts.save(tx, changed)
    return changed


async def change_audience(
    tx: Transaction, author: Learner, broadcast_id: int, how: Callable[[Audience], Audience]
) -> Broadcast:
    """Change whom a draft is for."""
    return await change(
        tx, author, broadcast_id, lambda broadcast: replace(broadcast, audience=how(broadcast.audience))
    )


async def plan(tx: Transaction, broadcast: Broadcast, *, now: datetime, per_second: int) -> Plan:
    """Work out what starting a draft now would mean."""
    shares = await broadcasts.shares(tx, broadcast.audience)
    reach = reckon(broadcast.audience, broadcast.bodies, shares, now=now, per_second=per_second)
    return Plan(broadcast=broadcast, reach=reach, faults=faults(broadcast, recipients=reach.recipients))


async def run(tx: Transaction, broadcast: Broadcast) -> Run:
    """Look how a started broadcast goes."""
    return Run(broadcast=broadcast, tally=await broadcasts.tally(tx, broadcast.id))


async def start(tx: Transaction, planned: Plan, *, now: datetime) -> Broadcast:
    """Start a draft: fix who gets it and let it run, both in this transaction. A faulty one stays a draft."""
    broadcast = planned.broadcast
    if planned.faults or broadcast.state is not BroadcastState.DRAFT:
        return broadcast
    await broadcasts.move(tx, broadcast, BroadcastState.RUNNING, now=now)
    await broadcasts.address(tx, broadcast, now=now)
    return await _again(tx, broadcast)


async def pause(tx: Transaction, broadcast: Broadcast, *, now: datetime) -> Broadcast:
    """Hold what has not begun to be sent."""
    await broadcasts.move(tx, broadcast, BroadcastState.PAUSED, now=now)
    return await _again(tx, broadcast)


async def resume(tx: Transaction, broadcast: Broadcast, *, now: datetime) -> Broadcast:
    """Let a held broadcast go on where it was."""
    if broadcast.state is BroadcastState.PAUSED:
        await broadcasts.move(tx, broadcast, BroadcastState.RUNNING, now=now)
    return await _again(tx, broadcast)


async def cancel(tx: Transaction, broadcast: Broadcast, *, now: datetime) -> Broadcast:
    """Send it to nobody else."""
    if await broadcasts.move(tx, broadcast, BroadcastState.CANCELLED, now=now):
        await broadcasts.withdraw(tx, broadcast, now=now)
    return await _again(tx, broadcast)


async def discard(tx: Transaction, broadcast: Broadcast) -> None:
    """Throw a draft away."""
    await broadcasts.discard(tx, broadcast)


async def _again(tx: Transaction, broadcast: Broadcast) -> Broadcast:
    stored = await broadcasts.get(tx, broadcast.id)
    assert stored is not None, "its row is locked by us"
    return stored


def _is_empty(broadcast: Broadcast) -> bool:
    return (
        broadcast.state is BroadcastState.DRAFT
        and not broadcast.bodies
        and broadcast.picture is None
        and broadcast.audience == Audience()
    )
