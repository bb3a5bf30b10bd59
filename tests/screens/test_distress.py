"""How a month of distress looks to a coordinator."""

from datetime import date

import pytest

from bot.domain.actions.stats import ShowDistress
from bot.domain.distress import OLDEST, Counts, month, told, within
from bot.domain.safeguarding import Kind
from bot.i18n.translator import Translator
from bot.screens.base import Screen
from bot.screens.common import ways_on
from bot.screens.distress import distress

OCTOBER = month(date(2026, 11, 22), back=1)
DAY = OCTOBER.days[4]
t = Translator("en")
MANY: Counts = {
    (DAY, "NP", Kind.SELF_HARM): 25,
    (DAY, "IN", Kind.SELF_HARM): 4,
    (DAY, "ES", Kind.SELF_HARM): 11,
    (DAY, "NP", Kind.GROOMING): 40,
}


def shown(counts: Counts, *, countries: frozenset[str] = frozenset(), back: int = 1) -> Screen:
    whole = told(counts, OCTOBER)
    part = within(whole, countries) if countries else whole
    return distress(t, part, OCTOBER, back=back, is_whole=not countries)


def test_a_month_is_told_by_kind_country_and_day() -> None:
    text = shown(MANY).text.striptags()
    assert "1 October 2026 to 31 October 2026" in text
    assert "Self-harm, dark thoughts: 40" in text
    assert "Violence or abuse: not shown" in text
    assert "Nepal: 25" in text
    assert "5 October 2026: 80" in text


def test_a_country_that_is_not_told_is_not_named() -> None:
    text = shown(MANY).text
    assert "India" not in text
    assert "Spain" not in text
    assert "Everywhere else: not shown" in text


def test_a_part_has_neither_sums_nor_days() -> None:
    text = shown(MANY, countries=frozenset({"NP"})).text
    assert "Nepal: 25" in text
    assert "By kind" not in text
    assert "By day" not in text
    assert "80" not in text


def test_who_looks_after_classes_is_told_why_there_is_nothing() -> None:
    screen = distress(t, None, OCTOBER, back=1, is_whole=False)
    assert "not by class" in screen.text
    assert screen.buttons[-1] == ways_on(t)


@pytest.mark.parametrize(("back", "leads_to"), [(1, [2]), (5, [6, 4]), (OLDEST, [OLDEST - 1])])
def test_months_are_turned_over_as_far_as_they_are_kept(back: int, leads_to: list[int]) -> None:
    row, *_ = shown({}, back=back).buttons
    assert [each.action for each in row] == [ShowDistress(back=each) for each in leads_to]
