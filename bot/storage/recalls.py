"""What is to be deleted of broadcasts, in the database."""

from collections.abc import Iterable
from datetime import datetime

import sqlalchemy as sa

from bot.domain.broadcast import BroadcastId
from bot.domain.delivery import DeliveryId
from bot.domain.recall import Recall, Recalled, Wanted
from bot.storage.engine import Transaction
from bot.storage.instants import stamp
from bot.storage.statements import statement, values
from bot.storage.tables import broadcasts, deliveries, learners

_WANTED: sa.ColumnElement[str] = sa.literal_column("'wanted'")  # as the partial index has it
_of_this = deliveries.c.broadcast_id == sa.bindparam("of_broadcast")
_deletable = sa.and_(
    _of_this,
    deliveries.c.state == "sent",
    deliveries.c.message_id.is_not(None),
    deliveries.c.finished_at > sa.bindparam("since"),
)
_MARK = statement(
    sa.update(broadcasts)
    .where(broadcasts.c.id == sa.bindparam("of_broadcast"), broadcasts.c.recalled_at.is_(None))
    .values(
        recalled_at=sa.bindparam("now"),
        reported_at=None,
        # what was reported to the end is told anew, in a message below
        progress_message_id=sa.case((broadcasts.c.reported_at.is_(None), broadcasts.c.progress_message_id)),
    )
    .returning(broadcasts.c.id)
)
_WANT = statement(
    sa.update(deliveries).where(_deletable, deliveries.c.recall.is_(None)).values(recall=_WANTED)
)
_COUNT_DELETABLE = statement(
    sa.select(sa.func.count().label("count")).select_from(deliveries).where(_deletable)
)
_COUNTS = statement(
    sa.select(deliveries.c.recall, sa.func.count().label("count"))
    .where(_of_this, deliveries.c.recall.is_not(None))
    .group_by(deliveries.c.recall)
)
_LIST = statement(
    sa.select(deliveries.c.broadcast_id.label("id"))
    .distinct()
    .where(deliveries.c.recall == _WANTED)
    .order_by("id")
)
_NEXT = statement(
    sa.select(deliveries.c.id, deliveries.c.message_id, learners.c.chat_sealed)
    .join(learners, learners.c.id == deliveries.c.learner_id)
    .where(_of_this, deliveries.c.recall == _WANTED, deliveries.c.id > sa.bindparam("after"))
    .order_by(deliveries.c.id)
    .limit(sa.bindparam("most"))
)
_SETTLE = statement(
    sa.update(deliveries)
    .where(deliveries.c.id == sa.bindparam("delivery_id"), deliveries.c.recall == _WANTED)
    .values(**values("recall"))
)


async def mark(tx: Transaction, broadcast_id: BroadcastId, *, now: datetime) -> bool:
    """Remember that a broadcast is taken back; False where it was before."""
    return await tx.one(_MARK, of_broadcast=broadcast_id, now=stamp(now)) is not None


async def want(tx: Transaction, broadcast_id: BroadcastId, *, since: datetime) -> None:
    """Let all that was sent after `since` be deleted, in one statement."""
    await tx.execute(_WANT, of_broadcast=broadcast_id, since=stamp(since))


async def count_deletable(tx: Transaction, broadcast_id: BroadcastId, *, since: datetime) -> int:
    """Count what was sent after `since`."""
    row = await tx.one(_COUNT_DELETABLE, of_broadcast=broadcast_id, since=stamp(since))
    return int(row["count"]) if row else 0


async def counts(tx: Transaction, broadcast_id: BroadcastId) -> Recalled:
    """Count what is, or was, to be deleted by what became of it."""
    rows = await tx.all(_COUNTS, of_broadcast=broadcast_id)
    return Recalled(by_end={Recall(row["recall"]): row["count"] for row in rows})


async def list_wanted(tx: Transaction) -> list[BroadcastId]:
    """List the broadcasts of which something is still to be deleted."""
    return [BroadcastId(row["id"]) for row in await tx.all(_LIST)]


async def next_wanted(
    tx: Transaction, broadcast_id: BroadcastId, *, after: DeliveryId, most: int
) -> list[Wanted]:
    """Read what is to be deleted next."""
    return [
        Wanted(
            delivery_id=DeliveryId(row["id"]),
            chat_id=tx.vault.open(row["chat_sealed"]),
            message_id=row["message_id"],
        )
        for row in await tx.all(_NEXT, of_broadcast=broadcast_id, after=after, most=most)
    ]


async def settle(tx: Transaction, ended: Iterable[tuple[Wanted, Recall]]) -> None:
    """Store what became of messages, all in one go."""
    rows = [{"delivery_id": wanted.delivery_id, "recall": end.value} for wanted, end in ended]
    if rows:
        await tx.many(_SETTLE, list(rows))
