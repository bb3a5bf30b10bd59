from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.content.catalog import load_catalog
from bot.domain.learner import LearnerId
from bot.domain.lesson import LessonId
from bot.domain.quiz import Attempt, AttemptKind, Finished, Stale, missed
from bot.folders import shared_folder
from bot.services import quizzes as service
from bot.services.quizzes import UnknownAttemptError
from bot.storage import answers, learners, progress
from bot.storage.engine import Database, Row, Transaction
from bot.storage.statements import Statement

CATALOG = load_catalog(shared_folder("content"))
NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
LATER = NOW + timedelta(minutes=5)
STOP, THINK, THREE = (LessonId(name) for name in ("stop-first", "think-three", "my-three-people"))


async def a_learner(tx: Transaction, *read: LessonId, chat_id: int = 1001) -> LearnerId:
    learner_id = (await learners.add(tx, chat_id, locale="en", now=NOW)).id
    for lesson_id in read:
        await progress.finish(tx, learner_id, lesson_id, card_no=5, now=NOW)
    return learner_id


async def a_quiz(tx: Transaction, learner_id: LearnerId, *, now: datetime = NOW) -> Attempt:
    attempt = await service.start_quiz(tx, CATALOG, learner_id, now=now)
    assert attempt
    return attempt


def choice_of(attempt: Attempt, number: int, *, right: bool) -> int:
    choices = CATALOG.questions[attempt.question_ids[number]].choices
    return next(no for no, choice in enumerate(choices) if choice.is_right is right)


async def answer(
    tx: Transaction, attempt: Attempt, *, right: tuple[bool, ...], now: datetime = LATER
) -> Attempt:
    for is_right in right:
        number = len(attempt.answers)
        result = await service.answer(
            tx,
            CATALOG,
            attempt.learner_id,
            attempt.id,
            question_no=number,
            choice_no=choice_of(attempt, number, right=is_right),
            now=now,
        )
        assert not isinstance(result, Stale)
        attempt = result.attempt
    return attempt


async def test_who_has_read_nothing_is_asked_nothing(db: Database) -> None:
    async with db.transaction() as tx:
        asha = await a_learner(tx)
        await progress.note(tx, asha, STOP, card_no=2, now=NOW)
        assert await service.start_quiz(tx, CATALOG, asha, now=NOW) is None


async def test_a_quiz_asks_five_about_lessons_read(db: Database) -> None:
    async with db.transaction() as tx:
        quiz = await a_quiz(tx, await a_learner(tx, STOP, THINK, THREE))
        assert len(quiz.question_ids) == 5
        assert {CATALOG.asked_in[each] for each in quiz.question_ids} <= {STOP, THINK, THREE}


async def test_a_second_tap_on_the_start_finds_the_same_quiz(db: Database) -> None:
    async with db.transaction() as tx:
        asha = await a_learner(tx, STOP)
        quiz = await a_quiz(tx, asha)
        assert await a_quiz(tx, asha, now=LATER) == quiz
        assert (await a_quiz(tx, asha, now=NOW + timedelta(days=2))).id != quiz.id


async def test_what_was_missed_comes_first_next_time(db: Database) -> None:
    async with db.transaction() as tx:
        asha = await a_learner(tx, STOP, THINK, THREE)
        quiz = await answer(tx, await a_quiz(tx, asha), right=(True, False, True, True, False))
        again = await a_quiz(tx, asha, now=LATER)
        assert set(again.question_ids[:2]) == set(missed(CATALOG.questions, quiz))


async def test_a_second_answer_changes_nothing(db: Database) -> None:
    async with db.transaction() as tx:
        asha = await a_learner(tx, STOP)
        quiz = await answer(tx, await a_quiz(tx, asha), right=(True,))
        other = choice_of(quiz, 0, right=False)
        result = await service.answer(tx, CATALOG, asha, quiz.id, question_no=0, choice_no=other, now=LATER)
        assert result == Stale(attempt=quiz)
        assert [past.was_right for past in await answers.list_past(tx, asha)] == [True]


async def test_the_last_question_of_a_lesson_finishes_the_lesson(db: Database) -> None:
    async with db.transaction() as tx:
        asha = await a_learner(tx)
        attempt = await service.start_lesson(tx, CATALOG, asha, STOP, now=NOW)
        assert await service.start_lesson(tx, CATALOG, asha, STOP, now=LATER) == attempt
        attempt = await answer(tx, attempt, right=(True,))
        assert await progress.find(tx, asha, STOP) is None
        await answer(tx, attempt, right=(False,))
        found = await progress.find(tx, asha, STOP)
        assert found
        assert found.finished_at == LATER


