"""Broadcasts in the database."""

import json
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from bot.domain.attachment import Attachment, AttachmentKind
from bot.domain.audience import Audience
from bot.domain.broadcast import UNSTARTED, Broadcast, BroadcastId, BroadcastState, Tally, came_from
from bot.domain.delivery import DeliveryState
from bot.domain.learner import LearnerId
from bot.domain.offer import Offer, OfferKind
from bot.storage.audience_packs import pack, pack_audience, unpack_audience
from bot.storage.engine import Row, Transaction
from bot.storage.instants import moment, stamp
from bot.storage.statements import statement, values
from bot.storage.tables import broadcasts, deliveries

_this = broadcasts.c.id == sa.bindparam("of_broadcast")
_deliveries_of_this = deliveries.c.broadcast_id == sa.bindparam("of_broadcast")


def _listed(name: str, column: sa.ColumnElement[Any]) -> sa.ColumnElement[bool]:
    return sa.bindparam(name, type_=sa.Text).like("%," + column + ",%")


_ADD = statement(
    sa.insert(broadcasts)
    .values(state="draft", bodies="{}", **values("learner_id", "audience", "created_at"))
    .returning(broadcasts.c.id)
)
_FIND = statement(sa.select(broadcasts).where(_this).with_for_update())
_READ = statement(sa.select(broadcasts).where(_this))
_LIST = statement(
    sa.select(broadcasts)
    .where(broadcasts.c.learner_id == sa.bindparam("author_id"))
    .order_by(broadcasts.c.id.desc())
    .limit(sa.bindparam("most"))
)
_LIST_WAITING = statement(
    sa.select(broadcasts).where(broadcasts.c.state == "waiting").order_by(broadcasts.c.id)
)
_LIST_OPEN = statement(
    sa.select(broadcasts)
    .where(sa.or_(*(broadcasts.c.state == state for state in ("scheduled", "running", "paused"))))
    .order_by(broadcasts.c.id.desc())
)
_LIST_UNREPORTED = statement(
    sa.select(broadcasts)
    .where(
        *(broadcasts.c.state != state.value for state in sorted(UNSTARTED)),
        broadcasts.c.reported_at.is_(None),
    )
    .order_by(broadcasts.c.id)
)
_LIST_DUE = statement(
    sa.select(broadcasts.c.id)
    .where(broadcasts.c.state == "scheduled", broadcasts.c.starts_at <= sa.bindparam("now"))
    .order_by(broadcasts.c.starts_at)
)
_LIST_RUNNING = statement(
    sa.select(broadcasts).where(broadcasts.c.state == "running").order_by(broadcasts.c.id)
)
_SAVE = statement(
    sa.update(broadcasts)
    .where(_this, broadcasts.c.state == "draft")
    .values(
        **values(
            "title",
            "bodies",
            "attachment",
            "attachment_kind",
            "buttons",
            "audience",
            "starts_at",
            "local_minute",
            "life_minutes",
        )
    )
)
_DISCARD = statement(sa.delete(broadcasts).where(_this, broadcasts.c.state == "draft"))
_MOVE = statement(
    sa.update(broadcasts)
    .where(_this, _listed("from_states", broadcasts.c.state))
    .values(
        started_at=sa.func.coalesce(broadcasts.c.started_at, sa.bindparam("started_at", type_=sa.BigInteger)),
        **values("state", "finished_at"),
    )
    .returning(broadcasts.c.id)
)
_SET_PROGRESS = statement(sa.update(broadcasts).where(_this).values(**values("progress_message_id")))
_SET_APPROVED = statement(sa.update(broadcasts).where(_this).values(**values("approver", "approved_at")))
_SET_REPORTED = statement(sa.update(broadcasts).where(_this).values(**values("reported_at")))
_WITHDRAW = statement(
    sa.update(deliveries)
    .where(_deliveries_of_this, deliveries.c.state == "pending")
    .values(state="cancelled", finished_at=sa.bindparam("now"))
)
_TALLY = statement(
    sa.select(deliveries.c.state, sa.func.count().label("count"))
    .where(_deliveries_of_this)
    .group_by(deliveries.c.state)
)
_LAST_DUE = statement(
    sa.select(sa.func.max(deliveries.c.due_at).label("due_at")).where(
        _deliveries_of_this, deliveries.c.state == "pending"
    )
)
_TAP = statement(
    sa.update(deliveries)
    .where(_deliveries_of_this, deliveries.c.learner_id == sa.bindparam("reader_id"))
    .values(taps=deliveries.c.taps.op("|")(sa.cast(sa.bindparam("bit"), sa.Integer)))
    .returning(deliveries.c.id)
)
_IS_RECIPIENT = statement(
    sa.select(deliveries.c.id).where(
        _deliveries_of_this,
        deliveries.c.learner_id == sa.bindparam("reader_id"),
        deliveries.c.recall.is_(None),
    )
)


