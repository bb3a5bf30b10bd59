"""Questions, and when an answer counts.

A choice is known by its place in the content; the order in which a learner sees the choices is a function of
the attempt and the question, so nothing about it has to be stored.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import chain, zip_longest
from typing import NewType

from bot.domain.learner import LearnerId
from bot.domain.text import Text

QuestionId = NewType("QuestionId", str)
AttemptId = NewType("AttemptId", int)

QUIZ_LENGTH = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Offer one answer; its feedback teaches, right or wrong."""

    text: Text
    is_right: bool
    feedback: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """Ask one thing; exactly one choice is right. `skill` names what it measures."""

    id: QuestionId
    stem: Text
    choices: tuple[Choice, ...]
    skill: str


class AttemptKind(StrEnum):
    """Why the questions are asked."""

    LESSON = "lesson"
    QUIZ = "quiz"
    REVIEW = "review"
    LOOK_BACK = "look-back"


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """Hold a run through some questions; `answers` are choice numbers, in the order of the questions."""

    id: AttemptId
    learner_id: LearnerId
    kind: AttemptKind
    question_ids: tuple[QuestionId, ...]
    answers: tuple[int, ...] = ()

    @property
    def is_finished(self) -> bool:
        """Tell whether nothing is left to answer."""
        return len(self.answers) >= len(self.question_ids)


@dataclass(frozen=True, slots=True, kw_only=True)
class Right:
    """The answer was right, and there is a next question."""

    attempt: Attempt
    question: Question
    choice: Choice


@dataclass(frozen=True, slots=True, kw_only=True)
class Wrong:
    """The answer was not right, and there is a next question."""

    attempt: Attempt
    question: Question
    choice: Choice


@dataclass(frozen=True, slots=True, kw_only=True)
class Finished:
    """The last question was answered; `choice` says how."""

    attempt: Attempt
    question: Question
    choice: Choice


@dataclass(frozen=True, slots=True, kw_only=True)
class Stale:
    """The tap came too late, too early or twice: nothing changed."""

    attempt: Attempt


Answered = Right | Wrong | Finished | Stale


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """Count the right answers among those given."""

    right: int
    asked: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """Remember how a question once went; later ones stand later in a history."""

    question_id: QuestionId
    was_right: bool


def answer(
    questions: Mapping[QuestionId, Question], attempt: Attempt, *, question_no: int, choice_no: int
) -> Answered:
    """Take the answer to question `question_no` (from 0), if it is the one being asked."""
    if question_no != len(attempt.answers) or attempt.is_finished:
        return Stale(attempt=attempt)
    question = questions.get(attempt.question_ids[question_no])
    if question is None or not 0 <= choice_no < len(question.choices):
        return Stale(attempt=attempt)
    choice = question.choices[choice_no]
    after = replace(attempt, answers=(*attempt.answers, choice_no))
    if after.is_finished:
        return Finished(attempt=after, question=question, choice=choice)
    if choice.is_right:
        return Right(attempt=after, question=question, choice=choice)
    return Wrong(attempt=after, question=question, choice=choice)


def score(questions: Mapping[QuestionId, Question], attempt: Attempt) -> Score:
    """Count what was right so far; a question that left the content is not counted."""
    past = history(questions, attempt)
    return Score(right=sum(each.was_right for each in past), asked=len(past))


def missed(questions: Mapping[QuestionId, Question], attempt: Attempt) -> tuple[QuestionId, ...]:
    """Return the questions whose answer was not right, in the order asked."""
    return tuple(each.question_id for each in history(questions, attempt) if not each.was_right)


def history(questions: Mapping[QuestionId, Question], attempt: Attempt) -> tuple[Past, ...]:
    """Tell how each answered question went."""
    return tuple(
        Past(question_id=question.id, was_right=question.choices[choice_no].is_right)
        for question_id, choice_no in zip(attempt.question_ids, attempt.answers, strict=False)
        if (question := questions.get(question_id)) and choice_no < len(question.choices)
    )


def pick_questions(
    candidates: Iterable[QuestionId], past: Sequence[Past], *, how_many: int = QUIZ_LENGTH, seed: int
) -> tuple[QuestionId, ...]:
    """Choose distinct questions: those missed last time, then new ones, then those longest not asked.

    The same seed gives the same choice. `past` goes from the oldest to the newest answer.
    """
    last_right = {each.question_id: each.was_right for each in past}
    last_asked = {each.question_id: moment for moment, each in enumerate(past)}

    def urgency(question_id: QuestionId) -> tuple[int, int, bytes]:
        if question_id not in last_right:
            return 1, 0, _chance(seed, question_id)
        if not last_right[question_id]:
            return 0, 0, _chance(seed, question_id)
        return 2, last_asked[question_id], b""

    return tuple(sorted(set(candidates), key=urgency)[:how_many])


def pick_across(
    lessons: Iterable[Sequence[QuestionId]], past: Sequence[Past], *, how_many: int = QUIZ_LENGTH, seed: int
) -> tuple[QuestionId, ...]:
    """Choose distinct questions from as many lessons as there are, by the same urgency as `pick_questions`.

    The most urgent question of each lesson comes before the second of any.
    """
    ranked = [pick_questions(asked, past, how_many=len(asked), seed=seed) for asked in lessons]
    rounds = zip_longest(*ranked)
    ordered = (pick_questions(filter(None, each), past, how_many=how_many, seed=seed) for each in rounds)
    return tuple(dict.fromkeys(chain.from_iterable(ordered)))[:how_many]


def choice_order(attempt_id: AttemptId, question: Question) -> tuple[int, ...]:
    """Return the choice numbers in the order this attempt shows them."""
    return tuple(
        sorted(
            range(len(question.choices)),
            key=lambda choice_no: _chance(attempt_id, f"{question.id}/{choice_no}"),
        )
    )


def _chance(seed: int, name: str) -> bytes:
    return hashlib.blake2b(f"{seed}/{name}".encode(), digest_size=8).digest()
