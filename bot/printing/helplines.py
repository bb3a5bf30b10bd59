"""Whom to call or write to, on paper: of one country, or with room to write it in by hand."""

import datetime as dt
from collections.abc import Iterator, Sequence

from markupsafe import Markup

from bot.content.helplines import Helplines
from bot.domain import helpline as rules
from bot.domain.helpline import Helpline
from bot.i18n.translator import Translator
from bot.screens.helpline_card import Reader, card
from bot.screens.helplines import Place, emergency

_TO_FILL_IN = Markup('<p class="fill-in"></p>\n') * 3


def page(t: Translator, helplines: Helplines, country: str | None, *, today: dt.date) -> Markup:
    """Show the helplines of a country; without one, room for those the group needs."""
    reader = Reader(t=t, today=today, country=country)
    place = Place.of(helplines, country)
    shown = Markup().join(_unknown(reader, place) if country is None else _known(reader, place, country))
    return Markup('<article class="helplines">\n<h2>{}</h2>\n{}</article>').format(
        t("You can talk to someone. It is not your fault."), shown
    )


def _known(reader: Reader, place: Place, country: str) -> Iterator[Markup]:
    t = reader.t
    yield _block(emergency(reader, place))
    talking = rules.to_talk(place.lines, None)
    yield _heading(t("People to talk to: {country}", country=t.country(country)))
    yield _cards(reader, talking or rules.directories(place.everywhere))
    yield _heading(t("Where to report pictures or content"))
    yield _cards(reader, (*rules.to_report(place.lines), *rules.to_report(place.everywhere)))
    if police := rules.police(place.lines):
        yield _heading(t("Police for crimes on the internet"))
        yield _cards(reader, police)


def _unknown(reader: Reader, place: Place) -> Iterator[Markup]:
    t = reader.t
    yield Markup("<p>{}</p>\n").format(
        t("Write here whom children and parents can call where you are, before you copy this page.")
    )
    yield _TO_FILL_IN
    yield _heading(t("Helplines around the world"))
    yield _cards(reader, rules.directories(place.everywhere))


def _heading(words: Markup) -> Markup:
    return Markup("<h3>{}</h3>\n").format(words)


def _cards(reader: Reader, lines: Sequence[Helpline]) -> Markup:
    return Markup().join(_block(card(reader, line)) for line in lines)


def _block(words: Markup) -> Markup:
    return Markup('<p class="helpline">{}</p>\n').format(words)
