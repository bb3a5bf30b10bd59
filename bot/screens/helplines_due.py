"""Which helplines are due to be checked, for the coordinators who can find out whether they still work."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from markupsafe import Markup

from bot.domain.actions.stats import ShowDueHelplines, ShowStats
from bot.domain.helpline import GLOBAL, Helpline
from bot.i18n.translator import Translator
from bot.screens.base import Button, Screen
from bot.screens.common import Row, ways_on
from bot.screens.helpline_card import NEWLINE, Reader, certainty, numbers, title

LINES_ON_A_PAGE = 12


def due_helplines(t: Translator, count: int) -> Markup:
    """Say how many lines wait for somebody."""
    return t.plural(
        "{count} helpline is due to be checked.", "{count} helplines are due to be checked.", count
    )


def list_due(
    reader: Reader, lines: Sequence[Helpline], faults: Mapping[str, int | None], page: int
) -> Screen:
    """Show the lines country by country, and for how many people one did not work where they are not few."""
    t = reader.t
    last = max(0, (len(lines) - 1) // LINES_ON_A_PAGE)
    page = max(0, min(page, last))
    shown = lines[page * LINES_ON_A_PAGE :][:LINES_ON_A_PAGE]
    text = (
        _heading(t, len(lines), page=page, pages=last + 1),
        t("They are old, or did not work for many people. Please find out whether they still work."),
        *_countries(reader, shown, faults),
    )
    return Screen(text=Markup("\n\n").join(text), buttons=_rows(t, page=page, last=last))


def _heading(t: Translator, count: int, *, page: int, pages: int) -> Markup:
    heading = Markup("<b>{}</b>").format(due_helplines(t, count))
    if pages == 1:
        return heading
    return Markup("{} ({})").format(heading, t("page {page} of {pages}", page=page + 1, pages=pages))


def _countries(
    reader: Reader, lines: Sequence[Helpline], faults: Mapping[str, int | None]
) -> Iterator[Markup]:
    for country, due in groupby(lines, key=lambda line: line.country):
        name = reader.t("Helplines around the world") if country == GLOBAL else reader.t.country(country)
        rows = (row for line in due for row in _line(reader, line, faults.get(line.id)))
        yield NEWLINE.join((Markup("<b>{}</b>").format(name), *rows))


def _line(reader: Reader, line: Helpline, people: int | None) -> Iterator[Markup]:
    t = reader.t
    name = title(t, line)
    yield (
        Markup("• {} {}").format(name, numbers(t, line.phones))
        if line.phones
        else Markup("• {}").format(name)
    )
    yield from certainty(reader, line)
    if people is not None:
        yield t.plural("It did not work for {count} person.", "It did not work for {count} people.", people)


def _rows(t: Translator, *, page: int, last: int) -> tuple[Row, ...]:
    turning: list[Button] = []
    if page > 0:
        turning.append(Button(icon="◀", label=t.label("Previous"), action=ShowDueHelplines(page=page - 1)))
    if page < last:
        more = t.label("More helplines")
        turning.append(Button(icon="▶", label=more, action=ShowDueHelplines(page=page + 1)))
    back = (Button(icon="↩️", label=t.label("Back"), action=ShowStats()),)
    return (*((tuple(turning),) if turning else ()), back, ways_on(t))
