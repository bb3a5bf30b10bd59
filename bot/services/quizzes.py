"""Use cases of questions: at the end of a lesson, in a quiz, in a review. All are attempts."""

from datetime import datetime, timedelta

from bot.content.catalog import Catalog
from bot.domain import quiz as rules
from bot.domain.errors import RefusalError
from bot.domain.learner import LearnerId
from bot.domain.lesson import LessonId
from bot.domain.progress import closing_card, seen
from bot.domain.quiz import (
    QUIZ_LENGTH,
    Answered,
    Attempt,
    AttemptId,
    AttemptKind,
    Finished,
    Past,
    QuestionId,
    Stale,
)
from bot.domain.review import remember
from bot.storage import answers, attempts, progress
from bot.storage.engine import Transaction

LESSON_LENGTH = 3
_WORTH_RESUMING = timedelta(days=1)
_DAY = 24 * 60 * 60


class UnknownAttemptError(RefusalError):
    """Say that there is no such attempt, or not of this learner, or its questions are gone."""


async def start_quiz(
    tx: Transaction, catalog: Catalog, learner_id: LearnerId, *, now: datetime
) -> Attempt | None:
    """Begin a quiz or go on with one left open; None when no lesson was read yet."""
    under_way = await _under_way(tx, catalog, learner_id, AttemptKind.QUIZ, now=now)
    if under_way:
        return under_way
    lesson_ids = seen(catalog.lessons.values(), await progress.list_of(tx, learner_id))
    past = await answers.list_past(tx, learner_id)
    picked = rules.pick_questions(catalog.questions_of(lesson_ids), past, seed=_seed(learner_id, now))
    if not picked:
        return None
    return await attempts.add(tx, learner_id, AttemptKind.QUIZ, picked, now=now)


async def start_look_back(
    tx: Transaction, catalog: Catalog, learner_id: LearnerId, *, now: datetime
) -> Attempt | None:
    """Begin to look back over all that was read, or go on with it; None when no lesson was read yet."""
    under_way = await _under_way(tx, catalog, learner_id, AttemptKind.LOOK_BACK, now=now)
    if under_way:
        return under_way
    lesson_ids = seen(catalog.lessons.values(), await progress.list_of(tx, learner_id))
    past = await answers.list_past(tx, learner_id)
    asked = [catalog.questions_of(frozenset({lesson_id})) for lesson_id in lesson_ids]
    picked = rules.pick_across(asked, past, seed=_seed(learner_id, now))
    if not picked:
        return None
    return await attempts.add(tx, learner_id, AttemptKind.LOOK_BACK, picked, now=now)


async def start_review(
    tx: Transaction, catalog: Catalog, learner_id: LearnerId, *, now: datetime
) -> Attempt | None:
    """Begin to go over what is due, or go on with it; None when nothing is."""
    under_way = await _under_way(tx, catalog, learner_id, AttemptKind.REVIEW, now=now)
    if under_way:
        return under_way
    due = await list_due(tx, catalog, learner_id, now=now)
    if not due:
        return None
    return await attempts.add(tx, learner_id, AttemptKind.REVIEW, due[:QUIZ_LENGTH], now=now)


async def start_lesson(
    tx: Transaction, catalog: Catalog, learner_id: LearnerId, lesson_id: str, *, now: datetime
) -> Attempt:
    """Begin the questions of a lesson, or go on with them; raise UnknownLessonError."""
    lesson, kind = catalog.lesson(LessonId(lesson_id)), AttemptKind.LESSON
    under_way = await _under_way(tx, catalog, learner_id, kind, lesson_id=lesson.id, now=now)
    if under_way:
        return under_way
    asked = tuple(question.id for question in lesson.questions[:LESSON_LENGTH])
    return await attempts.add(tx, learner_id, kind, asked, lesson_id=lesson.id, now=now)


async def list_due(
    tx: Transaction, catalog: Catalog, learner_id: LearnerId, *, now: datetime
) -> tuple[QuestionId, ...]:
    """List the questions worth asking again by now, the longest due first."""
    due = await answers.list_due(tx, learner_id, now=now)
    return tuple(question_id for question_id in due if question_id in catalog.questions)


async def get(tx: Transaction, catalog: Catalog, learner_id: LearnerId, attempt_id: int) -> Attempt:
    """Return an attempt of this learner's own, or raise UnknownAttemptError."""
    attempt = await attempts.find(tx, learner_id, AttemptId(attempt_id))
    if attempt is None or not _is_whole(catalog, attempt):
        raise UnknownAttemptError
    return attempt


async def answer(
    tx: Transaction,
    catalog: Catalog,
    learner_id: LearnerId,
    attempt_id: int,
    *,
    question_no: int,
    choice_no: int,
    now: datetime,
) -> Answered:
    """Take an answer, and remember how the question went; an answered one is not taken twice."""
    attempt = await get(tx, catalog, learner_id, attempt_id)
    result = rules.answer(catalog.questions, attempt, question_no=question_no, choice_no=choice_no)
    if isinstance(result, Stale):
        return result
    past = Past(question_id=result.question.id, was_right=result.choice.is_right)
    memory = await answers.find_memory(tx, learner_id, past.question_id)
    await answers.save(tx, learner_id, past, remember(memory, was_right=past.was_right, now=now))
    await attempts.save(tx, result.attempt, now=now)
    if isinstance(result, Finished) and result.attempt.kind is AttemptKind.LESSON:
        lesson = catalog.lesson(catalog.asked_in[past.question_id])
        await progress.finish(tx, learner_id, lesson.id, card_no=closing_card(lesson), now=now)
    return result


async def _under_way(
    tx: Transaction,
    catalog: Catalog,
    learner_id: LearnerId,
    kind: AttemptKind,
    *,
    lesson_id: LessonId | None = None,
    now: datetime,
) -> Attempt | None:
    """Find what was begun lately: a second tap on a start, or a reader coming back."""
    since = now - _WORTH_RESUMING
    attempt = await attempts.find_open(tx, learner_id, kind, lesson_id=lesson_id, since=since)
    return attempt if attempt and _is_whole(catalog, attempt) else None


def _is_whole(catalog: Catalog, attempt: Attempt) -> bool:
    """Tell whether the authors still have every question."""
    return all(question_id in catalog.questions for question_id in attempt.question_ids)


def _seed(learner_id: LearnerId, now: datetime) -> int:
    return learner_id * _DAY + int(now.timestamp()) % _DAY
