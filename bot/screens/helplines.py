"""Who can be called or written to, and where things are reported. The numbers are never translated."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain

from markupsafe import Markup

from bot.content.helplines import Helplines
from bot.domain import helpline as rules
from bot.domain.action import Action, Link, ShowMenu
from bot.domain.actions.help import (
    AskFault,
    AskHelpCountry,
    ReportFault,
    ShowDirectories,
    ShowHelp,
    ShowReporting,
)
from bot.domain.helpline import Confidence, Helpline, Service
from bot.domain.learner import Role
from bot.i18n.translator import Translator
from bot.screens.base import Button, Screen
from bot.screens.countries import country_browser, country_buttons
from bot.screens.helpline_card import NEWLINE, Reader, card, certainty, numbers, title
from bot.screens.hiding import hide_row

Row = tuple[Button, ...]

PARAGRAPH = Markup("\n\n")
MOST_SIGNS = 3900
LABEL_SIGNS = 32
NEXT_WAYS = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Hold what we know about help in a country (None: the reader has not said which)."""

    country: str | None
    lines: tuple[Helpline, ...]
    everywhere: tuple[Helpline, ...]

    @classmethod
    def of(cls, helplines: Helplines, country: str | None) -> "Place":
        """Look a country up."""
        return cls(country=country, lines=helplines.for_country(country), everywhere=helplines.everywhere)


def show_help(reader: Reader, place: Place, *, role: Role | None, page: int = 0) -> Screen:
    """Show whom to call or write to."""
    if place.country is None:
        return _somewhere(reader, place)
    pages = rules.pages(rules.to_talk(place.lines, role)) or ((),)
    page = max(0, min(page, len(pages) - 1))
    text = (
        *_welcome(reader.t),
        emergency(reader, place),
        _heading(reader.t, place, page=page, pages=len(pages)),
        *talking(reader, place, pages[page]),
    )
    return Screen(
        text=fit(text),
        buttons=_help_rows(reader.t, place.country, page=page, pages=len(pages)),
        place=ShowHelp(country=place.country, page=page or None),
    )


def static_help(t: Translator, helplines: Helplines, country: str | None, *, today: dt.date) -> Screen:
    """Show help when nothing else works: all in the text, links instead of buttons but for hiding it."""
    place = Place.of(helplines, country)
    reader = Reader(t=t, today=today, country=country)
    known = [] if country is None else [emergency(reader, place), *talking(reader, place, _first(place))]
    lists = rules.directories(place.everywhere)
    sorry = t("Something is not working on my side just now. Please try again in a little while.")
    text = fit((*_welcome(t), *(known or (look_it_up(t), *(card(reader, line) for line in lists))), sorry))
    rows = (*((_link(t, line),) for line in lists), hide_row(t))
    return Screen(text=text, buttons=rows, is_new=True)


def show_reporting(reader: Reader, place: Place) -> Screen:
    """Show where pictures, content and crimes are reported."""
    t = reader.t
    reports = _unique(rules.to_report((*place.lines, *place.everywhere)))
    text = (
        Markup("<b>{}</b>").format(t("Where to report pictures or content")),
        t("It is not your fault. An adult you trust can do this with you."),
        t("In the app: use “Report” next to the message, the picture or the profile. Do not pass it on."),
        *(card(reader, line) for line in reports),
        *_section(reader, t("Police for crimes on the internet"), rules.police(place.lines)),
        *_section(reader, t("If a child is missing"), rules.missing_child(place.lines)),
    )
    back = Button(label=t.label("People to talk to"), action=ShowHelp(country=place.country), icon="💛")
    lists = _button(t.label("International lists"), ShowDirectories(), "🌍")
    return Screen(text=fit(text), buttons=((back,), (lists,), hide_row(t), (_menu(t),)))


def show_directories(reader: Reader, place: Place) -> Screen:
    """Show where helplines of every country are listed."""
    t = reader.t
    lists = rules.directories(place.everywhere)
    text = (
        Markup("<b>{}</b>").format(t("Helplines around the world")),
        t("These websites list helplines country by country."),
        *(card(reader, line) for line in lists),
    )
    links = tuple((_link(t, line),) for line in lists)
    other = _button(t.label("Choose a country"), AskHelpCountry(), "🌍")
    return Screen(text=fit(text), buttons=(*links, (other,), (_menu(t),)))


