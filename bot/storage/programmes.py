"""Programmes in the database: messages that come of themselves some days after something.

A programme has a name, such as "check-in", and what a message is about is its subject.
"""

from collections.abc import Sequence
from datetime import date, datetime

import sqlalchemy as sa

from bot.domain.learner import LearnerId
from bot.domain.reminder import Occurrence
from bot.storage.engine import Transaction
from bot.storage.instants import moment, stamp
from bot.storage.statements import statement, values
from bot.storage.tables import deliveries

_KEY = ("learner_id", "programme", "subject", "local_day")
_PUT = statement(
    lambda insert: (
        insert(deliveries)
        .values(**values(*_KEY, "due_at", "expires_at"), state="pending")
        .on_conflict_do_nothing(index_elements=list(_KEY))
    )
)
_of_programme = sa.and_(
    deliveries.c.learner_id == sa.bindparam("learner_id"),
    deliveries.c.programme == sa.bindparam("programme"),
)
_of_subject = sa.and_(_of_programme, deliveries.c.subject == sa.bindparam("subject"))
_is_pending = deliveries.c.state == "pending"
_WITHDRAW = statement(sa.delete(deliveries).where(_of_subject, _is_pending))
_WITHDRAW_ALL = statement(sa.delete(deliveries).where(_of_programme, _is_pending))
_AWAITED = statement(
    sa.select(sa.func.min(deliveries.c.due_at).label("due_at")).where(_of_subject, _is_pending)
)
_DAYS = statement(
    sa.select(deliveries.c.local_day)
    .where(_of_subject, deliveries.c.state != "pending")
    .order_by("local_day")
)
_FORGET = statement(
    sa.delete(deliveries).where(
        deliveries.c.programme == sa.bindparam("programme"), deliveries.c.finished_at < sa.bindparam("before")
    )
)


async def put(
    tx: Transaction, learner_id: LearnerId, programme: str, subject: str, planned: Occurrence
) -> None:
    """Put a message on its way, one a subject and local day however often this is asked."""
    await tx.execute(
        _PUT,
        learner_id=learner_id,
        programme=programme,
        subject=subject,
        local_day=planned.day.isoformat(),
        due_at=stamp(planned.due_at),
        expires_at=stamp(planned.expires_at),
    )


async def withdraw(tx: Transaction, learner_id: LearnerId, programme: str, subject: str) -> None:
    """Take back what is not on its way yet about a subject."""
    await tx.execute(_WITHDRAW, learner_id=learner_id, programme=programme, subject=subject)


async def withdraw_all(tx: Transaction, learner_id: LearnerId, programme: str) -> None:
    """Take back what is not on its way yet, whatever it is about."""
    await tx.execute(_WITHDRAW_ALL, learner_id=learner_id, programme=programme)


async def awaited_at(tx: Transaction, learner_id: LearnerId, programme: str, subject: str) -> datetime | None:
    """Return when the next message about a subject will come."""
    row = await tx.one(_AWAITED, learner_id=learner_id, programme=programme, subject=subject)
    return moment(row["due_at"]) if row else None


async def days_of(tx: Transaction, learner_id: LearnerId, programme: str, subject: str) -> Sequence[date]:
    """Return the days whose message about a subject has gone out, or would have."""
    rows = await tx.all(_DAYS, learner_id=learner_id, programme=programme, subject=subject)
    return [date.fromisoformat(row["local_day"]) for row in rows]


async def forget(tx: Transaction, programme: str, *, before: datetime) -> None:
    """Drop what became of a programme's messages long ago."""
    await tx.execute(_FORGET, programme=programme, before=stamp(before))