async def add(tx: Transaction, author_id: LearnerId, audience: Audience, *, now: datetime) -> BroadcastId:
    """Begin a draft."""
    packed = pack_audience(audience)
    row = await tx.one(_ADD, learner_id=author_id, audience=packed, created_at=stamp(now))
    assert row is not None, "INSERT … RETURNING gives the row"
    return BroadcastId(row["id"])


async def find(tx: Transaction, broadcast_id: int) -> Broadcast | None:
    """Find a broadcast and keep it ours until the transaction ends."""
    row = await tx.one(_FIND, of_broadcast=broadcast_id)
    return _broadcast(row) if row else None


async def get(tx: Transaction, broadcast_id: int) -> Broadcast | None:
    """Get a broadcast to read it."""
    row = await tx.one(_READ, of_broadcast=broadcast_id)
    return _broadcast(row) if row else None


async def list_of(tx: Transaction, author_id: LearnerId, *, most: int) -> list[Broadcast]:
    """List the author's broadcasts, the newest first."""
    return [_broadcast(row) for row in await tx.all(_LIST, author_id=author_id, most=most)]


async def list_open(tx: Transaction) -> list[Broadcast]:
    """List what is scheduled, running or paused, the newest first."""
    return [_broadcast(row) for row in await tx.all(_LIST_OPEN)]


async def list_waiting(tx: Transaction) -> list[Broadcast]:
    """List what waits for a second coordinator."""
    return [_broadcast(row) for row in await tx.all(_LIST_WAITING)]


async def list_unreported(tx: Transaction) -> list[Broadcast]:
    """List what was started and whose end its author has not been shown."""
    return [_broadcast(row) for row in await tx.all(_LIST_UNREPORTED)]


async def save(tx: Transaction, broadcast: Broadcast) -> None:
    """Store what was composed; what has started stays as it is."""
    await tx.execute(
        _SAVE,
        of_broadcast=broadcast.id,
        title=broadcast.title,
        bodies=json.dumps(dict(broadcast.bodies), ensure_ascii=False),
        attachment=broadcast.attachment.file_id if broadcast.attachment else None,
        attachment_kind=broadcast.attachment.kind.value if broadcast.attachment else None,
        buttons=json.dumps([[offer.kind, offer.subject] for offer in broadcast.offers]),
        audience=pack_audience(broadcast.audience),
        starts_at=stamp(broadcast.starts_at),
        local_minute=broadcast.local_minute,
        life_minutes=broadcast.life // timedelta(minutes=1),
    )


async def discard(tx: Transaction, broadcast: Broadcast) -> None:
    """Throw a draft away; what has started stays."""
    await tx.execute(_DISCARD, of_broadcast=broadcast.id)


async def move(tx: Transaction, broadcast: Broadcast, to: BroadcastState, *, now: datetime) -> bool:
    """Bring a broadcast to a state; False where it is in none that leads there, as after a second press.

    A draft is approved by nobody, whoever approved it before it was one again.
    """
    has_ended = to in {BroadcastState.CANCELLED, BroadcastState.FINISHED}
    row = await tx.one(
        _MOVE,
        of_broadcast=broadcast.id,
        from_states=pack(came_from(to)),
        state=to.value,
        started_at=stamp(now if to is BroadcastState.RUNNING else None),
        finished_at=stamp(now if has_ended else None),
    )
    if row is not None and to is BroadcastState.DRAFT:
        await tx.execute(_SET_APPROVED, of_broadcast=broadcast.id, approver=None, approved_at=None)
    return row is not None


