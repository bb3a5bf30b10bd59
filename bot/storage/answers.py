"""The last answer to each question, in the database: what quizzes and reviews are picked from."""

import json
from datetime import datetime

import sqlalchemy as sa

from bot.domain.learner import LearnerId
from bot.domain.quiz import Past, QuestionId
from bot.domain.review import Memory
from bot.storage.engine import Row, Transaction
from bot.storage.instants import moment, stamp
from bot.storage.statements import statement, values
from bot.storage.tables import answers

_FIND = statement(
    sa.select(answers.c.review_card, answers.c.answered_at, answers.c.review_at).where(
        answers.c.learner_id == sa.bindparam("learner"), answers.c.question_id == sa.bindparam("question")
    )
)
_LIST = statement(
    sa.select(answers.c.question_id, answers.c.was_right)
    .where(answers.c.learner_id == sa.bindparam("learner"))
    .order_by(answers.c.answered_at, answers.c.question_id)
)
_LIST_DUE = statement(
    sa.select(answers.c.question_id)
    .where(answers.c.learner_id == sa.bindparam("learner"), answers.c.review_at <= sa.bindparam("now"))
    .order_by(answers.c.review_at, answers.c.question_id)
)
_LAST = ("was_right", "review_card", "answered_at", "review_at")
_SAVE = statement(
    lambda insert: (
        insert(answers)
        .values(**values("learner_id", "question_id", "right_count", "wrong_count", *_LAST))
        .on_conflict_do_update(
            index_elements=["learner_id", "question_id"],
            set_={
                "right_count": answers.c.right_count + sa.bindparam("right_count"),
                "wrong_count": answers.c.wrong_count + sa.bindparam("wrong_count"),
                **values(*_LAST),
            },
        )
    )
)


async def find_memory(tx: Transaction, learner_id: LearnerId, question_id: QuestionId) -> Memory | None:
    """Find how well a learner remembers a question."""
    row = await tx.one(_FIND, learner=learner_id, question=question_id)
    return _memory(row) if row and row["review_card"] else None


async def list_past(tx: Transaction, learner_id: LearnerId) -> list[Past]:
    """List how each question went last, the oldest answer first."""
    return [
        Past(question_id=QuestionId(row["question_id"]), was_right=bool(row["was_right"]))
        for row in await tx.all(_LIST, learner=learner_id)
    ]


async def list_due(tx: Transaction, learner_id: LearnerId, *, now: datetime) -> list[QuestionId]:
    """List the questions worth asking again by now, the longest due first."""
    return [
        QuestionId(row["question_id"]) for row in await tx.all(_LIST_DUE, learner=learner_id, now=stamp(now))
    ]


async def save(tx: Transaction, learner_id: LearnerId, past: Past, memory: Memory) -> None:
    """Count an answer, and store what it did to the memory."""
    await tx.execute(
        _SAVE,
        learner_id=learner_id,
        question_id=past.question_id,
        right_count=int(past.was_right),
        wrong_count=int(not past.was_right),
        was_right=int(past.was_right),
        review_card=json.dumps([memory.stability, memory.difficulty]),
        answered_at=stamp(memory.answered_at),
        review_at=stamp(memory.due_at),
    )


def _memory(row: Row) -> Memory:
    stability, difficulty = json.loads(row["review_card"])
    answered_at = moment(row["answered_at"])
    return Memory(
        stability=stability,
        difficulty=difficulty,
        answered_at=answered_at,
        due_at=moment(row["review_at"]) or answered_at,
    )
