"""Deliveries in the database: whatever is sent unasked is a row first."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from bot.domain.delivery import Claimed, DeliveryId, DeliveryState, Done, Retry, Step, held_back
from bot.storage import learners as learner_rows
from bot.storage.engine import Row, Transaction
from bot.storage.instants import moment, stamp
from bot.storage.statements import Statement, statement, values
from bot.storage.tables import broadcasts, deliveries, learners, reminders

LEASE = timedelta(minutes=2)
"""How long a sender may take; longer than every time-out of a call together."""
_LOOKED_AT = 500
"""How many rows one transaction looks through: the others wait for it on SQLite."""
_SENDING: sa.ColumnElement[str] = sa.literal_column("'sending'")  # as the partial index has it
_UNCERTAIN: sa.ColumnElement[str] = sa.literal_column("'uncertain'")

_RUNNING = statement(sa.select(broadcasts.c.id).where(broadcasts.c.state == "running").order_by("id"))


def _due(condition: sa.ColumnElement[bool]) -> Statement:
    joined = deliveries.join(learners, deliveries.c.learner_id == learners.c.id).outerjoin(
        reminders, deliveries.c.reminder_id == reminders.c.id
    )
    return statement(
        sa.select(
            deliveries.c.id.label("delivery_id"),
            deliveries.c.broadcast_id,
            deliveries.c.reminder_id,
            deliveries.c.local_day,
            deliveries.c.attempts,
            deliveries.c.expires_at,
            sa.func.coalesce(reminders.c.is_active, 1).label("is_wanted"),
            learners,
        )
        .select_from(joined)
        .where(condition, deliveries.c.state == "pending", deliveries.c.due_at <= sa.bindparam("now"))
        .order_by(deliveries.c.due_at)
        .limit(sa.bindparam("most"))
        .with_for_update(of=deliveries, skip_locked=True)
    )


_DUE = _due(deliveries.c.broadcast_id.is_(None))
_DUE_IN_BROADCAST = _due(deliveries.c.broadcast_id == sa.bindparam("broadcast_id"))
_ours = deliveries.c.id == sa.bindparam("delivery_id")
_TAKE = statement(
    sa.update(deliveries)
    .where(_ours, deliveries.c.state == "pending")
    .values(
        state="sending",
        attempts=deliveries.c.attempts + 1,
        **values("lease", "lease_until"),
    )
)
_HOLD = statement(sa.update(deliveries).where(_ours).values(**values("due_at")))
_DROP = statement(sa.update(deliveries).where(_ours).values(**values("state", "reason", "finished_at")))
_fenced = sa.and_(
    _ours,
    deliveries.c.lease == sa.bindparam("held_lease"),
    deliveries.c.attempts == sa.bindparam("held_attempts"),
)
_FINISH = statement(
    sa.update(deliveries)
    .where(_fenced, deliveries.c.state.in_((_SENDING, _UNCERTAIN)))
    .values(lease_until=None, **values("state", "reason", "message_id", "finished_at"))
)
_HAND_BACK = statement(
    sa.update(deliveries)
    .where(_fenced, deliveries.c.state == "sending")
    .values(state="pending", lease=None, lease_until=None, **values("due_at"))
)
_LOSE = statement(
    sa.update(learners)
    .where(learners.c.id == sa.bindparam("lost_id"), learners.c.unreachable_at.is_(None))
    .values(**values("unreachable_at"))
)
_RECOVER = statement(
    sa.update(deliveries)
    .where(deliveries.c.state == _SENDING, deliveries.c.lease_until < sa.bindparam("now"))
    .values(state="uncertain", reason="interrupted", lease_until=None, finished_at=sa.bindparam("now"))
    .returning(deliveries.c.id)
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """Hold what was claimed; `is_last` when nothing else is due."""

    claimed: list[Claimed]
    is_last: bool


async def claim(tx: Transaction, *, now: datetime, batch: int, lease: str) -> Batch:
    """Take up to `batch` due deliveries: reminders first, then the broadcasts, the oldest first.

    Once the caller's transaction has committed they are `sending` and ours until the lease ends. What may not
    be sent now (stopped, unreachable, too late, night) is ended or put off on the way and not returned.
    """
    search = _Search(tx, now, lease, batch)
    await search.through(_DUE)
    for broadcast in await tx.all(_RUNNING):
        await search.through(_DUE_IN_BROADCAST, broadcast_id=broadcast["id"])
    return Batch(claimed=search.claimed, is_last=not search.is_stopped)


async def finish(tx: Transaction, ended: Iterable[tuple[Claimed, Step]], *, now: datetime) -> None:
    """Store what became of deliveries, all in one go; a lease that was lost changes nothing."""
    done, handed_back, lost = [], [], []
    for claimed, step in ended:
        fence = {
            "delivery_id": claimed.id,
            "held_lease": claimed.lease,
            "held_attempts": claimed.attempts,
        }
        match step:
            case Retry(at):
                handed_back.append({**fence, "due_at": stamp(at)})
            case Done():
                done.append({**fence, **_end(step, now), "message_id": step.message_id})
                if step.state is DeliveryState.UNREACHABLE:
                    lost.append({"lost_id": claimed.learner.id, "unreachable_at": stamp(now)})
    await _many(tx, _LOSE, lost)
    await _many(tx, _FINISH, done)
    await _many(tx, _HAND_BACK, handed_back)


async def recover(tx: Transaction, *, now: datetime) -> int:
    """End what was `sending` when its sender died, and return how many there were.

    Whether they arrived nobody can know; to send again might double them, so they stay uncertain.
    """
    return len(await tx.all(_RECOVER, now=stamp(now)))


class _Search:
    """Look through what is due until the batch is full."""

    def __init__(self, tx: Transaction, now: datetime, lease: str, batch: int) -> None:
        self._tx, self._now, self._lease, self._batch = tx, now, lease, batch
        self._looked_at = 0
        self.claimed: list[Claimed] = []

    @property
    def is_stopped(self) -> bool:
        """Tell whether the search ended before it saw everything."""
        return len(self.claimed) >= self._batch or self._looked_at >= _LOOKED_AT

    async def through(self, due: Statement, **given: int) -> None:
        """Take what may go out of the rows of one statement."""
        while not self.is_stopped:
            wanted = self._batch - len(self.claimed)
            rows = await self._tx.all(due, now=stamp(self._now), most=wanted, **given)
            self._looked_at += len(rows)
            self.claimed += await _sift(self._tx, rows, now=self._now, lease=self._lease)
            if len(rows) < wanted:
                return


async def _sift(tx: Transaction, rows: list[Row], *, now: datetime, lease: str) -> list[Claimed]:
    """Take what may go now; end or put off the rest."""
    taken: list[Claimed] = []
    held: list[dict[str, Any]] = []
    dropped: list[dict[str, Any]] = []
    for row in rows:
        claimed = _claimed(tx, row, lease)
        match _obstacle(row, claimed, now):
            case None:
                taken.append(claimed)
            case Retry(at):
                held.append({"delivery_id": claimed.id, "due_at": stamp(at)})
            case Done() as end:
                dropped.append({"delivery_id": claimed.id, **_end(end, now)})
    lease_until = stamp(now + LEASE)
    await _many(tx, _TAKE, [{"delivery_id": c.id, "lease": lease, "lease_until": lease_until} for c in taken])
    await _many(tx, _HOLD, held)
    await _many(tx, _DROP, dropped)
    return taken


def _obstacle(row: Row, claimed: Claimed, now: datetime) -> Step | None:
    if not row["is_wanted"]:
        return Done(DeliveryState.CANCELLED, "no longer wanted")
    return held_back(claimed.learner, expires_at=moment(row["expires_at"]), now=now)


def _claimed(tx: Transaction, row: Row, lease: str) -> Claimed:
    return Claimed(
        id=DeliveryId(row["delivery_id"]),
        learner=learner_rows.from_row(row, tx.vault.open(row["chat_sealed"])),
        lease=lease,
        attempts=row["attempts"] + 1,
        broadcast_id=row["broadcast_id"],
        reminder_id=row["reminder_id"],
        local_day=row["local_day"],
    )


def _end(done: Done, now: datetime) -> dict[str, Any]:
    return {"state": done.state.value, "reason": done.reason, "finished_at": stamp(now)}


async def _many(tx: Transaction, to_run: Statement, rows: list[dict[str, Any]]) -> None:
    if rows:
        await tx.many(to_run, list(rows))
