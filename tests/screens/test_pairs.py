"""Talks for two: everybody sees their own half, may look at the other, and can invite."""

from urllib.parse import parse_qs, urlsplit

import pytest

from bot.content.pairs import load_pairs
from bot.domain.action import Action, Link, ShowMenu
from bot.domain.actions.help import ShowHelp
from bot.domain.actions.pairs import ShowPair, ShowPairs
from bot.domain.learner import Role
from bot.domain.pair import Half, Pair, Side
from bot.folders import shared_folder
from bot.i18n.translator import Translator
from bot.screens import pairs as screens
from bot.screens.base import Screen
from bot.tg.routes import CODEC

PAIRS = load_pairs(shared_folder("content"))
ONE = PAIRS[0]
t = Translator("en")


def shown(role: Role | None, side: Side | None = None) -> Screen:
    return screens.pair(t, ONE, role, side=side, username="a_bot")


def actions(screen: Screen) -> list[Action]:
    found = [button.action for row in screen.buttons for button in row]
    return [each for each in found if isinstance(each, Action)]


def test_the_list_leads_to_every_talk() -> None:
    found = actions(screens.pairs(t, PAIRS))
    assert [each.pair for each in found if isinstance(each, ShowPair)] == [pair.id for pair in PAIRS]
    assert found[-2:] == [ShowMenu(), ShowHelp()]


@pytest.mark.parametrize(("role", "half"), [(Role.TEEN, ONE.teen), (Role.PARENT, ONE.parent)])
def test_teens_and_parents_see_their_own_half(role: Role, half: Half) -> None:
    screen = shown(role)
    assert half.task.source in screen.text
    assert "What you can ask" in screen.text
    assert "half" not in screen.text
    assert [button.label for button in screen.buttons[0]] == ["Show the other half"]


@pytest.mark.parametrize("role", [None, Role.TEACHER])
def test_others_see_both_halves(role: Role | None) -> None:
    text = shown(role).text
    assert text.index(ONE.teen.task.source) < text.index(ONE.parent.task.source)


def test_the_other_half_is_no_secret_and_leads_back() -> None:
    screen = shown(Role.TEEN, Side.PARENT)
    assert "It is no secret" in screen.text
    assert ONE.parent.task.source in screen.text
    assert actions(screen)[0] == ShowPair(pair=ONE.id, side=Side.TEEN)
    assert [button.label for button in screen.buttons[0]] == ["Back to my half"]
    assert screen.place == ShowPair(pair=ONE.id, side=Side.PARENT)


def test_a_teen_is_never_pressed_to_tell() -> None:
    assert "You decide how much you say" in shown(Role.TEEN).text
    assert "You decide how much you say" in shown(None).text


def test_the_invitation_carries_a_deep_link_to_the_same_talk() -> None:
    (link,) = [
        button.action for row in shown(Role.TEEN).buttons for button in row if isinstance(button.action, Link)
    ]
    asked = parse_qs(urlsplit(link.url).query)
    assert asked["url"] == ["https://t.me/a_bot?start=pair-what-is-fun"]
    assert asked["text"] == ["Shall we talk about this together? “What is fun online?”"]
    nameless = screens.pair(t, ONE, Role.TEEN, side=None, username="")
    assert not [button for row in nameless.buttons for button in row if isinstance(button.action, Link)]


@pytest.mark.parametrize("locale", ["en", "ar"])
@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair.id)
def test_every_talk_fits_a_phone(pair: Pair, locale: str) -> None:
    for role in (None, *Role):
        for side in (None, *Side):
            screen = screens.pair(Translator(locale), pair, role, side=side, username="a_bot")
            assert len(screen.text) < 3000
            assert all(len(button.label) <= 32 for row in screen.buttons for button in row)
            assert ShowPairs() in actions(screen)
            assert screen.place is not None
            assert CODEC.encode(screen.place)
