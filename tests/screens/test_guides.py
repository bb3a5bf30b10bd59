"""Every screen of the guides leads to help first, has a way on, and fits a phone."""

from datetime import date

import pytest
from markupsafe import Markup

from bot.content.catalog import load_catalog
from bot.domain.action import Action, Copy, Link, ShowMenu
from bot.domain.actions.guides import ListGuides, ShowGuide
from bot.domain.actions.help import ShowHelp, ShowReporting
from bot.domain.actions.hiding import Hide
from bot.domain.actions.lessons import ShowLesson
from bot.domain.actions.platforms import ShowPlatforms
from bot.domain.guide import Guide, GuideId
from bot.domain.learner import Role
from bot.folders import shared_folder
from bot.i18n.translator import Translator
from bot.screens import guides as screens
from bot.screens.base import Button, Screen
from bot.screens.common import ways_on
from bot.screens.helpline_card import Reader
from bot.screens.helplines import Place
from bot.tg.routes import CODEC

CATALOG = load_catalog(shared_folder("content"))
GUIDES = tuple(CATALOG.guides.values())
THREATENED = CATALOG.guide(GuideId("threatened"))
TODAY = date(2026, 11, 22)
ALL = (1 << 8) - 1
t = Translator("en")


def shown(
    guide: Guide,
    role: Role | None = None,
    ticks: int | None = None,
    *,
    in_full: bool | None = None,
    country: str | None = None,
    locale: str = "en",
) -> Screen:
    reader = Reader(t=Translator(locale), today=TODAY, country=country)
    lessons = [CATALOG.lesson(each) for each in guide.version_for(role).lessons]
    at = ShowGuide(guide=guide.id, ticks=ticks, in_full=in_full)
    return screens.guide(reader, Place.of(CATALOG.helplines, country), guide, role, at, lessons)


def buttons(screen: Screen) -> list[Button]:
    return [button for row in screen.buttons for button in row]


def actions(screen: Screen) -> list[Action | Link | Copy]:
    return [button.action for button in buttons(screen)]


@pytest.mark.parametrize("locale", ["en", "ar"])
@pytest.mark.parametrize("role", [None, *Role])
@pytest.mark.parametrize("guide", GUIDES, ids=lambda guide: guide.id)
def test_every_screen_has_help_first_a_way_on_and_fits(guide: Guide, role: Role | None, locale: str) -> None:
    for country in (None, "NP", "GB"):
        for ticks in (None, 1, 0b110, ALL):
            for in_full in (None, True):
                screen = shown(guide, role, ticks, in_full=in_full, country=country, locale=locale)
                assert actions(screen)[0] == ShowHelp()
                assert {ShowMenu(), ShowHelp(), ListGuides()} <= {
                    action for action in actions(screen) if isinstance(action, Action)
                }
                assert len(screen.text.striptags().encode("utf-16-le")) // 2 < 4096
                assert all(len(f"{button.icon} {button.label}") <= 36 for button in buttons(screen))
                assert all(CODEC.encode(each) for each in actions(screen) if isinstance(each, Action))
                assert "not your fault" in screen.text or role in {Role.PARENT, Role.TEACHER}


def test_the_list_offers_help_first_and_speaks_as_the_reader_would() -> None:
    for role in (Role.TEEN, Role.PARENT):
        label = t.label_text(THREATENED.version_for(role).button)
        screen = screens.list_guides(t, GUIDES, role)
        assert actions(screen)[0] == ShowHelp()
        assert Button(label=label, action=ShowGuide(guide="threatened"), icon="✋") in buttons(screen)
        assert "it is not your fault" in screen.text
        assert screen.buttons[-1] == ways_on(t)