def ask_country(t: Translator, *, page: int, likely: Sequence[str]) -> Screen:
    """Ask for which country help is wanted."""
    rows = country_browser(t, page, choose=_show, turn_to=lambda to: AskHelpCountry(page=to), likely=likely)
    text = t("For which country? Type its name, or choose a letter.")
    return Screen(text=text, buttons=(*rows, *_without_country(t)))


def found_countries(t: Translator, codes: Sequence[str]) -> Screen:
    """Offer the countries that what was typed may mean."""
    if not codes:
        text = t("I do not know a country by that name. Try another spelling, or choose a letter.")
        letters = _button(t.label("Letters"), AskHelpCountry(), "🔤")
        return Screen(text=text, buttons=((letters,), *_without_country(t)), place=AskHelpCountry())
    rows = country_buttons(t, codes, _show)
    return Screen(
        text=t("Which one do you mean?"), buttons=(*rows, *_without_country(t)), place=AskHelpCountry()
    )


def ask_fault(reader: Reader, place: Place, *, role: Role | None, page: int) -> Screen:
    """Ask which line did not work, among those on the page the reader comes from."""
    t = reader.t
    pages = rules.pages(rules.to_talk(place.lines, role)) or ((),)
    page = max(0, min(page, len(pages) - 1))
    lines = (*pages[page], *rules.emergency(place.lines))
    rows = tuple((_button(_fault_label(t, line), ReportFault(helpline=line.id), "📞"),) for line in lines)
    back = _button(t.label("Back"), ShowHelp(country=place.country, page=page), "◀")
    text = t("I am sorry that it did not work. Which one was it?")
    return Screen(text=text, buttons=(*rows, (back,)))


def fault_reported(reader: Reader, place: Place, *, role: Role | None, faulty: Helpline) -> Screen:
    """Give thanks, and show the next way to somebody."""
    t = reader.t
    others = [line for line in rules.to_talk(place.lines, role) if line.id != faulty.id]
    lists = rules.directories(place.everywhere)
    after = rules.first((*others, *lists), NEXT_WAYS)
    text = (
        Markup("<b>{}</b>").format(t("Thank you for telling us about {name}.", name=title(t, faulty))),
        t("It is not your fault. Please try another way; somebody will listen."),
        emergency(reader, place),
        *(card(reader, line) for line in after),
    )
    more = _button(t.label("All helplines"), ShowHelp(country=place.country), "💛")
    rows = ((more,), *((_link(t, line),) for line in lists), (_menu(t),))
    return Screen(text=fit(text), buttons=rows, place=ShowHelp(country=place.country))


def _welcome(t: Translator) -> tuple[Markup, Markup]:
    return (
        Markup("<b>{}</b>").format(t("You can talk to someone. It is not your fault.")),
        t("I am a program; nobody reads this chat. At these numbers, people listen."),
    )


def _somewhere(reader: Reader, place: Place) -> Screen:
    """Show help to a reader whose country we do not know."""
    t = reader.t
    text = (
        *_welcome(t),
        look_it_up(t),
        *(card(reader, line) for line in rules.directories(place.everywhere)),
    )
    choose = _button(t.label("Choose a country"), AskHelpCountry(), "🌍")
    return Screen(text=fit(text), buttons=((choose,), (_reporting(t, None),), hide_row(t), (_menu(t),)))


def look_it_up(t: Translator) -> Markup:
    """Say where to look while we do not know the country."""
    return PARAGRAPH.join(
        (
            t("In danger right now? Call the emergency number of the country you are in."),
            t("Choose your country and I will show you its helplines, or look on one of these lists."),
        )
    )


def _heading(t: Translator, place: Place, *, page: int, pages: int) -> Markup:
    assert place.country, "a reader without a country gets another screen"
    heading = Markup("<b>{}</b>").format(t("People to talk to: {country}", country=t.country(place.country)))
    if pages == 1:
        return heading
    return Markup("{} ({})").format(heading, t("page {page} of {pages}", page=page + 1, pages=pages))


def talking(reader: Reader, place: Place, lines: Sequence[Helpline]) -> tuple[Markup, ...]:
    """Show some lines; where a country has none, the lists of all countries."""
    if lines:
        return tuple(card(reader, line) for line in lines)
    none = reader.t("We know of no helpline there that we could check. These lists may know one.")
    return (none, *(card(reader, line) for line in rules.directories(place.everywhere)))


