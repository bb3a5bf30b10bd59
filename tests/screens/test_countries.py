from dataclasses import dataclass

import pytest

from bot.domain.action import Action
from bot.i18n.translator import Translator
from bot.screens.base import Button
from bot.screens.countries import INHABITED, LETTERS_PER_ROW, PER_PAGE, Row, country_browser, country_buttons

LOCALES = ("en", "ne", "es", "ar", "fr", "hi", "km", "sw", "vi")


@dataclass(frozen=True, slots=True, kw_only=True)
class Choose(Action):
    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TurnTo(Action):
    page: int


def choose(code: str) -> Action:
    return Choose(code=code)


def turn_to(page: int) -> Action:
    return TurnTo(page=page)


def browse(page: int, locale: str = "en", likely: tuple[str, ...] = ()) -> tuple[Row, ...]:
    return country_browser(Translator(locale), page, choose=choose, turn_to=turn_to, likely=likely)


def chosen(rows: tuple[Row, ...]) -> list[str]:
    return [button.action.code for row in rows for button in row if isinstance(button.action, Choose)]


def pages(rows: tuple[Row, ...]) -> list[int]:
    return [button.action.page for row in rows for button in row if isinstance(button.action, TurnTo)]


def test_names_are_in_the_readers_language() -> None:
    assert country_buttons(Translator("ne"), ["NP"], choose) == (
        (Button(label="नेपाल", action=Choose(code="NP")),),
    )


def test_the_likely_countries_stand_before_the_letters() -> None:
    rows = browse(0, likely=("NP", "IN", "CO"))
    assert chosen(rows) == ["NP", "IN", "CO"]
    assert rows[2][0] == Button(label="A", action=TurnTo(page=1))


def test_a_letter_leads_to_the_page_where_it_begins() -> None:
    letters = {button.label: button.action for row in browse(0) for button in row}
    page = letters["N"]
    assert isinstance(page, TurnTo)
    assert "NA" in chosen(browse(page.page))


@pytest.mark.parametrize("locale", LOCALES)
def test_every_country_is_on_some_page_once(locale: str) -> None:
    last = -(-len(INHABITED) // PER_PAGE)
    listed = [code for page in range(1, last + 1) for code in chosen(browse(page, locale))]
    assert sorted(listed) == sorted(INHABITED)


@pytest.mark.parametrize("locale", LOCALES)
def test_no_page_is_too_much(locale: str) -> None:
    assert len(browse(0, locale)) <= 8
    for page in range(33):
        rows = browse(page, locale)
        assert len(chosen(rows)) <= PER_PAGE
        assert all(len(row) <= LETTERS_PER_ROW for row in rows)
        assert all(0 < len(button.label) <= 32 for row in rows for button in row)


def test_the_first_and_the_last_page_lead_nowhere_else() -> None:
    assert pages(browse(1)) == [0, 2]
    assert pages(browse(2)) == [1, 0, 3]
    last = pages(browse(999))
    assert last == [last[0], 0]


def test_a_page_that_is_no_longer_there_shows_the_last_one() -> None:
    assert browse(999) == browse(-(-len(INHABITED) // PER_PAGE))
    assert browse(-1) == browse(0)
