"""The challenge check: every path, every rule, every second tap."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import chain

import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st

from bot.content.challenge import load_challenge
from bot.domain.challenge import (
    UNSURE,
    Answered,
    ChallengeCheck,
    CheckId,
    Decision,
    Entry,
    Flow,
    Given,
    Stage,
    Stale,
    TooEarly,
    Verdict,
    advice_for,
    answer,
    begin,
    current,
    decide,
    entries_for,
    last_answered,
    needs_help,
    seconds_left,
    take_back,
)
from bot.domain.learner import LearnerId, Role
from bot.folders import shared_folder

FLOWS = load_challenge(shared_folder("content") / "challenge").flows
NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
LATER = NOW + timedelta(hours=1)

Answers = tuple[Given, ...]


def _say(question: str, reply: str) -> Given:
    return Given(question=question, answer=reply)


def _choices(flow: Flow, answers: Answers) -> list[Given]:
    question = current(flow, answers)
    assert question
    return [_say(question.id, option.id) for option in question.options if not option.is_urgent]


def _paths(flow: Flow, answers: Answers = ()) -> Iterator[Answers]:
    """Walk every path; one feeling stands for all, as no rule looks at feelings."""
    if current(flow, answers) is None:
        yield answers
        return
    choices = _choices(flow, answers)
    for choice in choices[:1] if choices[0].question == "feel" else choices:
        yield from _paths(flow, (*answers, choice))


PATHS = {entry: tuple(_paths(flow)) for entry, flow in FLOWS.items()}


def a_check(entry: Entry, *answers: Given) -> ChallengeCheck:
    fresh = ChallengeCheck(
        id=CheckId(1), learner_id=LearnerId(7), entry=entry, started_at=NOW, pause_until=NOW
    )
    return replace(begin(FLOWS[entry], fresh, now=NOW), answers=answers)


def take(check: ChallengeCheck, *answers: Given) -> ChallengeCheck:
    """Answer patiently."""
    for given in answers:
        result = answer(FLOWS[check.entry], check, given, now=LATER + timedelta(hours=len(check.answers)))
        assert isinstance(result, Answered)
        check = result.check
    return check


@st.composite
def walks(draw: st.DrawFn) -> tuple[Flow, Answers]:
    flow = FLOWS[draw(st.sampled_from(list(Entry)))]
    answers: Answers = ()
    while current(flow, answers) is not None:
        answers = (*answers, draw(st.sampled_from(_choices(flow, answers))))
    return flow, answers


@pytest.mark.parametrize("entry", list(Entry))
def test_every_path_ends_in_a_verdict_and_cards_of_advice(entry: Entry) -> None:
    flow = FLOWS[entry]
    for answers in PATHS[entry]:
        decision = decide(flow, answers)
        assert decision
        assert decision.decided_by in answers
        check = replace(a_check(entry, *answers), verdict=decision.verdict)
        assert len(advice_for(flow, check)) >= 2


@pytest.mark.parametrize("entry", list(Entry))
def test_not_sure_never_looks_fine(entry: Entry) -> None:
    for answers in PATHS[entry]:
        decision = decide(FLOWS[entry], answers)
        assert decision
        if any(given.answer == UNSURE for given in answers):
            assert decision.verdict is not Verdict.LOOKS_FINE


@pytest.mark.parametrize("entry", list(Entry))
def test_a_danger_seen_never_looks_fine(entry: Entry) -> None:
    flow = FLOWS[entry]
    harm = {rule.given for rule in flow.rules if rule.verdict is Verdict.NO}
    for answers in PATHS[entry]:
        decision = decide(flow, answers)
        assert decision
        assert (decision.verdict is Verdict.NO) == bool(harm & set(answers))


DANGERS = {
    Entry.DARE: {("safe", "no"), ("wrong", "hurt"), ("harm", "yes"), ("pushed", "yes"), ("adult", "no")},
    Entry.WARNING: {("aimed", "yes"), ("known", "no"), ("hurry", "yes"), ("fear", "yes"), ("danger", "yes")},
    Entry.SAW: {("safe", "no"), ("wrong", "hurt"), ("upset", "yes"), ("harm", "yes"), ("real", "no")},
    Entry.WANTS: {("safe", "no"), ("wrong", "hurt"), ("harm", "yes"), ("pushed", "yes"), ("trained", "yes")},
    Entry.DID: {("hurt", "helped"), ("again", "no"), ("usual", "no"), ("others", "yes"), ("pushed", "yes")},
    Entry.CHAT: {("aimed", "yes"), ("known", "no"), ("hurry", "yes"), ("fear", "yes"), ("danger", "yes")},
}


@pytest.mark.parametrize("entry", list(Entry))
def test_the_table_calls_these_dangers_by_name(entry: Entry) -> None:
    """Kept apart from the table, so that losing a rule there is seen here."""
    no = {
        (rule.given.question, rule.given.answer) for rule in FLOWS[entry].rules if rule.verdict is Verdict.NO
    }
    assert no >= DANGERS[entry]


@pytest.mark.parametrize("entry", list(Entry))
def test_every_rule_can_decide(entry: Entry) -> None:
    flow = FLOWS[entry]
    fired = {decide(flow, answers) for answers in PATHS[entry]}
    assert fired == {Decision(verdict=rule.verdict, decided_by=rule.given) for rule in flow.rules}


@pytest.mark.parametrize("entry", list(Entry))
def test_every_card_of_advice_is_somebody_s(entry: Entry) -> None:
    flow = FLOWS[entry]
    feelings = [_say("feel", option.id) for option in flow.question("feel").options]  # type: ignore[union-attr]
    seen = set()
    for answers, feeling in ((answers, feeling) for answers in PATHS[entry] for feeling in feelings):
        decision = decide(flow, answers)
        assert decision
        seen |= set(advice_for(flow, replace(a_check(entry, *answers, feeling), verdict=decision.verdict)))
    assert seen == set(flow.advice)


@for_all(walks())
def test_a_walk_finishes_the_check_with_the_tables_verdict(walk: tuple[Flow, Answers]) -> None:
    flow, answers = walk
    check = take(a_check(flow.entry), *answers)
    decision = decide(flow, answers)
    assert decision
    assert (check.answers, check.verdict) == (answers, decision.verdict)
    assert check.finished_at


@for_all(walks(), st.data())
def test_a_second_tap_changes_nothing(walk: tuple[Flow, Answers], data: st.DataObject) -> None:
    flow, answers = walk
    check = take(a_check(flow.entry), *answers[: data.draw(st.integers(0, len(answers)))])
    for given in check.answers:
        for option in flow.question(given.question).options:  # type: ignore[union-attr]
            assert answer(flow, check, _say(given.question, option.id), now=LATER) == Stale(check)


@for_all(walks(), st.text(), st.text())
def test_nonsense_changes_nothing(walk: tuple[Flow, Answers], question: str, reply: str) -> None:
    flow, _ = walk
    check = a_check(flow.entry)
    known = {(each.id, option.id) for each in flow.questions for option in each.options}
    if (question, reply) not in known:
        assert answer(flow, check, _say(question, reply), now=LATER) == Stale(check)


@for_all(walks(), st.data())
def test_going_back_and_answering_the_same_comes_to_the_same(
    walk: tuple[Flow, Answers], data: st.DataObject
) -> None:
    flow, answers = walk
    check = take(a_check(flow.entry), *answers)
    back_to = data.draw(st.sampled_from([given for given in answers if given.question != "pause"]))
    gone_back = take_back(flow, check, back_to.question)
    assert current(flow, gone_back.answers) == flow.question(back_to.question)
    assert (gone_back.verdict, gone_back.finished_at) == (None, None)
    assert take_back(flow, gone_back, back_to.question) == gone_back
    again = take(gone_back, *answers[answers.index(back_to) :])
    assert (again.answers, again.verdict) == (check.answers, check.verdict)


@pytest.mark.parametrize("entry", list(Entry))
def test_every_answer_but_the_pause_can_be_changed(entry: Entry) -> None:
    """Walk back from the end: no question is passed over but the pause."""
    flow = FLOWS[entry]
    check = take(a_check(entry), *PATHS[entry][-1])
    while (question := last_answered(flow, check)) is not None:
        check = take_back(flow, check, question.id)
    assert [given.question for given in check.answers][-1:] == ["pause"]


def test_the_pause_is_kept_and_tells_how_long() -> None:
    flow, check = FLOWS[Entry.DARE], a_check(Entry.DARE)
    early = answer(flow, check, _say("pause", "ready"), now=NOW + timedelta(seconds=3.5))
    assert early == TooEarly(check, 7)
    assert isinstance(answer(flow, check, _say("pause", "ready"), now=NOW + timedelta(seconds=10)), Answered)


def test_a_restart_during_the_pause_loses_nothing() -> None:
    check = a_check(Entry.WARNING)
    assert seconds_left(check, now=LATER) == 0
    assert current(FLOWS[Entry.WARNING], check.answers) == FLOWS[Entry.WARNING].question("pause")


def test_the_pause_of_a_parent_begins_after_the_question_who_is_hurt() -> None:
    check = a_check(Entry.DID)
    assert seconds_left(check, now=NOW) == 0
    result = answer(FLOWS[Entry.DID], check, _say("hurt", "fine"), now=LATER)
    assert isinstance(result, Answered)
    assert seconds_left(result.check, now=LATER) == 6


def test_a_call_for_help_is_not_an_answer() -> None:
    check = a_check(Entry.DID)
    assert answer(FLOWS[Entry.DID], check, _say("hurt", "yes"), now=LATER) == Stale(check)


def test_a_clear_no_ends_the_thinking_at_once() -> None:
    check = take(a_check(Entry.DARE), _say("pause", "ready"), _say("feel", "calm"), _say("safe", "no"))
    assert decide(FLOWS[Entry.DARE], check.answers) == Decision(
        verdict=Verdict.NO, decided_by=_say("safe", "no")
    )


def test_a_child_seen_by_a_doctor_is_still_thought_about() -> None:
    check = take(a_check(Entry.DID), _say("hurt", "helped"), _say("pause", "ready"), _say("feel", "worried"))
    question = current(FLOWS[Entry.DID], check.answers)
    assert question
    assert question.stage is Stage.THINK


@pytest.mark.parametrize("feeling", ["pushed", "scared", "sad"])
def test_a_bad_feeling_puts_help_first(feeling: str) -> None:
    check = take(a_check(Entry.DARE), _say("pause", "ready"), _say("feel", feeling))
    assert needs_help(FLOWS[Entry.DARE], check)


def test_a_calm_feeling_does_not() -> None:
    check = take(a_check(Entry.DARE), _say("pause", "ready"), _say("feel", "calm"))
    assert not needs_help(FLOWS[Entry.DARE], check)


def test_everybody_has_a_way_in() -> None:
    assert entries_for(Role.TEEN) == (Entry.DARE, Entry.WARNING)
    assert entries_for(Role.PARENT) == entries_for(Role.TEACHER)
    assert set(chain.from_iterable(map(entries_for, Role))) == set(Entry)
    assert set(entries_for(None)) < set(Entry)
