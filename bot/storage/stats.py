"""Counts of people, for coordinators; never of what one person did."""

from collections.abc import Mapping

import sqlalchemy as sa

from bot.domain.challenge import Verdict
from bot.domain.learner import Role
from bot.domain.stats import Answers
from bot.storage.engine import Transaction
from bot.storage.statements import Statement, statement
from bot.storage.tables import answers, attempts, challenge_checks, helpline_faults, learners, progress


def _learners_by(column: sa.Column[str]) -> Statement:
    return statement(sa.select(column.label("row"), sa.func.count().label("people")).group_by(column))


def _people(table: sa.Table) -> sa.Label[int]:
    return sa.func.count(table.c.learner_id.distinct()).label("people")


_BY_ROLE = _learners_by(learners.c.role)
_BY_LOCALE = _learners_by(learners.c.locale)
_BY_COUNTRY = _learners_by(learners.c.country)
_FINISHED_LESSONS = statement(
    sa.select(progress.c.lesson_id.label("row"), _people(progress))
    .where(progress.c.finished_at.is_not(None))
    .group_by(progress.c.lesson_id)
)
_VERDICTS = statement(
    sa.select(challenge_checks.c.verdict.label("row"), _people(challenge_checks))
    .where(challenge_checks.c.verdict.is_not(None))
    .group_by(challenge_checks.c.verdict)
)
_FAULTS = statement(
    sa.select(helpline_faults.c.helpline_id.label("row"), _people(helpline_faults)).group_by(
        helpline_faults.c.helpline_id
    )
)
_QUIZZES = statement(
    sa.select(_people(attempts)).where(attempts.c.kind == "quiz", attempts.c.finished_at.is_not(None))
)
_ANSWERS = statement(
    sa.select(
        _people(answers),
        sa.func.coalesce(sa.func.sum(answers.c.right_count), 0).label("right"),
        sa.func.coalesce(sa.func.sum(answers.c.wrong_count), 0).label("wrong"),
    )
)


async def count_by_role(tx: Transaction) -> dict[Role | None, int]:
    """Count learners by who they say they are; None for who has not said."""
    counts = await _counts(tx, _BY_ROLE)
    return {role: counts.get(role, 0) for role in (*Role, None)}


async def count_by_locale(tx: Transaction) -> Mapping[str | None, int]:
    """Count learners by language."""
    return await _counts(tx, _BY_LOCALE)


async def count_by_country(tx: Transaction) -> Mapping[str | None, int]:
    """Count learners by country; None for who has not said."""
    return await _counts(tx, _BY_COUNTRY)


async def count_finished_lessons(tx: Transaction) -> Mapping[str | None, int]:
    """Count who finished each lesson."""
    return await _counts(tx, _FINISHED_LESSONS)


async def count_verdicts(tx: Transaction) -> dict[Verdict, int]:
    """Count who came to each verdict of the challenge check."""
    counts = await _counts(tx, _VERDICTS)
    return {verdict: counts.get(verdict, 0) for verdict in Verdict}


async def count_faults(tx: Transaction) -> Mapping[str | None, int]:
    """Count who reported each helpline."""
    return await _counts(tx, _FAULTS)


async def count_quizzes(tx: Transaction) -> int:
    """Count who finished a quiz."""
    row = await tx.one(_QUIZZES)
    return int(row["people"]) if row else 0


async def count_answers(tx: Transaction) -> Answers:
    """Count who answered questions, and how well all of them together."""
    row = await tx.one(_ANSWERS)
    assert row is not None, "an aggregate has one row"
    return Answers(learners=row["people"], right=int(row["right"]), wrong=int(row["wrong"]))


async def _counts(tx: Transaction, counting: Statement) -> dict[str | None, int]:
    return {row["row"]: row["people"] for row in await tx.all(counting)}
