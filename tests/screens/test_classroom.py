"""A class, card by card: every card has its ways on, and help for the moment when a pupil tells."""

import pytest

from bot.content.classroom import load_class
from bot.domain.action import Action, ShowMenu
from bot.domain.actions.classroom import ShowClass, ShowIfTold
from bot.domain.actions.help import ShowHelp
from bot.folders import shared_folder
from bot.i18n.translator import Translator
from bot.screens import classroom as screens
from bot.screens.base import Screen
from bot.tg.routes import CODEC

PLAN = load_class(shared_folder("content"))
LAST = len(PLAN.cards)
t = Translator("en")


def actions(screen: Screen) -> list[Action]:
    found = [button.action for row in screen.buttons for button in row]
    return [each for each in found if isinstance(each, Action)]


@pytest.mark.parametrize("locale", ["en", "ar"])
@pytest.mark.parametrize("number", range(1, LAST + 1))
def test_every_card_fits_and_has_its_ways_on(number: int, locale: str) -> None:
    screen = screens.card(Translator(locale), PLAN, number)
    assert {ShowMenu(), ShowHelp(), ShowIfTold(card=number)} <= set(actions(screen))
    assert len(screen.text) < 2500
    assert all(len(button.label) <= 32 for row in screen.buttons for button in row)
    assert screen.place == ShowClass(card=number)
    assert all(CODEC.encode(each) for each in actions(screen))


def test_a_card_says_what_to_read_and_what_to_listen_for() -> None:
    text = screens.card(t, PLAN, 4).text
    assert "●●●●○○○○○" in text
    assert "<i>About 5 minutes</i>" in text
    assert text.index("Read aloud") < text.index("Ask the class") < text.index("Listen for")


def test_the_first_card_is_for_the_trainer_and_the_ends_have_one_way() -> None:
    first, last = screens.card(t, PLAN, 1), screens.card(t, PLAN, LAST)
    assert PLAN.about.source in first.text
    assert "<i>About 38 minutes</i>" in first.text
    assert "For you" in first.text
    assert "Read aloud" not in first.text
    assert actions(first)[:2] == [ShowClass(card=2), ShowIfTold(card=1)]
    assert actions(last)[0] == ShowClass(card=LAST - 1)


@pytest.mark.parametrize("number", [-1, 0, 99])
def test_a_card_that_is_not_there_is_the_nearest(number: int) -> None:
    assert screens.card(t, PLAN, number).place == ShowClass(card=1 if number < 1 else LAST)


def test_what_to_do_when_a_pupil_tells_leads_back_to_the_card() -> None:
    screen = screens.if_told(t, PLAN, 6)
    assert "It is not your fault" in screen.text
    assert actions(screen)[:2] == [ShowHelp(), ShowClass(card=6)]
