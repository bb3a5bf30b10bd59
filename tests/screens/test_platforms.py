"""Every screen about apps has a way on, and fits a phone."""

from datetime import date

import pytest
from markupsafe import Markup

from bot.domain.action import Action, Copy, Link, ShowMenu
from bot.domain.actions.help import ShowHelp, ShowReporting
from bot.domain.actions.platforms import ShowPlatform, ShowPlatforms, ShowSection
from bot.domain.platform import Platform, PlatformId, Section, SectionKind
from bot.domain.text import Text
from bot.i18n.translator import Translator
from bot.screens import platforms as screens
from bot.screens.base import Button, Screen
from bot.screens.common import ways_on

TODAY = date(2026, 11, 22)
t = Translator("en")
REPORT = Section(
    kind=SectionKind.REPORT,
    steps=(Text("one", "Tap “Report”."), Text("two", "Choose a reason.")),
    page="https://example.org/report",
)
FAMILY = Section(kind=SectionKind.FAMILY, steps=(), page="https://example.org/family")
APP = Platform(
    id=PlatformId("app"),
    name="App",
    ages=Text("ages", "App is for everybody."),
    sections=(REPORT, FAMILY),
    sources=(),
    checked_on=TODAY,
    review_by=date(2027, 5, 22),
)


def actions(screen: Screen) -> list[Action | Link | Copy]:
    return [button.action for row in screen.buttons for button in row]


def test_the_apps_stand_in_pairs() -> None:
    button = Button(label="App", action=ShowPlatform(platform="app"), icon="📱")
    known = {PlatformId(name): APP for name in ("a", "b", "c")}
    assert screens.platforms(t, known) == Screen(
        text=Markup(
            "<b>In your apps</b>\n\n"
            "How to report, to block, and to decide who can reach you. Choose an app.\n\n"
            "If somebody did something to you there, it is not your fault."
        ),
        buttons=((button, button), (button,), ways_on(t)),
        place=ShowPlatforms(),
    )


def test_an_app_offers_its_sections() -> None:
    assert screens.platform(t, APP) == Screen(
        text=Markup("<b>App</b>\n\nWhat would you like to do there?\n\nApp is for everybody."),
        buttons=(
            (
                Button(
                    label="Report something",
                    action=ShowSection(platform="app", kind=SectionKind.REPORT),
                    icon="🚩",
                ),
            ),
            (
                Button(
                    label="Set it up together",
                    action=ShowSection(platform="app", kind=SectionKind.FAMILY),
                    icon="🤝",
                ),
            ),
            (Button(label="All apps", action=ShowPlatforms(), icon="◀️"),),
            ways_on(t),
        ),
        place=ShowPlatform(platform="app"),
    )


def test_a_section_counts_its_steps_and_says_how_old_they_are() -> None:
    assert screens.section(t, APP, REPORT, today=TODAY) == Screen(
        text=Markup(
            "🚩 <b>App</b>\n<b>Report something</b>\n\n"
            "It is not your fault. An adult you trust can do this with you.\n\n"
            "First save names, messages and dates. "
            "Never copy or pass on a sexual picture of a child or teen.\n\n"
            "1. Tap “Report”.\n2. Choose a reason.\n\n"
            "<i>Checked on 22 November 2026. Apps change: if yours looks different, see its help page.</i>"
        ),
        buttons=(
            (Button(label="Help page of the app", action=Link(url="https://example.org/report"), icon="🌐"),),
            (Button(label="Report in your country", action=ShowReporting(), icon="🚩"),),
            (Button(label="Back", action=ShowPlatform(platform="app"), icon="◀️"),),
            ways_on(t),
        ),
        place=ShowSection(platform="app", kind=SectionKind.REPORT),
    )


def test_old_steps_carry_a_caution() -> None:
    screen = screens.section(t, APP, REPORT, today=date(2027, 5, 23))
    assert "⚠️ <i>This was last checked on 22 November 2026. The app may have changed" in screen.text


def test_without_steps_the_page_is_what_there_is() -> None:
    screen = screens.section(t, APP, FAMILY, today=TODAY)
    assert "We could not check the steps for this." in screen.text
    assert "Checked on" not in screen.text
    assert Link(url=FAMILY.page) in actions(screen)


@pytest.mark.parametrize("kind", SectionKind)
def test_help_and_the_menu_are_always_there(kind: SectionKind) -> None:
    section = Section(kind=kind, steps=REPORT.steps, page=REPORT.page)
    found = actions(screens.section(t, APP, section, today=TODAY))
    assert ShowMenu() in found
    assert ShowHelp() in found
    assert (ShowReporting() in found) is (kind is SectionKind.REPORT)


@pytest.mark.parametrize("kind", [SectionKind.REPORT, SectionKind.BLOCK, SectionKind.ACCOUNT])
def test_nobody_is_blamed(kind: SectionKind) -> None:
    section = Section(kind=kind, steps=REPORT.steps, page=REPORT.page)
    assert "not your fault" in screens.section(t, APP, section, today=TODAY).text
