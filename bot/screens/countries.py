"""Rows of buttons to choose a country, for whoever asks for one.

Page 0 offers the likely ones and the first letters; every further page lists up to `PER_PAGE` names in order.
Page numbers are counted in the reader's language, so a button made before a change of language leads
to another part of the same list, never astray.
"""

from collections.abc import Callable, Iterable, Sequence

from bot.domain.action import Action
from bot.domain.country import CODES, UNINHABITED, Country, in_order, initial
from bot.i18n.translator import Translator
from bot.screens.base import Button

Row = tuple[Button, ...]

PER_PAGE = 8
LETTERS_PER_ROW = 6
MOST_LETTERS = 48
LABEL_SIGNS = 32
INHABITED = tuple(code for code in CODES if code not in UNINHABITED)


def named(t: Translator, codes: Iterable[str]) -> tuple[Country, ...]:
    """Name countries in the reader's language, keeping their order."""
    return tuple(Country(code=code, name=t.country(code)) for code in codes)


def country_buttons(t: Translator, codes: Iterable[str], choose: Callable[[str], Action]) -> tuple[Row, ...]:
    """Offer the given countries, two in a row."""
    buttons = [Button(label=_short(country.name), action=choose(country.code)) for country in named(t, codes)]
    return _rows(buttons, 2)


def country_browser(
    t: Translator,
    page: int,
    *,
    choose: Callable[[str], Action],
    turn_to: Callable[[int], Action],
    likely: Sequence[str] = (),
    countries: Iterable[str] = INHABITED,
) -> tuple[Row, ...]:
    """Let a reader leaf through the countries; `choose` and `turn_to` say what the buttons mean."""
    listed = in_order(named(t, countries))
    if page < 1 or not listed:
        return (*country_buttons(t, likely[:PER_PAGE], choose), *_letters(listed, turn_to))
    last = _page_of(len(listed) - 1)
    page = min(page, last)
    shown = listed[(page - 1) * PER_PAGE : page * PER_PAGE]
    return (
        *country_buttons(t, (country.code for country in shown), choose),
        _turning(t, page, last, turn_to),
    )


def _letters(listed: Sequence[Country], turn_to: Callable[[int], Action]) -> tuple[Row, ...]:
    """Lead from a first letter to the page where it begins; a script of syllables gets fewer steps."""
    first_places: dict[str, int] = {}
    for place, country in enumerate(listed):
        first_places.setdefault(initial(country), place)
    step = -(-len(first_places) // MOST_LETTERS) or 1
    letters = list(first_places.items())[::step]
    buttons = [Button(label=letter, action=turn_to(_page_of(place))) for letter, place in letters]
    return _rows(buttons, LETTERS_PER_ROW)


def _turning(t: Translator, page: int, last: int, turn_to: Callable[[int], Action]) -> Row:
    """Lead to the neighbouring pages and back to the letters."""
    row = [Button(icon="🔤", label=t.label("Letters"), action=turn_to(0))]
    if page > 1:
        row.insert(0, Button(icon="◀", label=t.label("Previous"), action=turn_to(page - 1)))
    if page < last:
        row.append(Button(icon="▶", label=t.label("Next"), action=turn_to(page + 1)))
    return tuple(row)


def _page_of(place: int) -> int:
    return place // PER_PAGE + 1


def _rows(buttons: Sequence[Button], width: int) -> tuple[Row, ...]:
    return tuple(tuple(buttons[start : start + width]) for start in range(0, len(buttons), width))


def _short(name: str) -> str:
    return name if len(name) <= LABEL_SIGNS else name[: LABEL_SIGNS - 1].rstrip() + "…"
