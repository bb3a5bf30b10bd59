"""Who is in an audience: counted before a broadcast starts, and written down when it does."""

from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from bot.domain.audience import Audience, Share, Traits
from bot.domain.broadcast import Broadcast
from bot.domain.consent import WITHHELD
from bot.domain.schedule import due_at
from bot.storage.audience_packs import pack
from bot.storage.engine import Transaction
from bot.storage.instants import stamp
from bot.storage.statements import statement
from bot.storage.tables import deliveries, learners, progress

_COLUMNS: dict[str, sa.Column[Any]] = {
    "roles": learners.c.role,
    "ages": learners.c.age_band,
    "locales": learners.c.locale,
    "countries": learners.c.country,
    "cohorts": learners.c.cohort,
}
_NOT = "not_"
_DAY = timedelta(days=1)
_EMPTY: sa.ColumnElement[str] = sa.literal_column("''")
_WITHHELD: sa.ColumnElement[str] = sa.literal_column(f"'{WITHHELD}'")


def _text(name: str) -> sa.BindParameter[str]:
    return sa.bindparam(name, type_=sa.Text)


def _number(name: str) -> sa.ColumnElement[int]:
    return sa.cast(sa.bindparam(name), sa.BigInteger)


def _among(name: str, column: sa.ColumnElement[Any]) -> sa.ColumnElement[bool]:
    """Compare with a list like `,teen,parent,`; nothing is among none, and NULL is among nothing."""
    return _text(name).like("%," + sa.func.coalesce(column, _EMPTY) + ",%")


_own_progress = progress.c.learner_id == learners.c.id


def _has_come(prefix: str) -> sa.ColumnElement[bool]:
    """Compare how far somebody has come."""
    begun = sa.exists().where(_own_progress).correlate(learners)
    finished = (
        sa.select(sa.func.count())
        .select_from(progress)
        .where(
            _own_progress,
            progress.c.finished_at.is_not(None),
            _among(f"{prefix}lessons", progress.c.lesson_id),
        )
        .correlate(learners)
        .scalar_subquery()
    )
    kind = _text(f"{prefix}progress")
    return sa.or_(
        sa.and_(kind == "nothing", ~begun),
        sa.and_(kind == "begun", begun),
        sa.and_(kind == "finished", finished >= _number(f"{prefix}lesson_count")),
    )


_chosen = sa.and_(
    *(sa.or_(_text(name) == _EMPTY, _among(name, column)) for name, column in _COLUMNS.items()),
    sa.or_(_text("progress") == _EMPTY, _has_come("")),
    learners.c.seen_at >= _number("seen_since"),
)
_left_out = sa.or_(
    *(_among(f"{_NOT}{name}", column) for name, column in _COLUMNS.items()),
    _has_come(_NOT),
    learners.c.seen_at >= _number("not_seen_since"),
)
_agreed = sa.and_(
    learners.c.consented_at.is_not(None), sa.func.coalesce(learners.c.consent_version, _EMPTY) != _WITHHELD
)
_alike = sa.and_(_chosen, ~_left_out, _agreed)
_meant = sa.and_(_alike, learners.c.stopped_at.is_(None), learners.c.unreachable_at.is_(None))

_by = (learners.c.locale, learners.c.zone, learners.c.quiet_from, learners.c.quiet_until)
_lately = sa.case((learners.c.unasked_on >= _text("lately"), learners.c.unasked_on))
_SHARES = statement(
    sa.select(*_by, _lately.label("unasked_on"), sa.func.count().label("count"))
    .where(_meant)
    .group_by(*_by, sa.literal_column("5"))
)
_COUNT = statement(sa.select(sa.func.count().label("count")).select_from(learners).where(_meant))
_LOST = statement(
    sa.select(
        sa.func.coalesce(sa.func.sum(sa.case((learners.c.stopped_at.is_not(None), 1), else_=0)), 0).label(
            "stopped"
        ),
        sa.func.count().label("count"),
    )
    .select_from(learners)
    .where(_alike, sa.or_(learners.c.stopped_at.is_not(None), learners.c.unreachable_at.is_not(None)))
)
_ADDRESS = statement(
    sa.insert(deliveries).from_select(
        ["learner_id", "broadcast_id", "state", "due_at", "expires_at"],
        sa.select(
            learners.c.id,
            _number("of_broadcast"),
            sa.literal("pending", sa.Text),
            _number("due_at"),
            _number("expires_at"),
        ).where(_meant, sa.or_(_text("tongues") == _EMPTY, _among("tongues", learners.c.locale))),
        include_defaults=False,
    )
)
_of_this = deliveries.c.broadcast_id == sa.bindparam("of_broadcast")
_ZONES = statement(
    sa.select(learners.c.zone)
    .distinct()
    .select_from(deliveries.join(learners, deliveries.c.learner_id == learners.c.id))
    .where(_of_this)
)
_SET_HOUR = statement(
    sa.update(deliveries)
    .where(
        _of_this,
        deliveries.c.learner_id.in_(
            sa.select(learners.c.id).where(sa.func.coalesce(learners.c.zone, _EMPTY) == _text("of_zone"))
        ),
    )
    .values(due_at=sa.bindparam("due_at"), expires_at=sa.bindparam("expires_at"))
)
_COHORTS = statement(
    sa.select(learners.c.cohort)
    .distinct()
    .where(learners.c.cohort.is_not(None))
    .order_by(learners.c.cohort)
    .limit(sa.bindparam("most"))
)


