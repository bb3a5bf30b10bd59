"""Learners who have not come for long."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from bot.domain.learner import Learner, LearnerId
from bot.storage.engine import Transaction
from bot.storage.instants import stamp
from bot.storage.learners import from_row
from bot.storage.statements import statement, values
from bot.storage.tables import learners

_FIND = statement(
    sa.select(learners)
    .where(learners.c.seen_at < sa.bindparam("seen_before"), learners.c.told_inactive_at.is_(None))
    .order_by(learners.c.id)
    .limit(sa.bindparam("most"))
    .with_for_update(skip_locked=True)
)
_NOTE = statement(
    sa.update(learners)
    .where(learners.c.id == sa.bindparam("learner_id"))
    .values(**values("told_inactive_at"))
)
_over = (
    sa.select(learners.c.id)
    .where(
        learners.c.seen_at < sa.bindparam("seen_before"),
        learners.c.told_inactive_at < sa.bindparam("told_before"),
    )
    .order_by(learners.c.id)
    .limit(sa.bindparam("most"))
)
_ERASE = statement(sa.delete(learners).where(learners.c.id.in_(_over)).returning(learners.c.id))
_IS_TOLD = statement(
    sa.select(learners.c.id).where(
        learners.c.id == sa.bindparam("learner_id"), learners.c.told_inactive_at.is_not(None)
    )
)


async def find(tx: Transaction, *, seen_before: datetime, most: int) -> list[Learner]:
    """Find who was not seen since, and of whom it was not noted yet; their rows are ours."""
    rows = await tx.all(_FIND, seen_before=stamp(seen_before), most=most)
    return [from_row(row, tx.vault.open(row["chat_sealed"])) for row in rows]


async def note(tx: Transaction, learner_ids: Iterable[LearnerId], *, now: datetime) -> None:
    """Note that their month begins; a visit takes it back."""
    rows: list[Mapping[str, Any]] = [
        {"learner_id": learner_id, "told_inactive_at": stamp(now)} for learner_id in learner_ids
    ]
    if rows:
        await tx.many(_NOTE, rows)


async def erase(tx: Transaction, *, seen_before: datetime, told_before: datetime, most: int) -> int:
    """Remove whose month is over, with all that belongs to them; return how many they were."""
    return len(
        await tx.all(_ERASE, seen_before=stamp(seen_before), told_before=stamp(told_before), most=most)
    )


async def is_noted(tx: Transaction, learner_id: LearnerId) -> bool:
    """Tell whether somebody's month runs still."""
    return await tx.one(_IS_TOLD, learner_id=learner_id) is not None
