"""Deliveries in the database: whatever is sent unasked is a row first."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from bot.domain.delivery import (
    Claimed,
    DeliveryId,
    DeliveryState,
    Done,
    Follow,
    OnAmbiguous,
    Retry,
    Step,
    held_back,
    local_day,
)
from bot.storage import learners as learner_rows
from bot.storage.engine import Row, Transaction
from bot.storage.instants import moment, stamp
from bot.storage.statements import Statement, statement, values
from bot.storage.tables import broadcasts, deliveries, learners, reminders

LEASE = timedelta(minutes=2)
"""How long a sender may take; longer than every time-out of a call together."""
_BREATH = timedelta(minutes=1)
"""How long a second message to the same person waits for the first."""
_LOOKED_AT = 500
"""How many rows one transaction looks through: the others wait for it on SQLite."""
_SENDING: sa.ColumnElement[str] = sa.literal_column("'sending'")  # as the partial index has it
_UNCERTAIN: sa.ColumnElement[str] = sa.literal_column("'uncertain'")

_others = deliveries.alias("others")
_CROWDED = (  # a broadcast waits for the same person: one unasked message a day, and it has only this one
    sa.exists()
    .where(
        _others.c.learner_id == deliveries.c.learner_id,
        _others.c.state == "pending",
        _others.c.due_at <= sa.bindparam("now"),
        _others.c.broadcast_id == broadcasts.c.id,
        broadcasts.c.state == "running",
    )
    .correlate(deliveries)
)
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
            deliveries.c.programme,
            deliveries.c.subject,
            deliveries.c.attempts,
            deliveries.c.expires_at,
            deliveries.c.on_ambiguous,
            sa.func.coalesce(reminders.c.is_active, 1).label("is_wanted"),
            sa.and_(deliveries.c.reminder_id.is_not(None), _CROWDED).label("is_crowded"),
            learners,
        )
        .select_from(joined)
        .where(condition, deliveries.c.state == "pending", deliveries.c.due_at <= sa.bindparam("now"))
        .order_by(deliveries.c.due_at)
        .limit(sa.bindparam("most"))
        # the learner's row too: who is pressing "stop" right now comes in the next round
        .with_for_update(of=[deliveries, learners], skip_locked=True)
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
_NOTE_DAY = statement(
    sa.update(learners).where(learners.c.id == sa.bindparam("to_id")).values(**values("unasked_on"))
)
_REHOME = statement(
    sa.update(learners)
    .where(
        learners.c.id == sa.bindparam("moved_id"),
        ~sa.exists().where(sa.alias(learners).c.chat_key == sa.bindparam("chat_key")),
    )
    .values(**values("chat_key", "chat_sealed"))
)
_abandoned = sa.and_(
    deliveries.c.state == _SENDING,
    sa.or_(deliveries.c.lease_until < sa.bindparam("now"), deliveries.c.lease != sa.bindparam("own_lease")),
)
_RECOVER = statement(
    sa.update(deliveries)
    .where(_abandoned, deliveries.c.on_ambiguous == "drop")
    .values(state="uncertain", reason="interrupted", lease_until=None, finished_at=sa.bindparam("now"))
    .returning(deliveries.c.id)
)
_RECOVER_TO_RESEND = statement(
    sa.update(deliveries)
    .where(_abandoned, deliveries.c.on_ambiguous == "resend")
    .values(state="pending", lease=None, lease_until=None)
    .returning(deliveries.c.id)
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """Hold what was claimed; `is_last` when nothing else is due."""

    claimed: list[Claimed]
    is_last: bool


async def claim(tx: Transaction, *, now: datetime, batch: int, lease: str, paid: int = 0) -> Batch:
    """Take up to `batch` due deliveries: reminders and programmes first, then broadcasts, the oldest first.

    Where broadcasts are paid for, up to `paid` of theirs are taken beside the others.

    Once the caller's transaction has committed they are `sending` and ours until the lease ends. What may not
    be sent now (stopped, unreachable, too late, night) is ended or put off on the way and not returned.
    """
    search = _Search(tx, now, lease, batch)
    await search.through(_DUE)
    search.widen(paid)
    for broadcast in await tx.all(_RUNNING):
        await search.through(_DUE_IN_BROADCAST, broadcast_id=broadcast["id"])
    return Batch(claimed=search.claimed, is_last=not (search.is_stopped or search.has_left_some))


async def running(tx: Transaction) -> frozenset[int]:
    """Return the broadcasts that may go out at this moment."""
    return frozenset(row["id"] for row in await tx.all(_RUNNING))


async def finish(tx: Transaction, ended: Iterable[tuple[Claimed, Step]], *, now: datetime) -> None:
    """Store what became of deliveries, all in one go; a lease that was lost changes nothing."""
    done, handed_back, lost, freed, moved = [], [], [], [], []
    for claimed, step in ended:
        if claimed.is_unasked and not _may_have_arrived(step):
            freed.append({"to_id": claimed.learner.id, "unasked_on": None})
        fence = {
            "delivery_id": claimed.id,
            "held_lease": claimed.lease,
            "held_attempts": claimed.attempts,
        }
        match step:
            case Retry(at):
                handed_back.append({**fence, "due_at": stamp(at)})
            case Follow(chat_id, at):
                handed_back.append({**fence, "due_at": stamp(at)})
                moved.append(_home(tx, claimed, chat_id))
            case Done():
                done.append({**fence, **_end(step, now), "message_id": step.message_id})
                if step.state is DeliveryState.UNREACHABLE:
                    lost.append({"lost_id": claimed.learner.id, "unreachable_at": stamp(now)})
    # Learners before their deliveries, as everywhere else: no two transactions wait for each other.
    await _many(tx, _LOSE, lost)
    await _many(tx, _NOTE_DAY, freed)
    await _many(tx, _REHOME, moved)
    await _many(tx, _FINISH, done)
    await _many(tx, _HAND_BACK, handed_back)


async def recover(tx: Transaction, *, lease: str, now: datetime) -> tuple[int, int]:
    """Resolve what was `sending` when its sender died: return how many stay uncertain, how many come again.

    Whoever calls this is the only sender, so that every other's lease is over. Whether the messages arrived
    nobody can know; each delivery says what is to be done then.
    """
    when = {"own_lease": lease, "now": stamp(now)}
    uncertain = await tx.all(_RECOVER, **when)
    return len(uncertain), len(await tx.all(_RECOVER_TO_RESEND, **when))


class _Search:
    """Look through what is due until the batch is full."""

    def __init__(self, tx: Transaction, now: datetime, lease: str, batch: int) -> None:
        self._tx, self._now, self._lease, self._batch = tx, now, lease, batch
        self._looked_at = 0
        self._served = set[int]()
        self.has_left_some = False
        self.claimed: list[Claimed] = []

    @property
    def is_stopped(self) -> bool:
        """Tell whether the search ended before it saw everything."""
        return len(self.claimed) >= self._batch or self._looked_at >= _LOOKED_AT

    def widen(self, to: int) -> None:
        """Look for so many more, whatever was found before."""
        if to:
            self.has_left_some = self.is_stopped
            self._batch = len(self.claimed) + to

    async def through(self, due: Statement, **given: int) -> None:
        """Take what may go out of the rows of one statement."""
        while not self.is_stopped:
            wanted = self._batch - len(self.claimed)
            rows = await self._tx.all(due, now=stamp(self._now), most=wanted, **given)
            self._looked_at += len(rows)
            await self._sift(rows)
            if len(rows) < wanted:
                return

    async def _sift(self, rows: list[Row]) -> None:
        """Take what may go now; end or put off the rest."""
        taken: list[Claimed] = []
        held: list[dict[str, Any]] = []
        dropped: list[dict[str, Any]] = []
        for row in rows:
            claimed = _claimed(self._tx, row, self._lease)
            match self._obstacle(row, claimed):
                case None:
                    taken.append(claimed)
                    self._served.add(claimed.learner.id)
                case Retry(at):
                    held.append({"delivery_id": claimed.id, "due_at": stamp(at)})
                case Done() as end:
                    dropped.append({"delivery_id": claimed.id, **_end(end, self._now)})
        self.claimed += taken
        await self._take(taken)
        await _many(self._tx, _HOLD, held)
        await _many(self._tx, _DROP, dropped)

    def _obstacle(self, row: Row, claimed: Claimed) -> Done | Retry | None:
        if not row["is_wanted"]:
            return Done(DeliveryState.CANCELLED, "no longer wanted")
        if row["is_crowded"]:
            return Done(DeliveryState.CANCELLED, "a broadcast comes instead")
        if claimed.learner.id in self._served:
            return Retry(self._now + _BREATH)
        expires_at = moment(row["expires_at"])
        return held_back(claimed.learner, expires_at=expires_at, now=self._now, is_unasked=claimed.is_unasked)

    async def _take(self, taken: list[Claimed]) -> None:
        lease = {"lease": self._lease, "lease_until": stamp(self._now + LEASE)}
        await _many(self._tx, _TAKE, [{"delivery_id": claimed.id, **lease} for claimed in taken])
        days = [
            {"to_id": claimed.learner.id, "unasked_on": local_day(claimed.learner, self._now)}
            for claimed in taken
            if claimed.is_unasked
        ]
        await _many(self._tx, _NOTE_DAY, days)


def _may_have_arrived(step: Step) -> bool:
    return isinstance(step, Done) and step.state in {DeliveryState.SENT, DeliveryState.UNCERTAIN}


def _home(tx: Transaction, claimed: Claimed, chat_id: int) -> dict[str, Any]:
    return {
        "moved_id": claimed.learner.id,
        "chat_key": tx.vault.key(chat_id),
        "chat_sealed": tx.vault.seal(chat_id),
    }


def _claimed(tx: Transaction, row: Row, lease: str) -> Claimed:
    return Claimed(
        id=DeliveryId(row["delivery_id"]),
        learner=learner_rows.from_row(row, tx.vault.open(row["chat_sealed"])),
        lease=lease,
        attempts=row["attempts"] + 1,
        broadcast_id=row["broadcast_id"],
        reminder_id=row["reminder_id"],
        local_day=row["local_day"],
        on_ambiguous=OnAmbiguous(row["on_ambiguous"]),
        programme=row["programme"],
        subject=row["subject"],
    )


def _end(done: Done, now: datetime) -> dict[str, Any]:
    return {"state": done.state.value, "reason": done.reason, "finished_at": stamp(now)}


async def _many(tx: Transaction, to_run: Statement, rows: list[dict[str, Any]]) -> None:
    if rows:
        await tx.many(to_run, list(rows))
