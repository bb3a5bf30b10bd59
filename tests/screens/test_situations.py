from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.content.catalog import load_catalog
from bot.domain.actions.guides import ShowGuide
from bot.domain.actions.help import ShowHelp
from bot.domain.actions.lessons import ShowLesson
from bot.domain.actions.situations import (
    AskTomorrow,
    CancelCheckIn,
    ShowSituation,
    ShowSituations,
    StopCheckIns,
)
from bot.domain.learner import Role
from bot.domain.situation import Situation, Went
from bot.folders import shared_folder
from bot.i18n.locales import SERVED, load_translators
from bot.i18n.translator import Translator
from bot.screens import menu, situations
from bot.screens.base import Screen
from bot.screens.situations import Awaited
from tests.builders import a_learner

CATALOG = load_catalog(shared_folder("content"))
T = Translator("en")
CHAT = CATALOG.situation("worrying-chat")
AWAITED = Awaited(at=datetime(2026, 11, 23, 10, 15, tzinfo=UTC), zone="Asia/Kathmandu")
MOST_SIGNS, MOST_LABEL_SIGNS = 4096, 32
EVERY = [pytest.param(each, id=each.id) for each in CATALOG.situations.values()]


def actions(screen: Screen) -> list[object]:
    return [button.action for row in screen.buttons for button in row]


def every_screen(t: Translator, situation: Situation) -> list[Screen]:
    return [
        situations.list_all(t, CATALOG),
        situations.card(t, CATALOG, situation, AWAITED),
        situations.planned(t, situation, AWAITED),
        situations.cancelled(t, situation),
        situations.ask_to_allow(t, situation),
        situations.ask_country(t, situation),
        situations.question(t, situation, is_next_day=True, is_discreet=False),
        situations.not_yet(t, situation, AWAITED),
        situations.not_yet(t, situation, None),
        situations.stopped(t),
        *(situations.answered(t, CATALOG, situation, went) for went in Went),
    ]


@pytest.mark.parametrize("tag", SERVED)
@pytest.mark.parametrize("situation", EVERY)
def test_no_screen_breaks_a_limit_in_any_language(situation: Situation, tag: str) -> None:
    for screen in every_screen(load_translators(shared_folder("locales"))(tag), situation):
        assert len(screen.text) <= MOST_SIGNS
        assert all(len(button.label) <= MOST_LABEL_SIGNS for row in screen.buttons for button in row)


@pytest.mark.parametrize("situation", EVERY)
def test_a_card_can_be_read_on_a_phone_at_one_glance_or_two(situation: Situation) -> None:
    assert len(situations.card(T, CATALOG, situation, None).text.striptags()) <= 1200


def test_the_card_says_what_to_say_what_not_and_what_then() -> None:
    screen = situations.card(T, CATALOG, CHAT, None)
    text = str(screen.text)
    assert text.index("Say this") < text.index("Not that") < text.index("<b>Then</b>")
    assert "<blockquote>“Thank you for showing me." in text
    assert AskTomorrow(situation="worrying-chat") in actions(screen)
    assert ShowLesson(lesson="hear-your-child") in actions(screen)
    assert ShowGuide(guide="secret-adult") in actions(screen)
    assert ShowHelp() in actions(screen)


@pytest.mark.parametrize("situation", EVERY)
def test_what_happened_is_not_for_the_database(situation: Situation) -> None:
    assert {screen.place for screen in every_screen(T, situation)} == {ShowSituations(), None}


def test_once_planned_the_card_says_when_and_lets_it_be_taken_back() -> None:
    screen = situations.card(T, CATALOG, CHAT, AWAITED)
    assert "Monday, 23 November 2026, 4:00\u202fpm" in screen.text
    assert CancelCheckIn(situation="worrying-chat") in actions(screen)
    assert AskTomorrow(situation="worrying-chat") not in actions(screen)


@pytest.mark.parametrize("is_next_day", [True, False])
def test_the_question_never_tells_what_the_talk_is_about(*, is_next_day: bool) -> None:
    screen = situations.question(T, CHAT, is_next_day=is_next_day, is_discreet=False)
    assert screen.text == (
        "Yesterday you wanted to talk with your child. How did it go?"
        if is_next_day
        else "You wanted to talk with your child. How did it go?"
    )
    assert "chat" not in " ".join(button.label for row in screen.buttons for button in row)
    assert StopCheckIns() in actions(screen)


def test_on_a_shared_phone_it_does_not_even_tell_of_a_child() -> None:
    screen = situations.question(T, CHAT, is_next_day=True, is_discreet=True)
    assert "child" not in screen.text
    assert "talk" not in screen.text


def test_when_it_went_badly_help_comes_first_and_another_sentence() -> None:
    screen = situations.answered(T, CATALOG, CHAT, Went.BADLY)
    assert "Often it takes several tries." in screen.text
    assert "<blockquote>“Yesterday I was scared" in screen.text
    assert screen.buttons[0][0].action == ShowHelp()
    assert AskTomorrow(situation="worrying-chat") in actions(screen)


def test_when_it_went_well_nothing_more_is_asked() -> None:
    screen = situations.answered(T, CATALOG, CHAT, Went.WELL)
    assert AskTomorrow(situation="worrying-chat") not in actions(screen)
    assert ShowSituation(situation="worrying-chat") in actions(screen)


@pytest.mark.parametrize(
    ("role", "is_shown"), [(Role.PARENT, True), (Role.TEACHER, True), (Role.TEEN, False), (None, False)]
)
def test_the_menu_leads_parents_and_teachers_there(role: Role | None, *, is_shown: bool) -> None:
    shown = menu.menu(T, replace(a_learner(), role=role), mandate=None)
    labels = [button.label for row in shown.buttons for button in row]
    assert ("Say this, not that" in labels) is is_shown
