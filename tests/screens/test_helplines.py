from datetime import date, time
from typing import Any

import pytest

from bot.content.helplines import FOLDER, Helplines
from bot.domain import helpline as rules
from bot.domain.action import Link, ShowMenu
from bot.domain.actions.help import (
    AskFault,
    AskHelpCountry,
    ReportFault,
    ShowDirectories,
    ShowHelp,
    ShowReporting,
)
from bot.domain.actions.hiding import Hide
from bot.domain.helpline import Audience, Checked, Confidence, Dial, Helpline, Hours, Kind, Service, Source
from bot.domain.learner import Role
from bot.folders import shared_folder
from bot.i18n.translator import Translator
from bot.screens import helplines as screens
from bot.screens.base import Screen
from bot.screens.helpline_card import Reader, card
from bot.screens.helplines import Place
from bot.screens.opening_hours import opening_hours

TODAY = date(2026, 11, 22)
EN = Reader(t=Translator("en"), today=TODAY, country="NP")
AR = Reader(t=Translator("ar"), today=TODAY, country="EG")


@pytest.fixture(scope="module")
def helplines() -> Helplines:
    return Helplines(shared_folder("content") / FOLDER)


def a_line(**changes: Any) -> Helpline:
    fields: dict[str, Any] = {
        "id": "np-1098",
        "name": "Child Helpline <CWIN>",
        "country": "NP",
        "kind": Kind.CHILD_HELPLINE,
        "audience": Audience.CHILDREN,
        "confidence": Confidence.CONFIRMED,
        "sources": (Source(ref="somewhere"),),
        "phones": ("1098",),
        "checked": Checked(on=date(2026, 5, 17)),
        "review_by": date(2028, 5, 17),
        "editor_note": "never shown",
    }
    return Helpline(**fields | changes)


def place(*lines: Helpline, country: str | None = "NP") -> Place:
    return Place(country=country, lines=lines, everywhere=(a_list(),))


def a_list() -> Helpline:
    return a_line(
        id="int-list",
        name="The list",
        kind=Kind.DIRECTORY,
        phones=(),
        url="https://example.org",
        country=rules.GLOBAL,
    )


def an_emergency(**changes: Any) -> Helpline:
    return a_line(id="np-100", name=None, kind=Kind.EMERGENCY, phones=("100",), **changes)


def plain(text: str) -> str:
    """Write the narrow spaces of CLDR's times as ordinary ones."""
    return str(text).replace("\N{NARROW NO-BREAK SPACE}", " ")


def actions(screen: Screen) -> list[object]:
    return [button.action for row in screen.buttons for button in row]


def test_a_card_says_all_there_is_to_know() -> None:
    line = a_line(
        phones=("1098", "1660"),
        sms="1145",
        sms_word="HELP",
        whatsapp="+97798",
        chat="https://example.org/chat",
        url="https://example.org",
        hours=(Hours(days=(0, 1, 2, 3, 4), opens=time(9), closes=time(17)),),
        languages=("ne", "en"),
        is_free=True,
        region="Gandaki",
    )
    assert plain(card(EN, line)) == (
        "<b>Child Helpline &lt;CWIN&gt;</b>\n"
        "For children and teens\n"
        "Only for people in Gandaki\n"
        "📞 Call <b>1098</b> or <b>1660</b> (free)\n"
        "💬 Text <b>HELP</b> to <b>1145</b>\n"
        '🌐 <a href="https://wa.me/97798">WhatsApp</a> · '
        '<a href="https://example.org/chat">Chat on their website</a> · <a href="https://example.org">Website</a>\n'
        "🕐 Monday to Friday from 9:00 am to 5:00 pm\n"
        "🗣 Nepali, English\n"
        "<i>Checked on 17 May 2026</i>"
    )


def test_editors_notes_are_never_shown() -> None:
    assert "never shown" not in card(EN, a_line())


def test_a_number_of_one_source_says_so() -> None:
    assert "We could check this number in one place only." in card(EN, a_line(confidence=Confidence.SINGLE))


def test_a_line_past_its_day_is_shown_with_caution() -> None:
    shown = card(EN, a_line(review_by=date(2026, 11, 1)))
    assert shown.endswith("<i>This was last checked on 17 May 2026. It may have changed.</i>")


def test_a_date_known_by_its_year_only_is_not_made_up() -> None:
    assert "Checked in 2026" in card(EN, a_line(checked=Checked(on=date(2026, 1, 1), is_day=False)))
    assert "We do not know when" in card(EN, a_line(checked=None, review_by=None))


