"""The challenge check: Stop, Think, Decide, Act about an online challenge or a scary warning.

A check is a row of answers to a flow's questions. The answers alone tell where the learner is, what the
verdict is and which answer decided it, so a restart loses nothing and nothing is remembered twice.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import NewType

from bot.domain.learner import LearnerId, Role
from bot.domain.lesson import Source
from bot.domain.text import Text

CheckId = NewType("CheckId", int)

UNSURE = "unsure"
"""The answer "not sure"; it never leads to "looks fine"."""


class Entry(StrEnum):
    """What brings somebody to the check."""

    DARE = "dare"
    WARNING = "warning"
    SAW = "saw"
    WANTS = "wants"
    DID = "did"
    CHAT = "chat"


TEEN_ENTRIES = (Entry.DARE, Entry.WARNING)
ADULT_ENTRIES = (Entry.SAW, Entry.WANTS, Entry.DID, Entry.CHAT)


class Stage(StrEnum):
    """One of the four steps."""

    STOP = "stop"
    THINK = "think"
    DECIDE = "decide"
    ACT = "act"


class Verdict(StrEnum):
    """What the check comes to."""

    LOOKS_FINE = "looks_fine"
    NOT_SURE_MEANS_NO = "not_sure_means_no"
    NO = "no"


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """Offer one answer. `reply` is the warm line shown after it.

    `needs_help` marks feelings with which help must be the first thing in sight; `is_urgent` marks an answer
    that is no answer but a call for help: it leads to the emergency numbers and is not stored.
    """

    id: str
    label: Text
    reply: Text | None = None
    needs_help: bool = False
    is_urgent: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """Ask one thing.

    `head` is the big question it belongs to; `pause` the calm seconds before it may be answered.
    """

    id: str
    stage: Stage
    ask: Text
    options: tuple[Option, ...]
    head: Text | None = None
    hint: Text | None = None
    pause: int = 0

    def option(self, answer: str) -> Option | None:
        """Find the option with this id."""
        return next((option for option in self.options if option.id == answer), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """Hold one answer given."""

    question: str
    answer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """Say what an answer means for the verdict; `ends` when nothing needs to be asked after it."""

    given: Given
    verdict: Verdict
    ends: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """Word a verdict."""

    title: Text
    body: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Advice:
    """Tell what to do: one card of the last step, for these verdicts and, if any are named, these answers."""

    title: Text
    lines: tuple[Text, ...]
    verdicts: frozenset[Verdict] = frozenset(Verdict)
    after: tuple[Given, ...] = ()
    needs_help: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Flow:
    """Hold the whole dialogue of one entry, as its authors wrote it.

    `rules` is the decision table: the first rule whose answer was given decides.
    """

    entry: Entry
    icon: str
    button: Text
    questions: tuple[Question, ...]
    rules: tuple[Rule, ...]
    outcomes: Mapping[Verdict, Outcome]
    advice: tuple[Advice, ...]

    def question(self, question_id: str) -> Question | None:
        """Find the question with this id."""
        return next((question for question in self.questions if question.id == question_id), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Challenge:
    """Hold the challenge check's content."""

    stages: Mapping[Stage, Text]
    welcome: Mapping[Role, Text]
    credit: Text
    flows: Mapping[Entry, Flow]
    sources: tuple[Source, ...]
    checked_on: date
    review_by: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ChallengeCheck:
    """Hold one check: only the ids of answers, never a word of the learner's."""

    id: CheckId
    learner_id: LearnerId
    entry: Entry
    answers: tuple[Given, ...] = ()
    started_at: datetime
    pause_until: datetime
    verdict: Verdict | None = None
    finished_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """Hold a verdict and the answer that decided it."""

    verdict: Verdict
    decided_by: Given


@dataclass(frozen=True, slots=True)
class Answered:
    """The answer counted."""

    check: ChallengeCheck


@dataclass(frozen=True, slots=True)
class TooEarly:
    """The pause is not over."""

    check: ChallengeCheck
    seconds: int


@dataclass(frozen=True, slots=True)
class Stale:
    """Not the question this check is at, or no answer to it: nothing changed."""

    check: ChallengeCheck


Result = Answered | TooEarly | Stale


