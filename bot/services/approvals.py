"""Use cases of the second person: asking for approval, approving, sending back."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from bot.domain.approval import PROGRAMME, SENT_BACK, may_approve
from bot.domain.audit import Entry
from bot.domain.broadcast import Broadcast, BroadcastState, Plan
from bot.domain.errors import RefusalError
from bot.domain.learner import Learner, LearnerId
from bot.domain.mandate import FOUNDER, Mandate
from bot.domain.reminder import Occurrence
from bot.domain.zones import local
from bot.services import broadcasts as service
from bot.services.coordinators import note
from bot.storage import broadcasts, learners, programmes
from bot.storage.engine import Transaction

_LIFE = timedelta(days=2)


async def submit(
    tx: Transaction, planned: Plan, author: Learner, *, admins: Iterable[int], now: datetime
) -> Broadcast:
    """Let a draft wait for a second coordinator, and ask those who may approve it."""
    broadcast = planned.broadcast
    if planned.faults or not await broadcasts.move(tx, broadcast, BroadcastState.WAITING, now=now):
        return broadcast
    waiting = await service.again(tx, broadcast)
    for approver in await _approvers(tx, waiting, admins):
        await _tell(tx, approver, PROGRAMME, waiting, now=now)
    facts = {"recipients": planned.reach.recipients}
    await note(tx, author, Entry.SUBMITTED, str(waiting.id), now=now, **facts)
    return waiting


async def list_waiting(tx: Transaction, learner: Learner, mandate: Mandate | None) -> list[Broadcast]:
    """List what waits for this coordinator."""
    waiting = await broadcasts.list_waiting(tx)
    return [each for each in waiting if may_approve(learner.id, mandate, each)]


async def approve(
    tx: Transaction, approver: Learner, mandate: Mandate | None, planned: Plan, *, now: datetime
) -> Broadcast:
    """Start what another coordinator wrote; refuse its author, and whoever's scope does not cover it."""
    broadcast = planned.broadcast
    if not may_approve(approver.id, mandate, broadcast):
        raise RefusalError
    if planned.faults:
        return broadcast
    await broadcasts.set_approved(tx, broadcast.id, approver.id, now=now)
    facts = {"recipients": planned.reach.recipients, "author": int(broadcast.author_id)}
    await note(tx, approver, Entry.APPROVED, str(broadcast.id), now=now, **facts)
    return await service.start(tx, planned, approver, now=now)


async def send_back(
    tx: Transaction, approver: Learner, mandate: Mandate | None, broadcast: Broadcast, *, now: datetime
) -> None:
    """Make it a draft again, and let its author know."""
    if not may_approve(approver.id, mandate, broadcast):
        raise RefusalError
    if await give_back(tx, broadcast, now=now):
        await note(tx, approver, Entry.SENT_BACK, str(broadcast.id), now=now)


async def give_back(tx: Transaction, broadcast: Broadcast, *, now: datetime) -> bool:
    """Make it a draft again and let its author know; False where it is one already."""
    if not await broadcasts.move(tx, broadcast, BroadcastState.DRAFT, now=now):
        return False
    author = await learners.get(tx, broadcast.author_id)
    if author is not None:
        await _tell(tx, author, SENT_BACK, broadcast, now=now)
    return True


async def take_back(tx: Transaction, author: Learner, broadcast: Broadcast, *, now: datetime) -> Broadcast:
    """Make one's own waiting or scheduled broadcast a draft again."""
    if broadcast.author_id != author.id:
        raise RefusalError
    await broadcasts.move(tx, broadcast, BroadcastState.DRAFT, now=now)
    return await service.again(tx, broadcast)


async def _approvers(tx: Transaction, broadcast: Broadcast, admins: Iterable[int]) -> list[Learner]:
    """Find whoever may approve; each gets one message, however often they are an admin."""
    known: dict[LearnerId, Learner] = {}
    for learner in await learners.known(tx, admins):
        if may_approve(learner.id, FOUNDER, broadcast):
            known[learner.id] = learner
    for learner in await learners.list_mandated(tx):
        if may_approve(learner.id, learner.mandate, broadcast):
            known.setdefault(learner.id, learner)
    return list(known.values())


async def _tell(
    tx: Transaction, learner: Learner, programme: str, broadcast: Broadcast, *, now: datetime
) -> None:
    today = Occurrence(day=local(now, learner.zone).date(), due_at=now, expires_at=now + _LIFE)
    await programmes.put(tx, learner.id, programme, str(broadcast.id), today)
