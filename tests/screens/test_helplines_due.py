from datetime import date
from itertools import pairwise

import pytest

from bot.domain.actions.stats import ShowDueHelplines, ShowStats
from bot.domain.helpline import GLOBAL, Audience, Checked, Confidence, Helpline, Kind, Source
from bot.i18n.translator import Translator
from bot.screens import helplines_due as screens
from bot.screens.base import Screen
from bot.screens.helpline_card import Reader

EN = Reader(t=Translator("en"), today=date(2026, 11, 22))


def old(place: int, country: str = "NP") -> Helpline:
    return Helpline(
        id=f"{country.lower()}-{place}",
        country=country,
        kind=Kind.CHILD_HELPLINE,
        audience=Audience.CHILDREN,
        confidence=Confidence.CONFIRMED,
        sources=(Source(ref="https://example.org/"),),
        name=f"Line <{place}>",
        phones=(f"109{place}",),
        checked=Checked(on=date(2020, 5, 17)),
        review_by=date(2022, 5, 17),
    )


def turned_to(screen: Screen) -> list[int | None]:
    buttons = (button.action for row in screen.buttons for button in row)
    return [action.page for action in buttons if isinstance(action, ShowDueHelplines)]


def test_lines_stand_under_their_country_with_what_is_due() -> None:
    screen = screens.list_due(EN, [old(1), old(2, "IN"), old(3, GLOBAL)], {}, 0)
    assert "<b>3 helplines are due to be checked.</b>" in screen.text
    assert "<b>Nepal</b>\n• Line &lt;1&gt; <b>1091</b>" in screen.text
    assert "<b>India</b>" in screen.text
    assert "<b>Helplines around the world</b>" in screen.text
    assert "This was last checked on 17 May 2020. It may have changed." in screen.text
    assert screen.buttons[-2][0].action == ShowStats()


def test_who_could_not_reach_a_line_is_counted_only_where_they_are_not_few() -> None:
    text = screens.list_due(EN, [old(1), old(2)], {"np-1": 12, "np-2": None}, 0).text
    assert text.count("It did not work for") == 1
    assert "It did not work for 12 people." in text


def test_pages_hold_every_line_once_and_lead_on() -> None:
    lines = [old(number) for number in range(30)]
    shown = [screens.list_due(EN, lines, {}, page) for page in range(3)]
    assert [turned_to(screen) for screen in shown] == [[1], [0, 2], [1]]
    assert sum(screen.text.count("• ") for screen in shown) == len(lines)
    assert all(one.text != other.text for one, other in pairwise(shown))
    assert screens.list_due(EN, lines, {}, 99).text == shown[-1].text


@pytest.mark.parametrize("page", [0, 7])
def test_nothing_due_is_a_screen_too(page: int) -> None:
    screen = screens.list_due(EN, [], {}, page)
    assert "0 helplines are due to be checked." in screen.text
    assert turned_to(screen) == []