def entries_for(role: Role | None) -> tuple[Entry, ...]:
    """Return what to offer to whom; who has not said gets the learner's own ways first, then the others."""
    if role is Role.TEEN:
        return TEEN_ENTRIES
    if role is None:
        return (*TEEN_ENTRIES, Entry.SAW, Entry.WANTS, Entry.DID)
    return ADULT_ENTRIES


def begin(flow: Flow, check: ChallengeCheck, *, now: datetime) -> ChallengeCheck:
    """Start a fresh check at its first question; a pause that stands first begins to run."""
    return _with_pause(flow, check, now=now)


def current(flow: Flow, answers: tuple[Given, ...]) -> Question | None:
    """Return the question to ask now; None when the verdict stands.

    A clear no ends the thinking: who has seen the danger need not look for more.
    """
    if any(rule.ends for rule in flow.rules if rule.given in answers):
        return None
    answered = {given.question for given in answers}
    return next((question for question in flow.questions if question.id not in answered), None)


def decide(flow: Flow, answers: tuple[Given, ...]) -> Decision | None:
    """Return the verdict and what decided it: the first rule of the table whose answer was given.

    None while there are questions left.
    """
    if current(flow, answers) is not None:
        return None
    return next(
        (
            Decision(verdict=rule.verdict, decided_by=rule.given)
            for rule in flow.rules
            if rule.given in answers
        ),
        None,
    )


def answer(flow: Flow, check: ChallengeCheck, given: Given, *, now: datetime) -> Result:
    """Take an answer to the question the check is at; anything else changes nothing."""
    question = current(flow, check.answers)
    if question is None or question.id != given.question:
        return Stale(check)
    option = question.option(given.answer)
    if option is None or option.is_urgent:
        return Stale(check)
    if question.pause and (seconds := seconds_left(check, now=now)):
        return TooEarly(check, seconds)
    answered = replace(check, answers=(*check.answers, given))
    return Answered(_finished(flow, _with_pause(flow, answered, now=now), now=now))


def take_back(flow: Flow, check: ChallengeCheck, question_id: str) -> ChallengeCheck:
    """Go back to a question answered before: its answer and all later ones are forgotten."""
    asked = [given.question for given in check.answers]
    question = flow.question(question_id)
    if question is None or question.pause or question_id not in asked:
        return check
    kept = check.answers[: asked.index(question_id)]
    return replace(check, answers=kept, verdict=None, finished_at=None)


def last_answered(flow: Flow, check: ChallengeCheck) -> Question | None:
    """Return the question that "back" leads to; None at the start and right after the pause."""
    if not check.answers:
        return None
    question = flow.question(check.answers[-1].question)
    return None if question is None or question.pause else question


def last_option(flow: Flow, check: ChallengeCheck) -> Option | None:
    """Return the option chosen last, whose warm line greets the learner on the next screen."""
    question = last_answered(flow, check)
    return question.option(check.answers[-1].answer) if question else None


def seconds_left(check: ChallengeCheck, *, now: datetime) -> int:
    """Return the whole seconds of calm that are left, 0 when the pause is over."""
    return max(0, math.ceil((check.pause_until - now).total_seconds()))


def needs_help(flow: Flow, check: ChallengeCheck) -> bool:
    """Tell whether help must be the first thing in sight: somebody said they are scared or pushed."""
    return any(
        option.needs_help
        for given in check.answers
        if (question := flow.question(given.question)) and (option := question.option(given.answer))
    )


def advice_for(flow: Flow, check: ChallengeCheck) -> tuple[Advice, ...]:
    """Return the cards of the last step for this check's verdict and answers."""
    return tuple(
        card
        for card in flow.advice
        if check.verdict in card.verdicts and (not card.after or set(card.after) & set(check.answers))
    )


def _with_pause(flow: Flow, check: ChallengeCheck, *, now: datetime) -> ChallengeCheck:
    question = current(flow, check.answers)
    if question is None or not question.pause:
        return check
    return replace(check, pause_until=now + timedelta(seconds=question.pause))


def _finished(flow: Flow, check: ChallengeCheck, *, now: datetime) -> ChallengeCheck:
    decision = decide(flow, check.answers)
    if decision is None:
        return check
    return replace(check, verdict=decision.verdict, finished_at=now)
