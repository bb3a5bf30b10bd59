"""What can be wrong in a flow of the challenge check although every line of it is well formed."""

from collections.abc import Iterable, Iterator
from itertools import chain

from bot.content.reader import ContentError, Lines
from bot.domain.challenge import UNSURE, Advice, Flow, Given, Question, Verdict


def missing(lines: Lines, key: str, written: Iterable[str], whole: Iterable[str]) -> list[ContentError]:
    """Name what is not written under `key`."""
    there = set(written)
    return [
        ContentError(lines.file, lines.at(key), f"`{key}.{each}` is missing.", "Add it.")
        for each in whole
        if each not in there
    ]


def faults_in(flow: Flow, lines: Lines) -> list[ContentError]:
    """Find what would lead a learner astray: a hole in the table, a dead rule, an unsafe "not sure"."""
    found = chain(_doubles(flow), _unknown(flow), _holes(flow), _unsure(flow), _without_advice(flow))
    return [ContentError(lines.file, lines.at(key), problem, remedy) for key, problem, remedy in found]


Fault = tuple[str, str, str]
"""The key it stands under, the problem, the remedy."""


def _doubles(flow: Flow) -> Iterator[Fault]:
    ids = [question.id for question in flow.questions]
    for each in sorted({each for each in ids if ids.count(each) > 1}):
        yield "think", f"The question `{each}` stands here twice.", "Rename one of them."
    ruled = [rule.given for rule in flow.rules]
    last = flow.questions[-1].id
    for given in dict.fromkeys(ruled):
        if ruled.count(given) > 1:
            yield "decide", f"`{_words(given)}` stands in the table twice.", "Keep one of them."
    for rule in flow.rules:
        if rule.verdict is Verdict.LOOKS_FINE and rule.given.question != last:
            yield "decide", f"`{_words(rule.given)}` is not the last question.", "Let the last answer decide."


def _unknown(flow: Flow) -> Iterator[Fault]:
    for rule in flow.rules:
        if not _can_be_given(flow, rule.given):
            yield "decide", f"Nobody can answer `{_words(rule.given)}`.", "Mend it, or remove the rule."
    for card in flow.advice:
        for given in card.after:
            if not _can_be_given(flow, given):
                yield "act", f"Nobody can answer `{_words(given)}`.", "Mend it, or remove it."


def _holes(flow: Flow) -> Iterator[Fault]:
    """Let every answer to the last question decide, so that every path has a verdict."""
    for given in _givens(flow.questions[-1]):
        if all(rule.given != given for rule in flow.rules):
            yield "decide", f"`{_words(given)}` decides nothing.", "Add it under one of the verdicts."


def _unsure(flow: Flow) -> Iterator[Fault]:
    strict = {rule.given for rule in flow.rules if rule.verdict is not Verdict.LOOKS_FINE}
    for given in chain.from_iterable(map(_givens, flow.questions)):
        if given.answer == UNSURE and given not in strict:
            yield "decide", f"`{_words(given)}` may look fine.", "Not sure means no: add it there."


def _without_advice(flow: Flow) -> Iterator[Fault]:
    for verdict in Verdict:
        if not any(_is_for_all(card, verdict) for card in flow.advice):
            yield "act", f"No card is for `{verdict}`.", "Write what to do then."


def _is_for_all(card: Advice, verdict: Verdict) -> bool:
    return verdict in card.verdicts and not card.after


def _can_be_given(flow: Flow, given: Given) -> bool:
    return any(given in _givens(question) for question in flow.questions)


def _givens(question: Question) -> tuple[Given, ...]:
    return tuple(
        Given(question=question.id, answer=option.id) for option in question.options if not option.is_urgent
    )


def _words(given: Given) -> str:
    return f"{given.question} = {given.answer}"
