"""Attempts in the database: numbers of choices, never words."""

import json
from datetime import datetime

import sqlalchemy as sa

from bot.domain.learner import LearnerId
from bot.domain.lesson import LessonId
from bot.domain.quiz import Attempt, AttemptId, AttemptKind, QuestionId
from bot.storage.engine import Row, Transaction
from bot.storage.instants import stamp
from bot.storage.statements import statement, values
from bot.storage.tables import attempts

_COLUMNS = (attempts.c.id, attempts.c.learner_id, attempts.c.kind, attempts.c.questions, attempts.c.answers)
_FIND = statement(
    sa.select(*_COLUMNS).where(
        attempts.c.id == sa.bindparam("attempt_id"), attempts.c.learner_id == sa.bindparam("learner")
    )
)
_FIND_OPEN = statement(
    sa.select(*_COLUMNS)
    .where(
        attempts.c.learner_id == sa.bindparam("learner"),
        attempts.c.kind == sa.bindparam("kind"),
        sa.func.coalesce(attempts.c.lesson_id, "") == sa.bindparam("lesson"),
        attempts.c.started_at >= sa.bindparam("since"),
        attempts.c.finished_at.is_(None),
    )
    .order_by(attempts.c.id.desc())
    .limit(1)
)
_ADD = statement(
    sa.insert(attempts)
    .values(**values("learner_id", "kind", "lesson_id", "questions", "answers", "started_at"))
    .returning(attempts.c.id)
)
_SAVE = statement(
    sa.update(attempts)
    .where(attempts.c.id == sa.bindparam("attempt_id"))
    .values(**values("answers", "finished_at"))
)


async def find(tx: Transaction, learner_id: LearnerId, attempt_id: AttemptId) -> Attempt | None:
    """Find an attempt of this learner; another learner's is not there."""
    row = await tx.one(_FIND, learner=learner_id, attempt_id=attempt_id)
    return _attempt(row) if row else None


async def find_open(
    tx: Transaction,
    learner_id: LearnerId,
    kind: AttemptKind,
    *,
    lesson_id: LessonId | None = None,
    since: datetime,
) -> Attempt | None:
    """Find the last unfinished attempt of a kind (and of a lesson) that began after `since`."""
    row = await tx.one(
        _FIND_OPEN, learner=learner_id, kind=kind.value, lesson=lesson_id or "", since=stamp(since)
    )
    return _attempt(row) if row else None


async def add(
    tx: Transaction,
    learner_id: LearnerId,
    kind: AttemptKind,
    question_ids: tuple[QuestionId, ...],
    *,
    lesson_id: LessonId | None = None,
    now: datetime,
) -> Attempt:
    """Add an attempt without answers."""
    row = await tx.one(
        _ADD,
        learner_id=learner_id,
        kind=kind.value,
        lesson_id=lesson_id,
        questions=_pack(question_ids),
        answers=_pack(()),
        started_at=stamp(now),
    )
    assert row is not None, "INSERT … RETURNING gives the row"
    return Attempt(
        id=AttemptId(row["id"]), learner_id=learner_id, kind=kind, question_ids=tuple(question_ids)
    )


async def save(tx: Transaction, attempt: Attempt, *, now: datetime) -> None:
    """Store the answers given so far."""
    finished_at = stamp(now) if attempt.is_finished else None
    await tx.execute(_SAVE, attempt_id=attempt.id, answers=_pack(attempt.answers), finished_at=finished_at)


def _pack(numbers_or_ids: tuple[QuestionId, ...] | tuple[int, ...]) -> str:
    return json.dumps(numbers_or_ids, separators=(",", ":"))


def _attempt(row: Row) -> Attempt:
    return Attempt(
        id=AttemptId(row["id"]),
        learner_id=LearnerId(row["learner_id"]),
        kind=AttemptKind(row["kind"]),
        question_ids=tuple(map(QuestionId, json.loads(row["questions"]))),
        answers=tuple(json.loads(row["answers"])),
    )
