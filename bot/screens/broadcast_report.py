"""What came of a broadcast, as a screen and as a table."""

from collections.abc import Iterable, Sequence

from markupsafe import Markup

from bot.content.catalog import Catalog
from bot.domain.actions.broadcast import ShowBroadcast
from bot.domain.actions.broadcast_reports import ExportReport, ShowReport
from bot.domain.broadcast_report import Left, Report
from bot.domain.delivery import DeliveryState
from bot.domain.recall import Recall
from bot.domain.stats import Table
from bot.i18n.translator import Translator
from bot.screens.base import Button, Document, Screen
from bot.screens.broadcast_offers import offer_label
from bot.screens.broadcast_recall import recall_lines
from bot.screens.broadcasts import back_to, title
from bot.screens.common import ways_on
from bot.screens.sheet import written

_MOST_COUNTRIES = 25
_HIDDEN = "hidden"
_ENDS = (
    DeliveryState.SENT,
    DeliveryState.UNREACHABLE,
    DeliveryState.FAILED,
    DeliveryState.UNCERTAIN,
    DeliveryState.EXPIRED,
    DeliveryState.CANCELLED,
)


def report(t: Translator, counted: Report, catalog: Catalog, outcomes: Iterable[Markup]) -> Screen:
    """Show what came of it; `outcomes` are the lines of the progress."""
    broadcast = counted.run.broadcast
    parts = [
        Markup("<b>{}</b>\n{}").format(t("Report"), title(t, broadcast)),
        Markup("\n").join((*outcomes, *recall_lines(t, counted.run.recalled))),
        *_people(t, counted),
        *_taps(t, counted, catalog),
        _part(t("People who left because of it"), _left(t, counted)),
        Markup("<i>{}</i>").format(t("Counts below 10 are never shown, to protect people.")),
    ]
    export = ExportReport(broadcast_id=broadcast.id)
    rows = (
        (Button(icon="📄", label=t.label("As a table (CSV)"), action=export),),
        (back_to(t, ShowBroadcast(broadcast_id=broadcast.id)),),
        ways_on(t),
    )
    place = ShowReport(broadcast_id=broadcast.id)
    return Screen(text=Markup("\n\n").join(parts), buttons=rows, place=place)


def no_report(t: Translator, broadcast_id: int) -> Screen:
    """Say that the numbers have been deleted."""
    text = t("This report is no longer there: its numbers are deleted 180 days after the end.")
    back = back_to(t, ShowBroadcast(broadcast_id=broadcast_id))
    return Screen(text=text, buttons=((back,), ways_on(t)))


def report_button(t: Translator, broadcast_id: int) -> Button:
    """Lead to the report."""
    return Button(icon="📊", label=t.label("Report"), action=ShowReport(broadcast_id=broadcast_id))


def exported(counted: Report) -> Document:
    """Write the same numbers as a table, in codes: tables of all languages are alike."""
    run = counted.run
    rows: list[Sequence[str | int]] = [("part", "row", "count"), ("broadcast", run.broadcast.id, "")]
    rows += [("outcome", end, run.tally.of(end)) for end in _ENDS]
    if run.recalled.total:
        rows += [("taken back", end, run.recalled.of(end)) for end in Recall]
    rows += _rows("language", counted.by_locale)
    rows += _rows("country", counted.by_country)
    rows += [("button", number, _or_hidden(count)) for number, count in enumerate(counted.taps, start=1)]
    rows += [("left", how, _or_hidden(count)) for how, count in counted.left.items()]
    name = f"broadcast-{run.broadcast.id}.csv"
    return Document(name=name, content=written(rows), mime="text/csv")


def _people(t: Translator, counted: Report) -> list[Markup]:
    if counted.by_locale.total is None:
        return [t("Fewer than 10 people got it, so languages and countries are not shown.")]
    locales = [_row(t, t.language(tag or ""), n) for tag, n in _by_size(counted.by_locale)]
    locales += sorted(_row(t, t.language(tag or ""), None) for tag in counted.by_locale.hidden)
    countries = [_row(t, _country(t, code), n) for code, n in _by_size(counted.by_country)[:_MOST_COUNTRIES]]
    if counted.by_country.hidden or len(counted.by_country.shown) > _MOST_COUNTRIES:
        countries.append(t("Everywhere else: not shown"))
    return [_part(t("By language"), locales), _part(t("By country"), countries)]


def _taps(t: Translator, counted: Report, catalog: Catalog) -> list[Markup]:
    if not counted.taps:
        return []
    offers = counted.run.broadcast.offers
    names = [offer_label(t, offer, catalog) for offer in offers] + [None] * len(counted.taps)
    lines = [
        _row(t, names[place] or t.label("Button {number}", number=place + 1), count)
        for place, count in enumerate(counted.taps)
    ]
    return [_part(t("People who tapped a button"), lines)]


def _left(t: Translator, counted: Report) -> list[Markup]:
    names = {Left.STOPPED: t.label("Stopped all messages"), Left.BLOCKED: t.label("Blocked the bot")}
    return [_row(t, names[how], count) for how, count in counted.left.items()]


def _rows(part: str, table: Table[str | None]) -> list[Sequence[str | int]]:
    """Name a language or country only where there are enough people to tell of any."""
    shown = [(part, row or "not said", count) for row, count in _by_size(table)]
    return [*shown, *([(part, "others", _HIDDEN)] if table.hidden else [])]


def _part(heading: Markup, lines: Iterable[Markup]) -> Markup:
    return Markup("<b>{}</b>\n{}").format(heading, Markup("\n").join(lines))


def _row(t: Translator, name: str, count: int | None) -> Markup:
    if count is None:
        return t("{name}: not shown", name=name)
    return t("{name}: {count}", name=name, count=count)


def _by_size(table: Table[str | None]) -> list[tuple[str | None, int]]:
    return sorted(table.shown.items(), key=lambda entry: -entry[1])


def _country(t: Translator, code: str | None) -> str:
    return t.label("Not said") if code is None else t.country(code)


def _or_hidden(count: int | None) -> int | str:
    return _HIDDEN if count is None else count