def test_a_guide_names_all_steps_and_writes_the_next_one_out() -> None:
    version = THREATENED.teen
    titles = [t.text(step.title) for step in version.steps]
    ticks = 0b101
    screen = shown(THREATENED, Role.TEEN, ticks)
    steps = Markup("\n").join(
        (
            Markup("☑ 1. {}").format(titles[0]),
            Markup("☐ <b>2. {}</b>").format(titles[1]),
            Markup("☑ 3. {}").format(titles[2]),
            *(Markup("☐ {}. {}").format(no, title) for no, title in enumerate(titles[3:], start=4)),
        )
    )

    def small(place: int) -> Button:
        action = ShowGuide(guide="threatened", ticks=ticks ^ 1 << place)
        return Button(label=str(place + 1), action=action, icon="☑" if ticks >> place & 1 else "☐")

    assert screen == Screen(
        text=Markup("✋ <b>{}</b>\n\n{}\n\n🆘 {}\n\n{}\n\n<blockquote><b>2. {}</b>\n{}</blockquote>").format(
            t.text(version.title),
            t.text(version.opening),
            "In danger right now? Call the emergency number of the country you are in.",
            steps,
            titles[1],
            t.text(version.steps[1].body),
        ),
        buttons=(
            (Button(label="Talk to somebody now", action=ShowHelp(), icon="💛"),),
            (Button(label="Step 2 is done", action=ShowGuide(guide="threatened", ticks=0b111), icon="☑"),),
            tuple(map(small, range(4))),
            tuple(map(small, range(4, 8))),
            (
                Button(
                    label="Read all the steps",
                    action=ShowGuide(guide="threatened", ticks=ticks, in_full=True),
                    icon="📃",
                ),
            ),
            (Button(label="Report pictures or content", action=ShowReporting(), icon="🚩"),),
            (Button(label="In your apps", action=ShowPlatforms(), icon="📱"),),
            (Button(label="Take It Down", action=Link(url="https://takeitdown.ncmec.org/"), icon="🌐"),),
            (Button(label="Something else happened", action=ListGuides(), icon="◀️"),),
            (Button(label="Hide this chat", action=Hide(), icon="🙈"),),
            ways_on(t),
        ),
        place=ListGuides(),
    )


def test_all_ticked_is_a_calm_end_with_help_and_the_lesson() -> None:
    screen = shown(THREATENED, Role.TEEN, ALL)
    assert "You have done everything you can do now." in screen.text
    assert t.text(THREATENED.teen.after) in screen.text
    assert "<blockquote>" not in screen.text
    assert ShowLesson(lesson="picture-threat") in actions(screen)
    assert not any(button.label.endswith("is done") for button in buttons(screen))


def test_only_parents_are_told_what_to_do_tomorrow() -> None:
    assert "<b>Tomorrow</b>" in shown(THREATENED, Role.PARENT, ALL).text
    assert "<b>Tomorrow</b>" in shown(THREATENED, Role.TEACHER, ALL).text
    assert "<b>Tomorrow</b>" not in shown(THREATENED, Role.TEEN, ALL).text


def test_all_the_steps_can_be_read_at_once_and_ticked() -> None:
    screen = shown(THREATENED, Role.PARENT, 1, in_full=True)
    for step in THREATENED.parent.steps:
        assert t.text(step.body) in screen.text
    assert ShowGuide(guide="threatened", ticks=1) in actions(screen)
    assert ShowGuide(guide="threatened", ticks=3, in_full=True) in actions(screen)
    assert "You have done everything" not in screen.text


def test_the_emergency_number_of_the_country_stands_above_the_steps() -> None:
    text = shown(THREATENED, Role.TEEN, country="GB").text
    assert "999" in text
    assert text.index("999") < text.index(t.text(THREATENED.teen.steps[0].title))


def test_where_a_picture_is_reported_is_that_of_the_reader() -> None:
    assert ShowReporting(country="GB") in actions(shown(THREATENED, Role.TEEN, country="GB"))


def test_back_points_where_the_reader_came_from() -> None:
    (back, _, _) = (row[0].icon for row in shown(THREATENED, locale="ar").buttons[-3:])
    assert back == "▶️"