async def withdraw(tx: Transaction, broadcast: Broadcast, *, now: datetime) -> None:
    """Cancel what has not begun to be sent."""
    await tx.execute(_WITHDRAW, of_broadcast=broadcast.id, now=stamp(now))


async def tally(tx: Transaction, broadcast_id: BroadcastId) -> Tally:
    """Count the deliveries by what became of them."""
    rows = await tx.all(_TALLY, of_broadcast=broadcast_id)
    last = await tx.one(_LAST_DUE, of_broadcast=broadcast_id)
    return Tally(
        by_state={DeliveryState(row["state"]): row["count"] for row in rows},
        last_due_at=moment(last["due_at"]) if last else None,
    )


async def list_due(tx: Transaction, *, now: datetime) -> list[BroadcastId]:
    """List what is scheduled and has its time come."""
    return [BroadcastId(row["id"]) for row in await tx.all(_LIST_DUE, now=stamp(now))]


async def list_running(tx: Transaction) -> list[Broadcast]:
    """List what is being sent."""
    return [_broadcast(row) for row in await tx.all(_LIST_RUNNING)]


async def tap(tx: Transaction, broadcast_id: int, learner_id: LearnerId, number: int) -> bool:
    """Note that a recipient tapped a button, counted from 0; False for who never was one."""
    row = await tx.one(_TAP, of_broadcast=broadcast_id, reader_id=learner_id, bit=1 << number)
    return row is not None


async def is_recipient(tx: Transaction, broadcast_id: int, learner_id: LearnerId) -> bool:
    """Tell whether somebody got a broadcast, and it was not taken back from them."""
    return await tx.one(_IS_RECIPIENT, of_broadcast=broadcast_id, reader_id=learner_id) is not None


async def set_progress_message(tx: Transaction, broadcast_id: BroadcastId, message_id: int) -> None:
    """Remember which message shows the progress."""
    await tx.execute(_SET_PROGRESS, of_broadcast=broadcast_id, progress_message_id=message_id)


async def set_approved(
    tx: Transaction, broadcast_id: BroadcastId, approver_id: LearnerId, *, now: datetime
) -> None:
    """Remember who was the second person."""
    await tx.execute(_SET_APPROVED, of_broadcast=broadcast_id, approver=approver_id, approved_at=stamp(now))


async def set_reported(tx: Transaction, broadcast_id: BroadcastId, *, now: datetime) -> None:
    """Remember that the author was shown the end."""
    await tx.execute(_SET_REPORTED, of_broadcast=broadcast_id, reported_at=stamp(now))


def _broadcast(row: Row) -> Broadcast:
    return Broadcast(
        id=BroadcastId(row["id"]),
        author_id=LearnerId(row["learner_id"]),
        state=BroadcastState(row["state"]),
        bodies=json.loads(row["bodies"]),
        title=row["title"],
        attachment=_attachment(row),
        offers=tuple(
            Offer(kind=OfferKind(kind), subject=subject) for kind, subject in json.loads(row["buttons"])
        ),
        audience=unpack_audience(row["audience"]),
        starts_at=moment(row["starts_at"]),
        local_minute=row["local_minute"],
        life=timedelta(minutes=row["life_minutes"]),
        approver_id=row["approver"],
        progress_message_id=row["progress_message_id"],
        created_at=moment(row["created_at"]),
        started_at=moment(row["started_at"]),
        finished_at=moment(row["finished_at"]),
        recalled_at=moment(row["recalled_at"]),
    )


def _attachment(row: Row) -> Attachment | None:
    if row["attachment"] is None:
        return None
    return Attachment(kind=AttachmentKind(row["attachment_kind"]), file_id=row["attachment"])
