from datetime import UTC, datetime

import pytest
import sqlalchemy as sa

from bot.domain.challenge import Verdict
from bot.domain.learner import Role
from bot.domain.stats import Answers
from bot.services import stats as service
from bot.storage import stats
from bot.storage.engine import Database, Transaction
from bot.storage.statements import statement, values
from bot.storage.tables import answers, attempts, challenge_checks, helpline_faults, progress
from tests.storage.test_broadcasts import a_reader

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
_PROGRESS = statement(
    sa.insert(progress).values(
        card_no=1, started_at=0, seen_at=0, **values("learner_id", "lesson_id", "finished_at")
    )
)
_CHECK = statement(
    sa.insert(challenge_checks).values(
        entry="dare", answers="{}", started_at=0, pause_until=0, **values("learner_id", "verdict")
    )
)
_ATTEMPT = statement(
    sa.insert(attempts).values(
        kind="quiz", questions="[]", answers="[]", started_at=0, **values("learner_id", "finished_at")
    )
)
_ANSWER = statement(
    sa.insert(answers).values(
        question_id="q", was_right=1, answered_at=0, **values("learner_id", "right_count", "wrong_count")
    )
)
_FAULT = statement(sa.insert(helpline_faults).values(helpline_id="np-1098", **values("learner_id", "day")))


async def a_class(tx: Transaction, people: int, first: int = 1) -> list[int]:
    return [
        (await a_reader(tx, chat_id, role=Role.TEEN, country="NP", locale="ne")).id
        for chat_id in range(first, first + people)
    ]


async def test_learners_are_counted_by_what_they_are(db: Database) -> None:
    async with db.transaction() as tx:
        await a_class(tx, 3)
        await a_reader(tx, 99)
        assert await stats.count_by_role(tx) == {
            Role.TEEN: 3,
            Role.PARENT: 0,
            Role.TEACHER: 0,
            None: 1,
        }
        assert await stats.count_by_locale(tx) == {"ne": 3, "en": 1}
        assert await stats.count_by_country(tx) == {"NP": 3, None: 1}


async def test_people_are_counted_not_what_they_do(db: Database) -> None:
    async with db.transaction() as tx:
        one, other = await a_class(tx, 2)
        for learner_id, verdict in (
            (one, "no"),
            (one, "no"),
            (one, "looks_fine"),
            (other, "no"),
            (other, None),
        ):
            await tx.execute(_CHECK, learner_id=learner_id, verdict=verdict)
        for day in ("2026-11-20", "2026-11-21"):
            await tx.execute(_FAULT, learner_id=one, day=day)
        for finished_at in (1, 2, None):
            await tx.execute(_ATTEMPT, learner_id=one, finished_at=finished_at)
        await tx.execute(_ANSWER, learner_id=one, right_count=3, wrong_count=1)
        await tx.execute(_PROGRESS, learner_id=one, lesson_id="a", finished_at=1)
        await tx.execute(_PROGRESS, learner_id=other, lesson_id="a", finished_at=None)
        assert await stats.count_verdicts(tx) == {
            Verdict.NO: 2,
            Verdict.LOOKS_FINE: 1,
            Verdict.NOT_SURE_MEANS_NO: 0,
        }
        assert await stats.count_faults(tx) == {"np-1098": 1}
        assert await stats.count_quizzes(tx) == 1
        assert await stats.count_answers(tx) == Answers(learners=1, right=3, wrong=1)
        assert await stats.count_finished_lessons(tx) == {"a": 1}


async def test_an_empty_database_has_numbers_too(db: Database) -> None:
    async with db.transaction() as tx:
        assert await stats.count_answers(tx) == Answers(learners=0, right=0, wrong=0)
        assert (await service.learners(tx)).by_role.total is None


@pytest.mark.parametrize(("people", "shown"), [(9, None), (10, 10)])
async def test_small_numbers_never_leave_the_service(db: Database, people: int, shown: int | None) -> None:
    async with db.transaction() as tx:
        for learner_id in await a_class(tx, people):
            await tx.execute(_PROGRESS, learner_id=learner_id, lesson_id="a", finished_at=1)
            await tx.execute(_CHECK, learner_id=learner_id, verdict="no")
        found = await service.results(tx, ["a", "b"])
        counted = await service.learners(tx)
    assert found.lessons == {"a": shown, "b": None}
    assert found.verdicts[Verdict.NO] == shown
    assert counted.by_country.total == shown
