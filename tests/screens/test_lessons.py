"""Every screen of the lessons has a way on, and fits a phone."""

from datetime import UTC, datetime

import pytest
from markupsafe import Markup

from bot.content.catalog import load_catalog
from bot.domain.action import Action, ShowMenu
from bot.domain.actions.guides import ShowGuide
from bot.domain.actions.help import ShowHelp
from bot.domain.actions.lessons import (
    ChooseFilter,
    ContinueLesson,
    Filter,
    FinishLesson,
    ShowFinder,
    ShowLesson,
    ShowUnit,
    ShowUnits,
)
from bot.domain.actions.quizzes import StartLessonQuestions, StartQuiz, StartReview
from bot.domain.guide import GuideId
from bot.domain.learner import Role
from bot.domain.lesson import Audience, Lesson, LessonId
from bot.domain.progress import Progress, Standing, closing_card, standing
from bot.folders import shared_folder
from bot.i18n.translator import Translator
from bot.screens import finder
from bot.screens import lessons as screens
from bot.screens.base import Button, Screen
from bot.screens.common import ways_on
from bot.tg.routes import CODEC

CATALOG = load_catalog(shared_folder("content"))
LESSONS = tuple(CATALOG.lessons.values())
FIRST, STOP = LESSONS[0], LESSONS[1]
NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
NOBODY = frozenset[LessonId]()
t = Translator("en")


def a_standing(*finished: Lesson, under_way: Lesson | None = None) -> Standing:
    known = [Progress(lesson_id=each.id, card_no=1, seen_at=NOW, finished_at=NOW) for each in finished]
    if under_way:
        known.append(Progress(lesson_id=under_way.id, card_no=1, seen_at=NOW))
    return standing(LESSONS, known)


def actions(screen: Screen) -> list[Action]:
    found = [button.action for row in screen.buttons for button in row]
    return [action for action in found if isinstance(action, Action)]


def labels(screen: Screen) -> list[str]:
    return [button.label for row in screen.buttons for button in row]


def every_screen(t: Translator) -> list[Screen]:
    nowhere, done = a_standing(), a_standing(*LESSONS)
    return [
        screens.units(t, CATALOG, nowhere, due=0),
        screens.units(t, CATALOG, a_standing(under_way=STOP), due=1),
        screens.units(t, CATALOG, done, due=12),
        *(screens.unit(t, unit, nowhere, role) for unit in CATALOG.units for role in (None, *Role)),
        *(screens.card(t, each, no) for each in LESSONS for no in range(1, closing_card(each) + 1)),
        *(screens.finished(t, each, nowhere) for each in LESSONS),
        screens.finished(t, FIRST, done),
        screens.all_done(t),
        *(
            finder.choose(t, CATALOG, ChooseFilter(filter=each), role)
            for each in Filter
            for role in (None, *Role)
        ),
        finder.results(t, CATALOG, ShowFinder(), None, LESSONS, NOBODY),
        finder.results(t, CATALOG, ShowFinder(happening="picture", minutes=2), Role.PARENT, (), NOBODY),
    ]


@pytest.mark.parametrize("locale", ["en", "ar"])
def test_every_screen_has_a_way_on_and_help_and_fits(locale: str) -> None:
    for screen in every_screen(Translator(locale)):
        found = actions(screen)
        assert {ShowMenu(), ShowHelp()} <= set(found)
        assert [each for each in found if not isinstance(each, ShowMenu | ShowHelp)]
        assert all(CODEC.encode(action) for action in found)
        assert all(len(label) <= 32 for label in labels(screen))
        assert len(screen.text) < 2000
        assert screen.place is not None


def test_a_card_stands_between_its_neighbours() -> None:
    card = STOP.cards[1]
    assert screens.card(t, STOP, 2) == Screen(
        text=Markup("<b>{}</b>\n●●○○○\n\n<b>{}</b>\n\n{}").format(
            t.text(STOP.title), t.text(card.title), t.text(card.body)
        ),
        buttons=(
            (
                Button(label="Back", action=ShowLesson(lesson="stop-first", card=1), icon="◀️"),
                Button(label="Next", action=ShowLesson(lesson="stop-first", card=3), icon="▶️"),
            ),
            ways_on(t),
        ),
        place=ShowLesson(lesson="stop-first", card=2),
    )


def test_the_first_card_tells_the_minutes_and_leads_back_to_the_unit() -> None:
    screen = screens.card(t, STOP, 1)
    assert "<i>About 2 minutes</i>" in screen.text
    assert actions(screen)[0] == ShowUnit(unit="challenges")


def test_the_closing_card_leads_to_the_questions_and_may_be_the_end() -> None:
    screen = screens.card(t, STOP, 5)
    assert "●●●●●" in screen.text
    assert t.text(STOP.today) in screen.text
    assert t.text(STOP.tell) in screen.text
    assert "it is not your fault" in screen.text
    found = actions(screen)
    assert found[:3] == [
        StartLessonQuestions(lesson="stop-first"),
        ShowLesson(lesson="stop-first", card=4),
        FinishLesson(lesson="stop-first"),
    ]


def test_the_closing_card_leads_to_what_to_do_where_it_happened() -> None:
    guide = CATALOG.guides[GuideId("threatened")]
    lesson = CATALOG.lessons[LessonId("picture-threat")]
    assert CATALOG.guide_beside(lesson) == guide
    assert CATALOG.guide_beside(STOP) is None
    last = closing_card(lesson)
    assert ShowGuide(guide="threatened") in actions(screens.card(t, lesson, last, guide=guide))
    assert ShowGuide(guide="threatened") not in actions(screens.card(t, lesson, 1, guide=guide))