async def shares(tx: Transaction, audience: Audience, *, now: datetime) -> list[Share]:
    """Count who is meant, by language, night and whether they had an unasked message lately."""
    lately = (now - 2 * _DAY).date().isoformat()
    rows = await tx.all(_SHARES, lately=lately, **_conditions(audience, now))
    return [
        Share(
            locale=row["locale"],
            zone=row["zone"],
            quiet_from=row["quiet_from"],
            quiet_until=row["quiet_until"],
            unasked_on=row["unasked_on"],
            count=row["count"],
        )
        for row in rows
    ]


async def count(tx: Transaction, audience: Audience, *, now: datetime) -> int:
    """Count who is meant, whatever their language."""
    row = await tx.one(_COUNT, **_conditions(audience, now))
    return int(row["count"]) if row else 0


async def count_lost(tx: Transaction, audience: Audience, *, now: datetime) -> tuple[int, int]:
    """Count who would be meant, but has stopped messages, or has blocked the bot."""
    row = await tx.one(_LOST, **_conditions(audience, now))
    assert row is not None, "a count gives a row"
    return int(row["stopped"]), int(row["count"]) - int(row["stopped"])


async def address(tx: Transaction, broadcast: Broadcast, *, now: datetime) -> None:
    """Make one delivery for each learner who is meant, in one statement: from here on it is only sent.

    Whose own hour counts is put off to it afterwards, in the same transaction; somebody who moves to another
    zone in that moment keeps the hour of UTC.
    """
    await tx.execute(
        _ADDRESS,
        of_broadcast=broadcast.id,
        tongues=pack(broadcast.bodies) if broadcast.audience.spare is None else "",
        **_hour(broadcast, None, now),
        **_conditions(broadcast.audience, now),
    )
    if broadcast.local_minute is None:
        return
    for row in await tx.all(_ZONES, of_broadcast=broadcast.id):
        hour = _hour(broadcast, row["zone"], now)
        await tx.execute(_SET_HOUR, of_broadcast=broadcast.id, of_zone=row["zone"] or "", **hour)


async def list_cohorts(tx: Transaction, *, most: int) -> list[str]:
    """List the classes and groups that learners came with."""
    return [row["cohort"] for row in await tx.all(_COHORTS, most=most)]


def _hour(broadcast: Broadcast, zone: str | None, now: datetime) -> dict[str, int]:
    due = due_at(zone, local_minute=broadcast.local_minute, starts_at=broadcast.starts_at, now=now)
    return {"due_at": stamp(due), "expires_at": stamp(due + broadcast.life)}


def _conditions(audience: Audience, now: datetime) -> dict[str, Any]:
    return {**_traits(audience, now, never=0), **_excluded(audience.without, now)}


def _excluded(traits: Traits, now: datetime) -> dict[str, Any]:
    nobody_yet = stamp(now + 36500 * _DAY)
    return {f"{_NOT}{name}": value for name, value in _traits(traits, now, never=nobody_yet).items()}


def _traits(chosen: Audience | Traits, now: datetime, *, never: int) -> dict[str, Any]:
    found = chosen.progress
    return {
        "roles": pack(chosen.roles),
        "ages": pack(chosen.ages),
        "locales": pack(chosen.locales),
        "countries": pack(chosen.countries),
        "cohorts": pack(chosen.cohorts),
        "progress": found.kind.value if found else "",
        "lessons": pack(found.lessons) if found else "",
        "lesson_count": len(found.lessons) if found else 0,
        "seen_since": stamp(now - chosen.seen_within * _DAY) if chosen.seen_within else never,
    }
