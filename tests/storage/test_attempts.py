from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot.domain.learner import LearnerId
from bot.domain.lesson import LessonId
from bot.domain.quiz import Attempt, AttemptId, AttemptKind, QuestionId
from bot.storage import attempts, learners
from bot.storage.engine import Database, Transaction

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
LATER = NOW + timedelta(hours=1)
ASKED = (QuestionId("stop-first/one"), QuestionId("stop-first/two"))
STOP = LessonId("stop-first")


async def a_learner(tx: Transaction, chat_id: int = 1001) -> LearnerId:
    return (await learners.add(tx, chat_id, locale="en", now=NOW)).id


async def a_quiz(tx: Transaction, learner_id: LearnerId) -> Attempt:
    return await attempts.add(tx, learner_id, AttemptKind.QUIZ, ASKED, now=NOW)


async def test_an_attempt_is_found_as_it_was_added_and_saved(db: Database) -> None:
    async with db.transaction() as tx:
        asha = await a_learner(tx)
        quiz = await a_quiz(tx, asha)
        assert await attempts.find(tx, asha, quiz.id) == quiz
        answered = replace(quiz, answers=(2, 0))
        await attempts.save(tx, answered, now=LATER)
    async with db.transaction() as tx:
        assert await attempts.find(tx, asha, quiz.id) == answered


async def test_another_learners_attempt_is_not_there(db: Database) -> None:
    async with db.transaction() as tx:
        asha, bina = await a_learner(tx), await a_learner(tx, 1002)
        quiz = await a_quiz(tx, asha)
        assert await attempts.find(tx, bina, quiz.id) is None
        assert await attempts.find(tx, asha, AttemptId(10**17)) is None
        assert await attempts.find_open(tx, bina, AttemptKind.QUIZ, since=NOW) is None


async def test_the_open_attempt_is_of_the_kind_the_lesson_and_the_time_asked_for(db: Database) -> None:
    async with db.transaction() as tx:
        asha = await a_learner(tx)
        quiz = await a_quiz(tx, asha)
        lesson = await attempts.add(tx, asha, AttemptKind.LESSON, ASKED, lesson_id=STOP, now=NOW)
        assert await attempts.find_open(tx, asha, AttemptKind.QUIZ, since=NOW) == quiz
        assert await attempts.find_open(tx, asha, AttemptKind.LESSON, lesson_id=STOP, since=NOW) == lesson
        other = LessonId("think-three")
        assert await attempts.find_open(tx, asha, AttemptKind.LESSON, lesson_id=other, since=NOW) is None
        assert await attempts.find_open(tx, asha, AttemptKind.QUIZ, since=LATER) is None


async def test_a_finished_attempt_is_not_open(db: Database) -> None:
    async with db.transaction() as tx:
        asha = await a_learner(tx)
        quiz = await a_quiz(tx, asha)
        await attempts.save(tx, replace(quiz, answers=(1,)), now=LATER)
        assert await attempts.find_open(tx, asha, AttemptKind.QUIZ, since=NOW) is not None
        await attempts.save(tx, replace(quiz, answers=(1, 1)), now=LATER)
        assert await attempts.find_open(tx, asha, AttemptKind.QUIZ, since=NOW) is None