def test_dots_and_arrows_follow_the_reading_direction() -> None:
    screen = screens.card(Translator("ar"), STOP, 2)
    assert "\u200f●●○○○" in screen.text
    assert [button.icon for button in screen.buttons[0]] == ["▶️", "◀️"]


def test_going_on_comes_first() -> None:
    assert labels(screens.units(t, CATALOG, a_standing(), due=0))[0] == "Start the first lesson"
    assert labels(screens.units(t, CATALOG, a_standing(FIRST), due=0))[0] == "Start the next lesson"
    under_way = screens.units(t, CATALOG, a_standing(FIRST, under_way=STOP), due=0)
    assert labels(under_way)[0] == "Go on where you left off"
    assert actions(under_way)[0] == ContinueLesson()
    assert actions(screens.units(t, CATALOG, a_standing(*LESSONS), due=0))[0] == StartQuiz()


def test_what_is_due_is_offered_only_when_there_is_something() -> None:
    assert StartReview() not in actions(screens.units(t, CATALOG, a_standing(), due=0))
    assert "Go over 3 questions" in labels(screens.units(t, CATALOG, a_standing(), due=3))


def test_a_unit_shows_who_its_lessons_are_for_when_that_is_not_clear() -> None:
    unit = CATALOG.units[0]
    mixed = screens.unit(t, unit, a_standing(FIRST), None)
    assert "🎒 for teens" in mixed.text
    assert [row[0].icon for row in mixed.buttons[:2]] == ["✅", "🎒"]
    assert "🎒" not in screens.unit(t, unit, a_standing(), Role.TEEN).text


def test_a_finished_lesson_offers_the_next_and_the_last_one_says_so() -> None:
    following = screens.finished(t, FIRST, a_standing(FIRST))
    assert actions(following)[0] == ShowLesson(lesson="stop-first")
    assert "Next for you: “Stop: the ten-second gap”." in following.text
    last = screens.finished(t, FIRST, a_standing(*LESSONS))
    assert "That was the last one" in last.text
    assert actions(last)[0] == ShowUnits()


def test_a_long_title_is_cut() -> None:
    assert screens.short("x" * 32) == "x" * 32
    assert screens.short("a lesson with a title too long for it") == "a lesson with a title too long…"


def test_filters_are_absolute() -> None:
    asked = ChooseFilter(filter=Filter.TOPIC, happening="threatened", audience=Audience.PARENT, minutes=5)
    options = actions(finder.choose(t, CATALOG, asked, None))
    kept = ShowFinder(happening="threatened", audience=Audience.PARENT, minutes=5)
    assert ShowFinder(topic="help", happening="threatened", audience=Audience.PARENT, minutes=5) in options
    assert options.count(kept) == 2, "any topic, and back"


def test_the_longest_filters_fit_a_button() -> None:
    longest = "x" * 24
    assert CODEC.encode(
        ChooseFilter(
            filter=Filter.TOPIC, topic=longest, happening=longest, audience=Audience.PARENT, minutes=5
        )
    )


@pytest.mark.parametrize("role", [None, *Role])
def test_what_happened_is_met_with_warm_words_and_help_on_top(role: Role | None) -> None:
    ask = finder.choose(t, CATALOG, ChooseFilter(filter=Filter.HAPPENING), role)
    found = finder.results(t, CATALOG, ShowFinder(happening="picture"), role, LESSONS[:1], NOBODY)
    for screen in (ask, found):
        assert "it is not your fault" in screen.text
        assert ShowHelp() in actions(screen)[:2]
    assert actions(ask)[0] == ShowHelp()
    assert ("My child is being dared" in labels(ask)) == (role is Role.PARENT)


def test_what_to_do_now_comes_first_where_there_is_a_guide() -> None:
    found = finder.results(t, CATALOG, ShowFinder(happening="threatened"), None, LESSONS[:1], NOBODY)
    assert actions(found)[:2] == [ShowGuide(guide="threatened"), ShowHelp()]
    found = finder.results(t, CATALOG, ShowFinder(happening="tell"), None, LESSONS[:1], NOBODY)
    assert actions(found)[0] == ShowHelp()


@pytest.mark.parametrize(
    ("role", "label"),
    [
        (None, "What happened to me"),
        (Role.TEEN, "What happened to me"),
        (Role.PARENT, "What happened to my child"),
        (Role.TEACHER, "What happened"),
    ],
)
def test_who_it_happened_to_depends_on_who_asks(role: Role | None, label: str) -> None:
    assert label in labels(finder.results(t, CATALOG, ShowFinder(), role, LESSONS[:1], NOBODY))


def test_nothing_found_can_be_mended() -> None:
    screen = finder.results(t, CATALOG, ShowFinder(topic="no-such-topic"), None, (), NOBODY)
    assert "No lesson fits all of this yet" in screen.text
    assert ShowFinder() in actions(screen)


def test_many_results_are_paged_and_every_one_can_be_reached() -> None:
    many = LESSONS
    shown, page = 0, ShowFinder()
    for _ in range(10):
        screen = finder.results(t, CATALOG, page, Role.TEEN, many, NOBODY)
        shown += sum(isinstance(button.action, ShowLesson) for row in screen.buttons for button in row)
        following = [button.action for row in screen.buttons for button in row if button.label == "Next"]
        if not following:
            break
        assert isinstance(following[0], ShowFinder)
        page = following[0]
    assert shown == len(many)


def test_a_page_beyond_the_last_shows_the_last() -> None:
    screen = finder.results(t, CATALOG, ShowFinder(page=99), Role.TEEN, LESSONS[:3], NOBODY)
    assert sum(isinstance(button.action, ShowLesson) for row in screen.buttons for button in row) == 3
