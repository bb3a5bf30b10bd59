"""How far learners are in their lessons, in the database."""

from datetime import datetime

import sqlalchemy as sa

from bot.domain.learner import LearnerId
from bot.domain.lesson import LessonId
from bot.domain.progress import Progress
from bot.storage.engine import Row, Transaction
from bot.storage.instants import moment, stamp
from bot.storage.statements import statement, values
from bot.storage.tables import progress

_KEY = ["learner_id", "lesson_id"]
_FIND = statement(
    sa.select(progress).where(
        progress.c.learner_id == sa.bindparam("learner"), progress.c.lesson_id == sa.bindparam("lesson")
    )
)
_LIST = statement(sa.select(progress).where(progress.c.learner_id == sa.bindparam("learner")))
_NOTE = statement(
    lambda insert: (
        insert(progress)
        .values(**values("learner_id", "lesson_id", "card_no", "started_at", "seen_at"))
        .on_conflict_do_update(index_elements=_KEY, set_=values("card_no", "seen_at"))
    )
)
_FINISH = statement(
    lambda insert: (
        insert(progress)
        .values(**values("learner_id", "lesson_id", "card_no", "started_at", "seen_at", "finished_at"))
        .on_conflict_do_update(
            index_elements=_KEY,
            set_={
                **values("card_no", "seen_at"),
                "finished_at": sa.func.coalesce(progress.c.finished_at, sa.bindparam("finished_at")),
            },
        )
    )
)


async def find(tx: Transaction, learner_id: LearnerId, lesson_id: LessonId) -> Progress | None:
    """Find how far a learner is in a lesson."""
    row = await tx.one(_FIND, learner=learner_id, lesson=lesson_id)
    return _progress(row) if row else None


async def list_of(tx: Transaction, learner_id: LearnerId) -> tuple[Progress, ...]:
    """List how far a learner is in every lesson begun."""
    return tuple(_progress(row) for row in await tx.all(_LIST, learner=learner_id))


async def note(
    tx: Transaction, learner_id: LearnerId, lesson_id: LessonId, *, card_no: int, now: datetime
) -> None:
    """Remember the card looked at; a finished lesson stays finished."""
    at = stamp(now)
    await tx.execute(
        _NOTE, learner_id=learner_id, lesson_id=lesson_id, card_no=card_no, started_at=at, seen_at=at
    )


async def finish(
    tx: Transaction, learner_id: LearnerId, lesson_id: LessonId, *, card_no: int, now: datetime
) -> None:
    """Remember that a lesson is finished, and since when."""
    at = stamp(now)
    await tx.execute(
        _FINISH,
        learner_id=learner_id,
        lesson_id=lesson_id,
        card_no=card_no,
        started_at=at,
        seen_at=at,
        finished_at=at,
    )


def _progress(row: Row) -> Progress:
    return Progress(
        lesson_id=LessonId(row["lesson_id"]),
        card_no=row["card_no"],
        seen_at=moment(row["seen_at"]),
        finished_at=moment(row["finished_at"]),
    )
