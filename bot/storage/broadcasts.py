"""Broadcasts in the database."""

import json
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from bot.domain.audience import Audience, Others, Share
from bot.domain.broadcast import Broadcast, BroadcastId, BroadcastState, Tally, came_from
from bot.domain.delivery import DeliveryState
from bot.domain.learner import LearnerId, Role
from bot.storage.engine import Row, Transaction
from bot.storage.instants import moment, stamp
from bot.storage.statements import statement, values
from bot.storage.tables import broadcasts, deliveries, learners

_this = broadcasts.c.id == sa.bindparam("of_broadcast")
_deliveries_of_this = deliveries.c.broadcast_id == sa.bindparam("of_broadcast")


def _chosen(name: str, column: sa.ColumnElement[Any]) -> sa.ColumnElement[bool]:
    """Compare with a list like `,teen,parent,`; an empty one means all."""
    return sa.or_(sa.bindparam(name, type_=sa.Text) == "", _listed(name, column))


def _listed(name: str, column: sa.ColumnElement[Any]) -> sa.ColumnElement[bool]:
    return sa.bindparam(name, type_=sa.Text).like("%," + column + ",%")


_meant = sa.and_(
    learners.c.stopped_at.is_(None),
    learners.c.unreachable_at.is_(None),
    learners.c.privacy_seen_at.is_not(None),
    _chosen("roles", learners.c.role),
    _chosen("locales", learners.c.locale),
    _chosen("countries", learners.c.country),
    _chosen("cohorts", learners.c.cohort),
)

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
_LIST_UNREPORTED = statement(
    sa.select(broadcasts)
    .where(
        broadcasts.c.state != "draft",
        broadcasts.c.state != "waiting",
        broadcasts.c.reported_at.is_(None),
    )
    .order_by(broadcasts.c.id)
)
_SAVE = statement(
    sa.update(broadcasts)
    .where(_this, broadcasts.c.state == "draft")
    .values(**values("bodies", "attachment", "attachment_kind", "audience"))
)
_DISCARD = statement(sa.delete(broadcasts).where(_this, broadcasts.c.state == "draft"))
_MOVE = statement(
    sa.update(broadcasts)
    .where(_this, _listed("from_states", broadcasts.c.state))
    .values(**values("state", "started_at", "finished_at"))
    .returning(broadcasts.c.id)
)
_SET_PROGRESS = statement(sa.update(broadcasts).where(_this).values(**values("progress_message_id")))
_SET_APPROVED = statement(sa.update(broadcasts).where(_this).values(**values("approver", "approved_at")))
_SET_REPORTED = statement(sa.update(broadcasts).where(_this).values(**values("reported_at")))
_ADDRESS = statement(
    sa.insert(deliveries).from_select(
        ["learner_id", "broadcast_id", "state", "due_at"],
        sa.select(
            learners.c.id,
            sa.cast(sa.bindparam("of_broadcast"), sa.BigInteger),
            sa.literal("pending", sa.Text),
            sa.cast(sa.bindparam("due_at"), sa.BigInteger),
        ).where(_meant, _chosen("tongues", learners.c.locale)),
        include_defaults=False,
    )
)
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
_alike = (learners.c.locale, learners.c.zone, learners.c.quiet_from, learners.c.quiet_until)
_SHARES = statement(sa.select(*_alike, sa.func.count().label("count")).where(_meant).group_by(*_alike))


async def add(tx: Transaction, author_id: LearnerId, audience: Audience, *, now: datetime) -> BroadcastId:
    """Begin a draft."""
    packed = _pack_audience(audience)
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
        bodies=json.dumps(dict(broadcast.bodies), ensure_ascii=False),
        attachment=broadcast.picture,
        attachment_kind="photo" if broadcast.picture else None,
        audience=_pack_audience(broadcast.audience),
    )


async def discard(tx: Transaction, broadcast: Broadcast) -> None:
    """Throw a draft away; what has started stays."""
    await tx.execute(_DISCARD, of_broadcast=broadcast.id)


async def move(tx: Transaction, broadcast: Broadcast, to: BroadcastState, *, now: datetime) -> bool:
    """Bring a broadcast to a state; False where it is in none that leads there, as after a second press."""
    has_ended = to in {BroadcastState.CANCELLED, BroadcastState.FINISHED}
    row = await tx.one(
        _MOVE,
        of_broadcast=broadcast.id,
        from_states=_pack(came_from(to)),
        state=to.value,
        started_at=stamp((broadcast.started_at or now) if to is not BroadcastState.WAITING else None),
        finished_at=stamp(now if has_ended else None),
    )
    return row is not None


async def address(tx: Transaction, broadcast: Broadcast, *, now: datetime) -> None:
    """Make one delivery for each learner who is meant, in one statement: from here on it is only sent."""
    written = broadcast.bodies if broadcast.audience.others is Others.LEAVE_OUT else ()
    await tx.execute(
        _ADDRESS,
        of_broadcast=broadcast.id,
        due_at=stamp(now),
        tongues=_pack(written),
        **_conditions(broadcast.audience),
    )


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


async def shares(tx: Transaction, audience: Audience) -> list[Share]:
    """Count who is meant, by language and night."""
    rows = await tx.all(_SHARES, **_conditions(audience))
    return [
        Share(
            locale=row["locale"],
            zone=row["zone"],
            quiet_from=row["quiet_from"],
            quiet_until=row["quiet_until"],
            count=row["count"],
        )
        for row in rows
    ]


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


def _conditions(audience: Audience) -> dict[str, str]:
    return {
        "roles": _pack(audience.roles),
        "locales": _pack(audience.locales),
        "countries": _pack(audience.countries),
        "cohorts": _pack(audience.cohorts),
    }


def _pack(chosen: Iterable[str]) -> str:
    """Write a choice as the statements compare it."""
    listed = sorted(chosen)
    return f",{','.join(listed)}," if listed else ""


def _pack_audience(audience: Audience) -> str:
    return json.dumps(
        {
            "roles": sorted(audience.roles),
            "locales": sorted(audience.locales),
            "countries": sorted(audience.countries),
            "cohorts": sorted(audience.cohorts),
            "others": audience.others,
        }
    )


def _audience(packed: str) -> Audience:
    found: dict[str, Sequence[str]] = json.loads(packed)
    return Audience(
        roles=frozenset(Role(role) for role in found["roles"]),
        locales=frozenset(found["locales"]),
        countries=frozenset(found["countries"]),
        cohorts=frozenset(found.get("cohorts", ())),
        others=Others(str(found["others"])),
    )


def _broadcast(row: Row) -> Broadcast:
    return Broadcast(
        id=BroadcastId(row["id"]),
        author_id=LearnerId(row["learner_id"]),
        state=BroadcastState(row["state"]),
        bodies=json.loads(row["bodies"]),
        picture=row["attachment"],
        audience=_audience(row["audience"]),
        progress_message_id=row["progress_message_id"],
        created_at=moment(row["created_at"]),
        started_at=moment(row["started_at"]),
        finished_at=moment(row["finished_at"]),
    )
