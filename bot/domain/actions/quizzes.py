"""What a reader can ask for about quizzes."""

from dataclasses import dataclass

from bot.domain.action import Action


@dataclass(frozen=True, slots=True, kw_only=True)
class StartQuiz(Action):
    """Begin a quiz over the lessons seen, missed questions first; or go on with one left open."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StartReview(Action):
    """Begin to go over the questions that are due, or go on with what was left open."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LookBack(Action):
    """Begin a few questions from all over the lessons that were read, or go on with those left open."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StartLessonQuestions(Action):
    """Begin the questions at the end of a lesson, or go on with them."""

    lesson: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ShowQuestion(Action):
    """Show a question of an attempt, counted from 0, with the feedback once it is answered."""

    attempt: int
    question_no: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerQuestion(Action):
    """Answer a question of an attempt with a choice; both count from 0, in the order of the content."""

    attempt: int
    question_no: int
    choice_no: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ShowResult(Action):
    """Show how an attempt went."""

    attempt: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ShowMissed(Action):
    """Show a question that was missed in an attempt, counted from 0, with the answer that fits best."""

    attempt: int
    missed_no: int