def _first(place: Place) -> tuple[Helpline, ...]:
    return (*rules.pages(rules.to_talk(place.lines, None)), ())[0]


def emergency(reader: Reader, place: Place) -> Markup:
    """Say whom to call when somebody is in danger."""
    lines = rules.emergency(place.lines)
    if not lines:
        return Markup("🆘 {}").format(
            reader.t(
                "In danger right now? Ask an adult near you to call for help. We have no checked number here."
            )
        )
    return NEWLINE.join(chain.from_iterable(_emergency_rows(reader, line) for line in lines))


def _emergency_rows(reader: Reader, line: Helpline) -> Iterable[Markup]:
    t = reader.t
    phone = numbers(t, line.phones)
    match line.service:
        case Service.POLICE:
            yield Markup("🆘 {}").format(t("In danger right now? Call the police: {phone}", phone=phone))
        case Service.AMBULANCE:
            yield Markup("🆘 {}").format(t("In danger right now? Call an ambulance: {phone}", phone=phone))
        case None:
            yield Markup("🆘 {}").format(t("In danger right now? Call {phone}", phone=phone))
    if line.confidence is Confidence.SINGLE or line.is_due(reader.today):
        yield from certainty(reader, line)


def _section(reader: Reader, heading: Markup, lines: Sequence[Helpline]) -> tuple[Markup, ...]:
    if not lines:
        return ()
    first, *rest = (card(reader, line) for line in lines)
    return (Markup("<b>{}</b>\n{}").format(heading, first), *rest)


def _unique(lines: Iterable[Helpline]) -> tuple[Helpline, ...]:
    """Leave out what leads to the same page as a line before it; a country's own lines come first."""
    by_way: dict[object, Helpline] = {}
    for line in lines:
        by_way.setdefault(line.phones or line.url or line.id, line)
    return tuple(by_way.values())


def fit(paragraphs: Iterable[Markup]) -> Markup:
    """Join paragraphs until a message is full; what is left out stands on other pages."""
    text = Markup()
    for paragraph in paragraphs:
        longer = PARAGRAPH.join((text, paragraph)) if text else paragraph
        if len(longer.striptags().encode("utf-16-le")) > 2 * MOST_SIGNS:  # Telegram counts UTF-16 units
            break
        text = longer
    return text


def _help_rows(t: Translator, country: str, *, page: int, pages: int) -> tuple[Row, ...]:
    turning = []
    if page > 0:
        turning.append(_button(t.label("Previous"), ShowHelp(country=country, page=page - 1), "◀"))
    if page < pages - 1:
        turning.append(_button(t.label("More helplines"), ShowHelp(country=country, page=page + 1), "▶"))
    other = _button(t.label("Other country"), AskHelpCountry(), "🌍")
    lists = _button(t.label("International lists"), ShowDirectories(), "🔎")
    fault = _button(t.label("This did not work"), AskFault(country=country, page=page), "📵")
    return (
        *((tuple(turning),) if turning else ()),
        (_reporting(t, country),),
        (other, lists),
        hide_row(t),
        (fault, _menu(t)),
    )


def _without_country(t: Translator) -> tuple[Row, ...]:
    return ((_button(t.label("International lists"), ShowDirectories(), "🔎"), _menu(t)),)


def _reporting(t: Translator, country: str | None) -> Button:
    return _button(t.label("Report pictures or content"), ShowReporting(country=country), "🚩")


def _menu(t: Translator) -> Button:
    return _button(t.label("Menu"), ShowMenu(), "🏠")


def _link(t: Translator, line: Helpline) -> Button:
    assert line.url, "a list of helplines is a website"
    return Button(label=title(t, line)[:LABEL_SIGNS], action=Link(url=line.url), icon="🌐")


def _fault_label(t: Translator, line: Helpline) -> str:
    name = title(t, line)
    return name if len(name) <= LABEL_SIGNS else name[: LABEL_SIGNS - 1].rstrip() + "…"


def _show(code: str) -> Action:
    return ShowHelp(country=code)


def _button(label: str, action: Action, icon: str) -> Button:
    return Button(label=label, action=action, icon=icon)
