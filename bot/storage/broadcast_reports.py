"""Counts of what came of broadcasts, who left because of one, and how they are forgotten."""

from collections.abc import Mapping
from datetime import datetime

import sqlalchemy as sa

from bot.domain.broadcast import BroadcastId
from bot.domain.broadcast_report import Left
from bot.domain.learner import LearnerId
from bot.storage.engine import Transaction
from bot.storage.instants import stamp
from bot.storage.statements import Statement, statement, values
from bot.storage.tables import broadcasts, deliveries, learners

_of_this = deliveries.c.broadcast_id == sa.bindparam("of_broadcast")
_latest = deliveries.alias("latest")


def _got_it_by(column: sa.Column[str]) -> Statement:
    return statement(
        sa.select(column.label("row"), sa.func.count().label("people"))
        .select_from(deliveries.join(learners, learners.c.id == deliveries.c.learner_id))
        .where(_of_this, deliveries.c.state == "sent")
        .group_by(column)
    )


_BY_LOCALE = _got_it_by(learners.c.locale)
_BY_COUNTRY = _got_it_by(learners.c.country)
_TAPS = statement(
    sa.select(deliveries.c.taps.label("row"), sa.func.count().label("people"))
    .where(_of_this, deliveries.c.taps > 0)
    .group_by(deliveries.c.taps)
)
_LEFT = statement(
    sa.select(deliveries.c.left_by.label("row"), sa.func.count().label("people"))
    .where(_of_this, deliveries.c.left_by.is_not(None))
    .group_by(deliveries.c.left_by)
)
_NOTE_LEFT = statement(
    sa.update(deliveries)
    .where(
        deliveries.c.id
        == sa.select(_latest.c.id)
        .where(
            _latest.c.learner_id == sa.bindparam("leaver_id"),
            _latest.c.broadcast_id.is_not(None),
            _latest.c.state == "sent",
            _latest.c.finished_at > sa.bindparam("since"),
        )
        .order_by(_latest.c.finished_at.desc())
        .limit(1)
        .scalar_subquery(),
        deliveries.c.left_by.is_(None),
    )
    .values(**values("left_by"))
)
_NOTE_LEFT_BY = statement(
    sa.update(deliveries)
    .where(
        _of_this,
        deliveries.c.learner_id == sa.bindparam("leaver_id"),
        # whoever presses its button has got it
        sa.or_(deliveries.c.state == "sent", deliveries.c.state == "uncertain"),
        deliveries.c.left_by.is_(None),
    )
    .values(**values("left_by"))
)
_BLANK = statement(
    sa.update(broadcasts)
    .where(broadcasts.c.finished_at < sa.bindparam("before"), broadcasts.c.bodies != "{}")
    .values(bodies="{}", attachment=None, attachment_kind=None, buttons="[]")
)
_FORGET = statement(
    sa.delete(deliveries)
    .where(
        deliveries.c.id.in_(
            sa.select(_latest.c.id)
            .join(broadcasts, broadcasts.c.id == _latest.c.broadcast_id)
            .where(broadcasts.c.finished_at < sa.bindparam("before"))
            .limit(sa.bindparam("most"))
        )
    )
    .returning(deliveries.c.id)
)


async def count_by_locale(tx: Transaction, broadcast_id: BroadcastId) -> Mapping[str | None, int]:
    """Count who got it by language."""
    return {row["row"]: row["people"] for row in await tx.all(_BY_LOCALE, of_broadcast=broadcast_id)}


async def count_by_country(tx: Transaction, broadcast_id: BroadcastId) -> Mapping[str | None, int]:
    """Count who got it by country; None for who has not said."""
    return {row["row"]: row["people"] for row in await tx.all(_BY_COUNTRY, of_broadcast=broadcast_id)}


async def count_taps(tx: Transaction, broadcast_id: BroadcastId) -> Mapping[int, int]:
    """Count who tapped anything, by what they tapped."""
    return {row["row"]: row["people"] for row in await tx.all(_TAPS, of_broadcast=broadcast_id)}


async def count_left(tx: Transaction, broadcast_id: BroadcastId) -> Mapping[Left, int]:
    """Count who left because of it."""
    counts = {row["row"]: row["people"] for row in await tx.all(_LEFT, of_broadcast=broadcast_id)}
    return {left: counts.get(left.value, 0) for left in Left}


async def note_left(tx: Transaction, learner_id: LearnerId, how: Left, *, since: datetime) -> None:
    """Put a learner's leaving down to the latest broadcast they got, where that came after `since`."""
    await tx.execute(_NOTE_LEFT, leaver_id=learner_id, left_by=how.value, since=stamp(since))


async def note_left_by(tx: Transaction, learner_id: LearnerId, how: Left, broadcast_id: int) -> None:
    """Put a learner's leaving down to one broadcast."""
    await tx.execute(_NOTE_LEFT_BY, leaver_id=learner_id, left_by=how.value, of_broadcast=broadcast_id)


async def blank(tx: Transaction, *, before: datetime) -> None:
    """Drop the words of broadcasts that ended before."""
    await tx.execute(_BLANK, before=stamp(before))


async def forget(tx: Transaction, *, before: datetime, most: int) -> int:
    """Drop deliveries of broadcasts that ended before, a handful at a time; return how many."""
    return len(await tx.all(_FORGET, before=stamp(before), most=most))
