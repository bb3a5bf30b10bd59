"""What messages look like is kept for a while, so that no edit changes nothing."""

from markupsafe import Markup

from bot.domain.action import ShowMenu
from bot.screens.base import Button, Screen
from bot.tg.shown import Shown

MENU = Screen(text=Markup("Menu"), buttons=((Button(label="Menu", action=ShowMenu()),),))
LESSON = Screen(text=Markup("Lesson"))


def test_a_message_is_known_by_its_words_and_buttons() -> None:
    shown = Shown()
    shown.note(1, 10, MENU)
    assert shown.is_same(1, 10, MENU)
    assert not shown.is_same(1, 10, Screen(text=MENU.text))
    assert not shown.is_same(1, 10, LESSON)


def test_each_message_has_a_look_of_its_own() -> None:
    shown = Shown()
    shown.note(1, 10, MENU)
    shown.note(1, 11, LESSON)
    assert shown.is_same(1, 10, MENU)
    assert not shown.is_same(1, 11, MENU)
    assert not shown.is_same(2, 10, MENU)


def test_a_toast_is_no_part_of_the_look() -> None:
    shown = Shown()
    shown.note(1, 10, MENU)
    assert shown.is_same(1, 10, Screen(text=MENU.text, buttons=MENU.buttons, toast="Again"))


def test_a_message_about_to_change_is_forgotten() -> None:
    shown = Shown()
    shown.note(1, 10, MENU)
    shown.forget(1, 10)
    shown.forget(1, 10)
    assert not shown.is_same(1, 10, MENU)


def test_the_oldest_look_makes_room() -> None:
    shown = Shown(kept=2)
    shown.note(1, 10, MENU)
    shown.note(2, 20, MENU)
    shown.note(1, 10, LESSON)
    shown.note(3, 30, MENU)
    assert len(shown) == 2
    assert shown.is_same(1, 10, LESSON)
    assert not shown.is_same(2, 20, MENU)