def test_a_short_code_seen_from_another_country_says_where_it_works() -> None:
    assert "only inside" not in card(EN, a_line())
    assert "This number works only inside India." in card(EN, a_line(country="IN"))
    assert "only inside" not in card(EN, a_line(country="IN", phones=("+91 22 2772 6771",)))


def test_what_a_caller_has_to_do_is_said() -> None:
    assert "press <b>6</b>" in card(EN, a_line(press="6"))
    assert "area code" in card(EN, a_line(dial=Dial.AREA_CODE_FIRST))
    assert "from mobile phones" in card(EN, a_line(dial=Dial.MOBILE_ONLY))


def test_a_line_without_a_name_has_a_neutral_one() -> None:
    assert card(EN, a_line(name=None)).startswith("<b>Child helpline</b>")


def test_numbers_keep_latin_digits_in_one_piece_for_readers_from_right_to_left() -> None:
    assert "<b>\u20681098\u2069</b>" in card(AR, a_line())


@pytest.mark.parametrize(
    ("hours", "said"),
    [
        (Hours(days=(0, 1, 2, 3, 4, 5, 6)), "Day and night, every day"),
        (Hours(days=(0, 1, 2, 3, 4, 5, 6), opens=time(8)), "Every day from 8:00 am"),
        (
            Hours(days=(0, 1, 2, 3, 4, 5, 6), opens=time(8), closes=time(20)),
            "Every day from 8:00 am to 8:00 pm",
        ),
        (
            Hours(days=(0, 1, 2, 3, 6), opens=time(9), closes=time(17)),
            "Sunday to Thursday from 9:00 am to 5:00 pm",
        ),
        (Hours(days=(2, 5)), "Wednesday, Saturday: day and night"),
        (Hours(days=(5,), opens=time(9)), "Saturday from 9:00 am"),
    ],
)
def test_hours_are_said_in_words(hours: Hours, said: str) -> None:
    assert plain(opening_hours(EN.t, (hours,))) == said


def test_help_begins_warmly_says_nobody_reads_and_puts_the_emergency_number_on_top() -> None:
    screen = screens.show_help(EN, place(a_line(), an_emergency(service=Service.POLICE)), role=Role.TEEN)
    assert screen.text.split("\n\n")[:4] == [
        "<b>You can talk to someone. It is not your fault.</b>",
        "I am a program; nobody reads this chat. At these numbers, people listen.",
        "🆘 In danger right now? Call the police: <b>100</b>",
        "<b>People to talk to: Nepal</b>",
    ]
    assert actions(screen) == [
        ShowReporting(country="NP"),
        AskHelpCountry(),
        ShowDirectories(),
        Hide(),
        AskFault(country="NP", page=0),
        ShowMenu(),
    ]


def test_an_emergency_number_of_one_source_says_so() -> None:
    lines = place(an_emergency(confidence=Confidence.SINGLE))
    assert "one place only" in screens.show_help(EN, lines, role=None).text


def test_a_country_without_any_line_leads_to_the_lists() -> None:
    text = screens.show_help(EN, place(), role=Role.TEEN).text
    assert "Ask an adult near you to call for help." in text
    assert "We know of no helpline there that we could check." in text
    assert "https://example.org" in text


def test_a_reader_of_no_known_country_chooses_one() -> None:
    screen = screens.show_help(EN, place(country=None), role=None)
    assert "It is not your fault." in screen.text
    assert actions(screen) == [AskHelpCountry(), ShowReporting(), Hide(), ShowMenu()]


def test_more_lines_are_on_further_pages() -> None:
    lines = [a_line(id=f"np-{n}", name=f"Line {n}") for n in range(7)]
    first = screens.show_help(EN, place(*lines), role=Role.TEEN)
    second = screens.show_help(EN, place(*lines), role=Role.TEEN, page=1)
    assert ShowHelp(country="NP", page=1) in actions(first)
    assert ShowHelp(country="NP", page=0) in actions(second)
    assert "page 2 of 2" in second.text
    assert screens.show_help(EN, place(*lines), role=Role.TEEN, page=99) == second


def test_a_fault_is_thanked_for_and_the_next_way_shown() -> None:
    faulty, other = a_line(), a_line(id="np-1166", name="Another", phones=("1166",))
    asked = screens.ask_fault(EN, place(faulty, other, an_emergency()), role=None, page=0)
    assert [action.helpline for action in actions(asked) if isinstance(action, ReportFault)] == [
        "np-1098",
        "np-1166",
        "np-100",
    ]
    screen = screens.fault_reported(EN, place(faulty, other, an_emergency()), role=None, faulty=faulty)
    assert "Thank you for telling us about Child Helpline &lt;CWIN&gt;." in screen.text
    assert "<b>1166</b>" in screen.text
    assert "<b>1098</b>" not in screen.text


