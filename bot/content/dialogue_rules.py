"""Rules about the challenge check as a dialogue: every way through it ends in advice, and leads back.

What can happen next depends on the question one is at, on the strictest rule an answer has met, and on
whether a clear no has ended the thinking. Ways that agree in these are one, so all of them can be walked.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from bot.content.challenge import load_challenge
from bot.content.problem import Problem
from bot.domain.challenge import (
    ChallengeCheck,
    CheckId,
    Flow,
    Given,
    Option,
    Question,
    advice_for,
    current,
    decide,
    take_back,
)
from bot.domain.learner import LearnerId

Answers = tuple[Given, ...]

_LONG_AGO = datetime.min.replace(tzinfo=UTC)


def check_dialogue(folder: Path) -> Iterator[Problem]:
    """Find ways through the challenge check that end in nothing, or that nobody can go back on."""
    for entry, flow in load_challenge(folder).flows.items():
        for problem, remedy in dict.fromkeys(faults_on_ways(flow)):
            yield Problem(file=folder / f"{entry}.yaml", line=1, problem=problem, remedy=remedy)


def faults_on_ways(flow: Flow) -> Iterator[tuple[str, str]]:
    """Walk every way through a flow: the problem and the remedy of each that fails."""
    seen: set[tuple[object, ...]] = set()
    waiting: list[Answers] = [()]
    while waiting:
        answers = waiting.pop()
        question = current(flow, answers)
        if question is None:
            yield from _end(flow, answers)
            continue
        ways = [(*answers, Given(question=question.id, answer=each.id)) for each in _open(question)]
        if not ways:
            yield f"Nobody can go on from `{question.id}`.", "Give it an answer that is not urgent."
        new = {_likeness(flow, way): way for way in ways}
        waiting += [way for likeness, way in new.items() if likeness not in seen]
        seen |= set(new)


def _open(question: Question) -> Iterator[Option]:
    return (option for option in question.options if not option.is_urgent)


def _likeness(flow: Flow, answers: Answers) -> tuple[object, ...]:
    question = current(flow, answers)
    met = next((place for place, rule in enumerate(flow.rules) if rule.given in answers), None)
    return (question.id if question else None, len(answers), met)


def _end(flow: Flow, answers: Answers) -> Iterator[tuple[str, str]]:
    way = ", ".join(f"{given.question} = {given.answer}" for given in answers)
    decision = decide(flow, answers)
    if decision is None:
        yield f"No verdict after {way}.", "Add the last answer under one of the verdicts."
        return
    check = replace(_check(flow, answers), verdict=decision.verdict)
    if not advice_for(flow, check):
        yield f"No advice after {way}.", f"Write a card of `act` for `{decision.verdict}`."
    if not _leads_back(flow, check):
        yield f"Nobody can think again after {way}.", "Let the last question be one without a pause."


def _leads_back(flow: Flow, check: ChallengeCheck) -> bool:
    """Tell whether the last answer can be taken back, and its question is then asked again."""
    last = check.answers[-1].question
    again = take_back(flow, check, last)
    asked = current(flow, again.answers)
    return again.verdict is None and asked is not None and asked.id == last


def _check(flow: Flow, answers: Answers) -> ChallengeCheck:
    return ChallengeCheck(
        id=CheckId(0),
        learner_id=LearnerId(0),
        entry=flow.entry,
        answers=answers,
        started_at=_LONG_AGO,
        pause_until=_LONG_AGO,
    )
