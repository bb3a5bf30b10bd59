"""Help a friend: help on top, sentences to copy, the adult first where it is urgent."""

import pytest

from bot.content.friend import load_friend
from bot.domain.action import Copy, ShowMenu
from bot.domain.actions.friend import ShowWorries, ShowWorry
from bot.domain.actions.help import ShowHelp
from bot.domain.actions.lessons import ShowLesson
from bot.domain.friend import Worry
from bot.folders import shared_folder
from bot.i18n.translator import Translator
from bot.screens import friend as screens
from bot.tg.routes import CODEC

WORRIES = load_friend(shared_folder("content"))
t = Translator("en")


def test_every_worry_can_be_chosen_and_help_comes_first() -> None:
    screen = screens.worries(t, WORRIES)
    shown = [button.action for row in screen.buttons for button in row]
    assert shown[0] == ShowHelp()
    assert [each.worry for each in shown if isinstance(each, ShowWorry)] == [each.id for each in WORRIES]


@pytest.mark.parametrize("locale", ["en", "ar"])
@pytest.mark.parametrize("worry", WORRIES, ids=lambda worry: worry.id)
def test_a_worry_offers_its_sentences_and_ways_on(worry: Worry, locale: str) -> None:
    t = Translator(locale)
    screen = screens.worry(t, worry)
    buttons = [button for row in screen.buttons for button in row]
    copies = [each.action.text for each in buttons if isinstance(each.action, Copy)]
    assert copies == [t.label_text(sentence) for sentence in worry.sentences]
    others = [each.action for each in buttons if not isinstance(each.action, Copy)]
    assert others == [ShowHelp(), ShowWorries(), ShowLesson(lesson=worry.lesson), ShowMenu(), ShowHelp()]
    assert all(len(button.label) <= 32 for button in buttons)
    assert len(screen.text) < 3000
    assert screen.place is not None
    assert CODEC.encode(screen.place)


def test_the_adult_comes_before_the_sentences_only_where_it_is_urgent() -> None:
    for worry in WORRIES:
        text = screens.worry(t, worry).text
        assert (text.index("When to get an adult") < text.index("What you can write")) == worry.is_urgent
