"""What is scheduled starts at its time, once, and under the same rules as by hand."""

from collections.abc import Callable, Iterable
from datetime import datetime

import structlog

from bot.domain.approval import Sizes, needs_approval
from bot.domain.broadcast import BroadcastId, BroadcastState
from bot.domain.learner import Learner
from bot.domain.mandate import Deed, Mandate
from bot.services import approvals
from bot.services import broadcasts as service
from bot.storage import broadcasts, learners
from bot.storage.engine import Transaction

log = structlog.get_logger(__name__)


async def start_due(
    tx: Transaction,
    broadcast_id: BroadcastId,
    *,
    mandate_of: Callable[[Learner], Mandate | None],
    admins: Iterable[int],
    sizes: Sizes,
    now: datetime,
    per_second: int,
    paid: int | None = None,
) -> None:
    """Start it for whoever is meant by now.

    Where more people are meant than one coordinator may reach alone, it waits for a second one; where whoever
    let it go may send it no more, or too few are left to get it, it is a draft again.
    """
    broadcast = await broadcasts.find(tx, broadcast_id)
    if broadcast is None or broadcast.state is not BroadcastState.SCHEDULED:
        return
    sponsor = await learners.get(tx, broadcast.approver_id or broadcast.author_id)
    mandate = mandate_of(sponsor) if sponsor else None
    planned = await service.plan(
        tx, broadcast, mandate, now=now, per_second=per_second, least=sizes.least, paid=paid
    )
    if sponsor is None or mandate is None or not mandate.may(Deed.SEND) or planned.faults:
        log.warning("scheduled broadcast not started", broadcast=broadcast.id, faults=planned.faults)
        await approvals.give_back(tx, broadcast, now=now)
    elif broadcast.approver_id is None and needs_approval(
        planned.reach.recipients, threshold=sizes.threshold
    ):
        await approvals.submit(tx, planned, sponsor, admins=admins, now=now)
    else:
        await service.start(tx, planned, sponsor, now=now)