def test_reporting_leads_to_taking_pictures_down(helplines: Helplines) -> None:
    screen = screens.show_reporting(EN, Place.of(helplines, "NP"))
    assert "https://takeitdown.ncmec.org/" in screen.text
    assert "Nepal Police Cyber Bureau" in screen.text
    assert "It is not your fault." in screen.text


def test_the_same_page_is_not_offered_twice(helplines: Helplines) -> None:
    screen = screens.show_reporting(EN, Place.of(helplines, "US"))
    assert screen.text.count("https://takeitdown.ncmec.org/") == 1


def test_several_countries_are_offered_and_none_is_said_kindly() -> None:
    assert actions(screens.found_countries(EN.t, ("GN", "GW")))[:2] == [
        ShowHelp(country="GN"),
        ShowHelp(country="GW"),
    ]
    assert "I do not know a country by that name." in screens.found_countries(EN.t, ()).text


@pytest.mark.parametrize("country", ["NP", "AF", "ZZ", None])
def test_help_without_the_database_needs_the_database_for_no_button(
    helplines: Helplines, country: str | None
) -> None:
    screen = screens.static_help(EN.t, helplines, country, today=TODAY)
    assert "It is not your fault." in screen.text
    *links, last = actions(screen)
    assert all(isinstance(action, Link) for action in links)
    assert last == Hide()
    assert ("1098" in screen.text) is (country == "NP")


@pytest.mark.parametrize("locale", ["en", "ne", "es", "ar"])
def test_no_message_is_too_long_and_no_line_gets_lost(helplines: Helplines, locale: str) -> None:
    for country in helplines.countries:
        reader = Reader(t=Translator(locale), today=TODAY, country="FR")
        here = Place.of(helplines, country)
        for role in (Role.TEEN, Role.PARENT):
            lines = rules.to_talk(here.lines, role)
            shown = "".join(
                screens.show_help(reader, here, role=role, page=page).text
                for page in range(len(rules.pages(lines)))
            )
            assert all(card(reader, line) in shown for line in lines)
        reported = screens.show_reporting(reader, here).text
        assert all(card(reader, line) in reported for line in rules.police(here.lines))
        assert all(card(reader, line) in reported for line in rules.missing_child(here.lines))
        assert len(reported.striptags().encode("utf-16-le")) <= 2 * 4096


def test_nothing_held_back_or_in_conflict_is_on_any_screen(helplines: Helplines) -> None:
    for country in helplines.countries:
        here = Place.of(helplines, country)
        kept = [line for line in here.lines if not line.is_fit]
        shown = (*rules.to_talk(here.lines, None), *rules.to_report(here.lines), *rules.emergency(here.lines))
        assert not set(kept) & {*shown, *rules.police(here.lines), *rules.missing_child(here.lines)}


@pytest.mark.parametrize("role", [None, *Role])
@pytest.mark.parametrize("country", ["DE", "ES", "GB", "LU"])
def test_the_line_for_adults_and_the_one_for_children_are_shown_together(
    helplines: Helplines, country: str, role: Role | None
) -> None:
    reader, place = Reader(t=Translator("en"), today=TODAY, country=country), Place.of(helplines, country)
    paired = [line for line in place.lines if line.pair]
    text = screens.show_help(reader, place, role=role).text
    assert len(paired) == 2
    assert all(card(reader, line) in text for line in paired)
    places = sorted(text.index(card(reader, line)) for line in paired)
    assert text[places[0] : places[1]].count("\n\n") == 1, "something stands between the two"


def test_after_a_fault_a_pair_is_not_parted() -> None:
    young = a_line(id="np-1", name="Young", pair="np-1")
    grown = a_line(id="np-2", name="Grown", pair="np-1", audience=Audience.PARENTS)
    faulty, other = a_line(id="np-3", name="Faulty"), a_line(id="np-4", name="Other")
    place = Place(country="NP", lines=(faulty, other, young, grown), everywhere=())
    text = screens.fault_reported(EN, place, role=Role.TEEN, faulty=faulty).text
    assert "Young" in text
    assert "Grown" in text


def test_an_emergency_number_past_its_day_is_shown_with_a_caution() -> None:
    old = a_line(kind=Kind.EMERGENCY, audience=Audience.ANYONE, review_by=date(2026, 11, 21))
    text = screens.emergency(EN, Place(country="NP", lines=(old,), everywhere=()))
    assert "It may have changed." in text
