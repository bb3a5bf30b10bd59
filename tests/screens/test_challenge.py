"""Every screen of the check has a way on, and help on it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.content.challenge import load_challenge
from bot.domain.action import Action, ShowMenu
from bot.domain.actions.challenge import (
    AnswerChallenge,
    ChooseEntry,
    ReviseChallenge,
    ShowAdvice,
    ShowChallenge,
    StartChallenge,
)
from bot.domain.actions.help import ShowHelp
from bot.domain.challenge import (
    Answered,
    ChallengeCheck,
    CheckId,
    Entry,
    Given,
    Verdict,
    advice_for,
    answer,
    begin,
    take_back,
)
from bot.domain.learner import LearnerId, Role
from bot.folders import shared_folder
from bot.i18n.translator import Translator
from bot.screens import challenge as screens
from bot.screens.base import Screen
from bot.tg.routes import CODEC

CHALLENGE = load_challenge(shared_folder("content") / "challenge")
NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
t = Translator("en")


def a_check(entry: Entry, check_id: int = 12) -> ChallengeCheck:
    fresh = ChallengeCheck(
        id=CheckId(check_id), learner_id=LearnerId(7), entry=entry, started_at=NOW, pause_until=NOW
    )
    return begin(CHALLENGE.flows[entry], fresh, now=NOW)


def take(check: ChallengeCheck, *given: tuple[str, str]) -> ChallengeCheck:
    for question, reply in given:
        result = answer(
            CHALLENGE.flows[check.entry],
            check,
            Given(question=question, answer=reply),
            now=NOW + timedelta(hours=len(check.answers) + 1),
        )
        assert isinstance(result, Answered)
        check = result.check
    return check


def where(check: ChallengeCheck) -> Screen:
    return screens.where(t, CHALLENGE, check)


def actions(screen: Screen) -> list[Action]:
    found = [button.action for row in screen.buttons for button in row]
    assert all(isinstance(action, Action) for action in found)
    return [action for action in found if isinstance(action, Action)]


def labels(screen: Screen) -> list[str]:
    return [button.label for row in screen.buttons for button in row]


def follow(check: ChallengeCheck, action: Action) -> ChallengeCheck | None:
    """Do what the handler would do; None where the check stays as it is."""
    match action:
        case AnswerChallenge(question=question, answer=reply):
            return take(check, (question, reply))
        case ReviseChallenge(question=question):
            return take_back(CHALLENGE.flows[check.entry], check, question)
        case _:
            return None


def walk(entry: Entry) -> Iterator[tuple[ChallengeCheck, Screen]]:
    """Tap every button of every screen that can be reached, advice included."""
    start = a_check(entry)
    seen, waiting = {start.answers}, [start]
    while waiting:
        check = waiting.pop()
        yield check, where(check)
        for card in range(1, 1 + len(advice_for(CHALLENGE.flows[entry], check)) * bool(check.verdict)):
            yield check, screens.advice(t, CHALLENGE, check, card)
        for action in actions(where(check)):
            after = follow(check, action)
            if after and not _is_seen(after, seen):
                waiting.append(after)


def _is_seen(check: ChallengeCheck, seen: set[tuple[Given, ...]]) -> bool:
    """Take one calm and one bad feeling for all."""
    feelings = {given.answer for given in check.answers if given.question == "feel"}
    if feelings - {"calm", "pushed", "worried"} or check.answers in seen:
        return True
    seen.add(check.answers)
    return False


@pytest.mark.parametrize("entry", list(Entry))
def test_every_screen_has_a_way_on_and_help_and_fits(entry: Entry) -> None:
    count = 0
    for check, screen in walk(entry):
        count += 1
        found = actions(screen)
        assert ShowMenu() in found
        assert ShowHelp() in found
        assert [each for each in found if not isinstance(each, ShowMenu | ShowHelp | ReviseChallenge)]
        assert all(CODEC.encode(action) for action in found if not isinstance(action, ShowHelp))
        assert all(len(label) <= 32 for label in labels(screen))
        assert len(screen.text) < 2000
        assert screen.place in {ShowChallenge(check_id=check.id), *found} or isinstance(
            screen.place, ShowAdvice
        )
    assert count > 50


@pytest.mark.parametrize("entry", list(Entry))
def test_the_cards_lead_from_the_verdict_to_another_check(entry: Entry) -> None:
    check = next(check for check, _ in walk(entry) if check.verdict is Verdict.NO)
    assert ShowAdvice(check_id=12, card=1) in actions(where(check))
    total = len(advice_for(CHALLENGE.flows[entry], check))
    for card in range(1, total):
        assert ShowAdvice(check_id=12, card=card + 1) in actions(screens.advice(t, CHALLENGE, check, card))
    last = actions(screens.advice(t, CHALLENGE, check, total))
    assert ChooseEntry() in last
    assert ShowAdvice(check_id=12, card=total - 1) in last


def test_ids_have_room_to_grow() -> None:
    for entry in Entry:
        check = a_check(entry, check_id=10**15)
        found = [each for each in actions(where(check)) if not isinstance(each, ShowHelp)]
        assert all(CODEC.encode(action) for action in found)


@pytest.mark.parametrize("role", [*Role, None])
def test_everybody_is_offered_their_ways_in(role: Role | None) -> None:
    found = actions(screens.entries(t, CHALLENGE, role, None))
    assert (StartChallenge(entry=Entry.DARE) in found) == (role in {Role.TEEN, None})
    assert (StartChallenge(entry=Entry.DID) in found) == (role is not Role.TEEN)
    assert {ShowMenu(), ShowHelp()} <= set(found)


def test_what_was_left_open_can_be_taken_up() -> None:
    found = actions(screens.entries(t, CHALLENGE, Role.TEEN, a_check(Entry.DARE)))
    assert found[0] == ShowChallenge(check_id=12)


def test_the_pause_always_has_its_button() -> None:
    check = a_check(Entry.DARE)
    ready = AnswerChallenge(check_id=12, question="pause", answer="ready")
    early = screens.too_early(t, CHALLENGE, check, 7)
    assert ready in actions(where(check))
    assert ready in actions(early)
    assert early.toast == "7 more seconds. Breathe out slowly."
    assert replace(early, toast=None) == where(check)


def test_somebody_hurt_gets_to_the_numbers_in_one_tap() -> None:
    screen = where(a_check(Entry.DID))
    buttons = {button.label: button.action for row in screen.buttons for button in row}
    assert buttons["Yes"] == ShowHelp()
    assert buttons["I am not sure"] == ShowHelp()


@pytest.mark.parametrize("entry", [Entry.DARE, Entry.SAW, Entry.WANTS, Entry.DID])
def test_somebody_can_be_hurt_at_any_point(entry: Entry) -> None:
    for check, screen in walk(entry):
        hurt = {button.label for row in screen.buttons for button in row if button.icon == "🆘"}
        assert hurt or isinstance(screen.place, ShowAdvice), check


def test_a_bad_feeling_puts_help_on_top_from_then_on() -> None:
    check = take(a_check(Entry.DARE), ("pause", "ready"), ("feel", "pushed"))
    assert labels(where(check))[0] == "Talk to somebody now"
    decided = take(check, ("safe", "no"))
    assert labels(where(decided))[0] == "Talk to somebody now"
    assert labels(screens.advice(t, CHALLENGE, decided, 1))[0] == "Talk to somebody now"


def test_the_warm_line_greets_on_the_next_screen() -> None:
    check = take(a_check(Entry.DARE), ("pause", "ready"), ("feel", "scared"))
    assert "Being scared makes sense." in where(check).text


def test_the_verdict_says_what_decided_it() -> None:
    check = take(
        a_check(Entry.DARE), ("pause", "ready"), ("feel", "calm"), ("safe", "unsure"), ("wrong", "hurt")
    )
    text = where(check).text
    assert "🛑 <b>No, not this one</b>" in text
    assert (
        "Because you said:\n<blockquote>What could go wrong? Think of the worst moment, not of the best one."
        "\n<b>Somebody could get hurt</b></blockquote>" in text
    )


def test_there_is_no_advice_before_the_verdict() -> None:
    check = take(a_check(Entry.DARE), ("pause", "ready"))
    assert screens.advice(t, CHALLENGE, check, 1) == where(check)


@pytest.mark.parametrize("card", [-5, 0, 99])
def test_a_card_that_is_not_there_shows_the_nearest(card: int) -> None:
    check = take(a_check(Entry.DARE), ("pause", "ready"), ("feel", "calm"), ("safe", "no"))
    total = len(advice_for(CHALLENGE.flows[Entry.DARE], check))
    assert screens.advice(t, CHALLENGE, check, card) == screens.advice(
        t, CHALLENGE, check, 1 if card < 1 else total
    )


def test_a_check_whose_questions_have_changed_begins_again() -> None:
    check = take(a_check(Entry.DARE), ("pause", "ready"), ("feel", "calm"))
    gone = tuple(Given(question=q.id, answer="gone") for q in CHALLENGE.flows[Entry.DARE].questions)
    assert StartChallenge(entry=Entry.DARE) in actions(where(replace(check, answers=gone)))
