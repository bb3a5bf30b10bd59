"""Questions: at the end of a lesson, in a quiz, in a review."""

from bot.app import Turn
from bot.domain.actions.quizzes import (
    AnswerQuestion,
    LookBack,
    ShowMissed,
    ShowQuestion,
    ShowResult,
    StartLessonQuestions,
    StartQuiz,
    StartReview,
)
from bot.domain.quiz import Attempt, Stale
from bot.screens import quizzes as screens
from bot.screens.base import Screen
from bot.services import quizzes as service


async def start(turn: Turn, _action: StartQuiz) -> Screen:
    """Begin a quiz."""
    attempt = await service.start_quiz(turn.tx, turn.app.catalog, turn.learner.id, now=turn.now)
    return _where(turn, attempt) if attempt else screens.none_seen(turn.t)


async def start_review(turn: Turn, _action: StartReview) -> Screen:
    """Begin to go over what is due."""
    attempt = await service.start_review(turn.tx, turn.app.catalog, turn.learner.id, now=turn.now)
    return _where(turn, attempt) if attempt else screens.none_due(turn.t)


async def look_back(turn: Turn, _action: LookBack) -> Screen:
    """Begin to look back over all that was read."""
    attempt = await service.start_look_back(turn.tx, turn.app.catalog, turn.learner.id, now=turn.now)
    return _where(turn, attempt) if attempt else screens.none_seen(turn.t)


async def start_lesson(turn: Turn, action: StartLessonQuestions) -> Screen:
    """Begin the questions of a lesson."""
    attempt = await service.start_lesson(
        turn.tx, turn.app.catalog, turn.learner.id, action.lesson, now=turn.now
    )
    return _where(turn, attempt)


async def show(turn: Turn, action: ShowQuestion) -> Screen:
    """Show a question of an attempt."""
    attempt = await _get(turn, action.attempt)
    catalog = turn.app.catalog
    return screens.where(turn.t, catalog.questions, catalog.asked_in, attempt, action.question_no)


async def answer(turn: Turn, action: AnswerQuestion) -> Screen:
    """Take an answer, and show what it teaches."""
    catalog = turn.app.catalog
    result = await service.answer(
        turn.tx,
        catalog,
        turn.learner.id,
        action.attempt,
        question_no=action.question_no,
        choice_no=action.choice_no,
        now=turn.now,
    )
    show = screens.stale if isinstance(result, Stale) else screens.where
    return show(turn.t, catalog.questions, catalog.asked_in, result.attempt, action.question_no)


async def show_result(turn: Turn, action: ShowResult) -> Screen:
    """Show how an attempt went; one that is not over goes on."""
    attempt = await _get(turn, action.attempt)
    if not attempt.is_finished:
        return _where(turn, attempt)
    return screens.result(turn.t, turn.app.catalog.questions, attempt)


async def show_missed(turn: Turn, action: ShowMissed) -> Screen:
    """Show a question to look at again."""
    attempt = await _get(turn, action.attempt)
    if not attempt.is_finished:
        return _where(turn, attempt)
    catalog = turn.app.catalog
    return screens.review(turn.t, catalog.questions, catalog.asked_in, attempt, action.missed_no)


async def _get(turn: Turn, attempt_id: int) -> Attempt:
    return await service.get(turn.tx, turn.app.catalog, turn.learner.id, attempt_id)


def _where(turn: Turn, attempt: Attempt) -> Screen:
    """Show the first question that is still open."""
    catalog = turn.app.catalog
    return screens.where(turn.t, catalog.questions, catalog.asked_in, attempt, len(attempt.answers))
