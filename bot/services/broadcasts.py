"""What a coordinator does with broadcasts. Each of these is harmless when it is asked for twice."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from bot.domain.approval import may_see
from bot.domain.audience import Audience, narrowed
from bot.domain.audit import Entry
from bot.domain.broadcast import UNSTARTED, Broadcast, BroadcastState, Plan, Run, faults, is_empty
from bot.domain.errors import RefusalError
from bot.domain.learner import Learner
from bot.domain.mandate import Mandate
from bot.domain.reach import reckon
from bot.domain.stars import FASTEST, Fee
from bot.services.coordinators import note
from bot.storage import audiences, broadcasts, duties, recalls
from bot.storage.engine import Transaction

MOST_LISTED = 8


async def list_own(tx: Transaction, author: Learner) -> list[Broadcast]:
    """List the author's latest broadcasts."""
    return await broadcasts.list_of(tx, author.id, most=MOST_LISTED)


async def list_others(tx: Transaction, learner: Learner, mandate: Mandate | None) -> list[Broadcast]:
    """List what other coordinators have scheduled or on its way, within this one's scope."""
    found = await broadcasts.list_open(tx)
    others = (one for one in found if one.author_id != learner.id and may_see(learner, mandate, one))
    return list(others)[:MOST_LISTED]


async def begin(tx: Transaction, author: Learner, mandate: Mandate, *, now: datetime) -> Broadcast:
    """Begin a draft to the author's whole scope; an empty one that is there already will do."""
    everybody = narrowed(Audience(), mandate)
    for broadcast in await broadcasts.list_of(tx, author.id, most=1):
        is_fresh = broadcast.state is BroadcastState.DRAFT and is_empty(broadcast)
        if is_fresh and broadcast.audience == everybody:
            return broadcast
    number = await broadcasts.add(tx, author.id, everybody, now=now)
    return await find(tx, author, mandate, number)


async def find(tx: Transaction, learner: Learner, mandate: Mandate | None, broadcast_id: int) -> Broadcast:
    """Find a broadcast that is one's own or lies in one's scope, or refuse."""
    broadcast = await broadcasts.find(tx, broadcast_id)
    if broadcast is None or not may_see(learner, mandate, broadcast):
        raise RefusalError
    return broadcast


async def change(
    tx: Transaction, author: Learner, broadcast_id: int, how: Callable[[Broadcast], Broadcast]
) -> Broadcast:
    """Change a draft of one's own; what has started stays as it is."""
    broadcast = await find(tx, author, None, broadcast_id)
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


async def plan(
    tx: Transaction,
    broadcast: Broadcast,
    mandate: Mandate | None,
    *,
    now: datetime,
    per_second: int,
    least: int,
    paid: int | None = None,
) -> Plan:
    """Work out what it would mean to start it, under the mandate of whoever would.

    To fewer people than `least` it cannot be started. `paid` is the pace while Stars pay for it; where they
    do not pay for all, its end is that of `per_second`.
    """
    shares = await audiences.shares(tx, broadcast.audience, now=now)
    reach = reckon(broadcast, shares, now=now, per_second=per_second)
    cost = await fee(tx, broadcast, reach.recipients, now=now, paid=paid)
    if cost is not None and cost.is_covered:
        reach = reckon(broadcast, shares, now=now, per_second=cost.per_second)
    found = faults(broadcast, mandate, recipients=reach.recipients, least=least)
    return Plan(broadcast=broadcast, reach=reach, least=least, faults=found, fee=cost)


async def run(tx: Transaction, broadcast: Broadcast) -> Run:
    """Look how a started broadcast goes."""
    recalled = await recalls.counts(tx, broadcast.id)
    return Run(broadcast=broadcast, tally=await broadcasts.tally(tx, broadcast.id), recalled=recalled)


async def fee(
    tx: Transaction, broadcast: Broadcast, messages: int, *, now: datetime, paid: int | None
) -> Fee | None:
    """Work out what so many messages of it cost at the pace that is paid for; None where there is none.

    What is sent before it is paid for before it.
    """
    if paid is None:
        return None
    balance = await duties.balance(tx, now=now)
    if balance is not None:
        balance = max(0, balance - await waiting_before(tx, broadcast))
    return Fee(messages=messages, balance=balance, per_second=min(paid, FASTEST))


async def waiting_before(tx: Transaction, broadcast: Broadcast) -> int:
    """Count the messages of other broadcasts that are sent before it."""
    running = await broadcasts.list_running(tx)
    before = [await broadcasts.tally(tx, one.id) for one in running if one.id < broadcast.id]
    return sum(tally.left for tally in before)


async def start(tx: Transaction, planned: Plan, actor: Learner, *, now: datetime) -> Broadcast:
    """Start it, or let it wait for its time. One that is faulty or has started stays as it is."""
    broadcast = planned.broadcast
    if planned.faults or broadcast.state not in UNSTARTED:
        return broadcast
    is_early = broadcast.starts_at is not None and broadcast.starts_at > now
    facts = {"recipients": planned.reach.recipients}
    if is_early and await broadcasts.move(tx, broadcast, BroadcastState.SCHEDULED, now=now):
        await note(tx, actor, Entry.SCHEDULED, str(broadcast.id), now=now, **facts)
    elif not is_early and await broadcasts.move(tx, broadcast, BroadcastState.RUNNING, now=now):
        await audiences.address(tx, broadcast, now=now)
        await note(tx, actor, Entry.STARTED, str(broadcast.id), now=now, **facts)
    return await again(tx, broadcast)


async def pause(tx: Transaction, broadcast: Broadcast, actor: Learner, *, now: datetime) -> Broadcast:
    """Hold what has not begun to be sent."""
    if await broadcasts.move(tx, broadcast, BroadcastState.PAUSED, now=now):
        await note(tx, actor, Entry.PAUSED, str(broadcast.id), now=now)
    return await again(tx, broadcast)


async def resume(tx: Transaction, broadcast: Broadcast, actor: Learner, *, now: datetime) -> Broadcast:
    """Let a held broadcast go on where it was."""
    if broadcast.state is BroadcastState.PAUSED:
        await broadcasts.move(tx, broadcast, BroadcastState.RUNNING, now=now)
        await note(tx, actor, Entry.RESUMED, str(broadcast.id), now=now)
    return await again(tx, broadcast)


async def cancel(tx: Transaction, broadcast: Broadcast, actor: Learner, *, now: datetime) -> Broadcast:
    """Send it to nobody else."""
    if await broadcasts.move(tx, broadcast, BroadcastState.CANCELLED, now=now):
        await broadcasts.withdraw(tx, broadcast, now=now)
        await note(tx, actor, Entry.CANCELLED, str(broadcast.id), now=now)
    return await again(tx, broadcast)


async def discard(tx: Transaction, author: Learner, broadcast: Broadcast) -> None:
    """Throw a draft of one's own away."""
    if broadcast.author_id != author.id:
        raise RefusalError
    await broadcasts.discard(tx, broadcast)


async def again(tx: Transaction, broadcast: Broadcast) -> Broadcast:
    """Read what is stored of a broadcast whose row is ours."""
    stored = await broadcasts.get(tx, broadcast.id)
    assert stored is not None, "its row is locked by us"
    return stored