async def test_a_lesson_asks_three_questions_at_most(db: Database) -> None:
    async with db.transaction() as tx:
        asha = await a_learner(tx)
        for lesson_id in CATALOG.lessons:
            attempt = await service.start_lesson(tx, CATALOG, asha, lesson_id, now=NOW)
            assert 1 <= len(attempt.question_ids) <= 3
            assert attempt.kind is AttemptKind.LESSON


async def test_another_learners_attempt_can_neither_be_seen_nor_answered(db: Database) -> None:
    async with db.transaction() as tx:
        asha, bina = await a_learner(tx, STOP), await a_learner(tx, STOP, chat_id=1002)
        quiz = await a_quiz(tx, asha)
        with pytest.raises(UnknownAttemptError):
            await service.get(tx, CATALOG, bina, quiz.id)
        with pytest.raises(UnknownAttemptError):
            await service.answer(tx, CATALOG, bina, quiz.id, question_no=0, choice_no=0, now=NOW)
        assert await service.get(tx, CATALOG, asha, quiz.id) == quiz


async def test_an_attempt_whose_questions_are_gone_is_replaced(db: Database) -> None:
    async with db.transaction() as tx:
        asha = await a_learner(tx, STOP, THREE)
        quiz = await a_quiz(tx, asha)
        less = replace(CATALOG, lessons={key: each for key, each in CATALOG.lessons.items() if key != STOP})
        with pytest.raises(UnknownAttemptError):
            await service.get(tx, less, asha, quiz.id)
        fresh = await service.start_quiz(tx, less, asha, now=LATER)
        assert fresh
        assert fresh.id != quiz.id
        assert {CATALOG.asked_in[each] for each in fresh.question_ids} == {THREE}


async def test_a_review_asks_what_is_due_and_nothing_else(db: Database) -> None:
    async with db.transaction() as tx:
        asha = await a_learner(tx, STOP)
        quiz = await answer(tx, await a_quiz(tx, asha), right=(False, True))
        assert await service.start_review(tx, CATALOG, asha, now=LATER) is None
        tomorrow = LATER + timedelta(days=1)
        review = await service.start_review(tx, CATALOG, asha, now=tomorrow)
        assert review
        assert (review.kind, review.question_ids) == (AttemptKind.REVIEW, quiz.question_ids[:1])
        assert await service.start_review(tx, CATALOG, asha, now=tomorrow) == review
        await answer(tx, review, right=(True,), now=tomorrow)
        assert await service.start_review(tx, CATALOG, asha, now=tomorrow) is None


async def test_the_end_is_told(db: Database) -> None:
    async with db.transaction() as tx:
        asha = await a_learner(tx, STOP)
        quiz = await answer(tx, await a_quiz(tx, asha), right=(True,))
        result = await service.answer(
            tx,
            CATALOG,
            asha,
            quiz.id,
            question_no=1,
            choice_no=choice_of(quiz, 1, right=True),
            now=LATER,
        )
        assert isinstance(result, Finished)
        assert (await service.get(tx, CATALOG, asha, quiz.id)).is_finished


class CountingTransaction(Transaction):
    """Count what goes to the database."""

    def __init__(self, tx: Transaction) -> None:
        super().__init__(tx.vault)
        self._tx = tx
        self.count = 0

    async def all(self, statement: Statement, /, **given: Any) -> list[Row]:
        self.count += 1
        return await self._tx.all(statement, **given)

    async def many(self, statement: Statement, rows: list[Mapping[str, Any]], /) -> None:
        self.count += 1
        await self._tx.many(statement, rows)


async def test_a_quiz_tap_takes_four_statements(db: Database) -> None:
    async with db.transaction() as tx:
        quiz = await a_quiz(tx, await a_learner(tx, STOP))
        counting = CountingTransaction(tx)
        await answer(counting, quiz, right=(True,))
        assert counting.count == 4


async def test_looking_back_asks_five_questions_from_all_that_was_read(db: Database) -> None:
    lessons = [lesson for lesson in CATALOG.lessons.values() if lesson.questions][:7]
    async with db.transaction() as tx:
        learner_id = await a_learner(tx, *(lesson.id for lesson in lessons))
        attempt = await service.start_look_back(tx, CATALOG, learner_id, now=NOW)
        assert attempt is not None
        assert len({CATALOG.asked_in[question_id] for question_id in attempt.question_ids}) == 5
        assert {CATALOG.asked_in[each] for each in attempt.question_ids} <= {each.id for each in lessons}
        assert await service.start_look_back(tx, CATALOG, learner_id, now=LATER) == attempt
        assert (await a_quiz(tx, learner_id)).id != attempt.id


async def test_who_read_nothing_cannot_look_back(db: Database) -> None:
    async with db.transaction() as tx:
        assert await service.start_look_back(tx, CATALOG, await a_learner(tx), now=NOW) is None
