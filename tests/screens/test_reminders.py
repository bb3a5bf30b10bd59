from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.domain.actions.lessons import ContinueLesson, ShowLesson
from bot.domain.actions.quizzes import LookBack, StartQuiz
from bot.domain.actions.reminders import (
    AskReminderTime,
    SetReminderDay,
    SetReminderDays,
    SetReminderTime,
    SetReminderZone,
    ShowReminder,
    SkipReminder,
    Snooze,
    SnoozeReminder,
    StartReminder,
    StopReminder,
)
from bot.domain.actions.settings import AllowMessages
from bot.domain.booster import Booster
from bot.domain.learner import Learner, LearnerId, Step
from bot.domain.reminder import EVERY_DAY, WORDINGS, Reminder, ReminderId, Topic
from bot.folders import shared_folder
from bot.i18n.locales import SERVED, load_translators
from bot.i18n.translator import Translator
from bot.i18n.zones import city
from bot.screens import reminder_messages, reminders
from bot.screens.base import Screen
from bot.screens.reminders import View
from tests.domain.test_lesson import a_lesson

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)  # a Sunday
T = Translator("en")
LESSON = a_lesson("new")
TELLING = ("lesson", "question", "safe", "quiz", "online")
GUILT = ("miss", "streak", "lose", "lost", "forgot", "again today", "behind", "still have", "must", "should")
LEARNER = Learner(
    id=LearnerId(1),
    chat_id=1001,
    locale="en",
    step=Step.DONE,
    country="NP",
    zone="Asia/Kathmandu",
    joined_at=NOW,
)
REMINDER = Reminder(
    id=ReminderId(1), learner_id=LearnerId(1), zone="Asia/Kathmandu", is_active=True, due_at=NOW
)
NEXT = datetime(2026, 11, 22, 12, 15, tzinfo=UTC)


def a_view(
    reminder: Reminder = REMINDER,
    learner: Learner = LEARNER,
    *,
    next_at: datetime | None = NEXT,
    t: Translator = T,
) -> View:
    return View(t=t, learner=learner, reminder=reminder, next_at=next_at, now=NOW)


def actions(screen: Screen) -> list[object]:
    return [button.action for row in screen.buttons for button in row]


def words(screen: Screen) -> str:
    return str(screen.text).replace("\u202f", " ")


def labels(screen: Screen) -> list[str]:
    return [button.label for row in screen.buttons for button in row]


def test_the_summary_tells_what_is_set_and_when_the_next_one_comes() -> None:
    screen = reminders.summary(a_view())
    assert words(screen) == (
        "<b>Reminders</b>\n\n"
        "Days: every day\n"
        "Time: 6:00 pm (Nepal)\n"
        "About: the next lesson\n"
        "Quiet hours: 8:00 pm to 8:00 am\n\n"
        "<b>Next: Sunday, 22 November 2026, 6:00 pm</b>"
    )
    assert {SkipReminder(day="2026-11-22"), StopReminder()} <= set(actions(screen))
    assert screen.place == ShowReminder()


def test_the_next_date_is_in_the_readers_language_and_calendar() -> None:
    screen = reminders.summary(a_view(t=Translator("ne")))
    assert "आइतबार, २०८३ मङ्सिर ६ गते (२०२६ नोभेम्बर २२), १८:००" in screen.text  # noqa: RUF001 (Nepali digits)


def test_chosen_days_stand_in_the_order_of_the_countrys_week() -> None:
    screen = reminders.summary(a_view(replace(REMINDER, days=0b1000101)))
    assert "Days: Sunday, Monday, and Wednesday" in screen.text


@pytest.mark.parametrize(
    ("view", "reason", "way_on"),
    [
        (a_view(replace(REMINDER, is_active=False), next_at=None), "Reminders are off.", StartReminder()),
        (a_view(replace(REMINDER, days=0), next_at=None), "No day is chosen", StopReminder()),
        (a_view(replace(REMINDER, minute=21 * 60)), "lies in your quiet hours", StopReminder()),
        (a_view(learner=replace(LEARNER, stopped_at=NOW)), "All messages are stopped", AllowMessages()),
    ],
)
def test_where_nothing_will_come_it_says_why(view: View, reason: str, way_on: object) -> None:
    screen = reminders.summary(view)
    assert reason in screen.text
    assert "Next:" not in screen.text
    assert way_on in actions(screen)


def test_days_are_offered_in_the_order_of_the_week_and_a_tap_turns_one() -> None:
    screen = reminders.ask_days(a_view(replace(REMINDER, days=0b0000001)))
    assert [action.day for action in actions(screen) if isinstance(action, SetReminderDay)] == [
        6,
        0,
        1,
        2,
        3,
        4,
        5,
    ]
    assert SetReminderDay(day=0, is_on=False) in actions(screen)
    assert SetReminderDay(day=6, is_on=True) in actions(screen)
    assert SetReminderDays(days=EVERY_DAY) in actions(screen)


def test_setting_up_goes_on_to_the_time_once_a_day_is_chosen() -> None:
    blank = replace(REMINDER, is_active=False, days=0)
    assert AskReminderTime() not in actions(reminders.ask_days(a_view(blank)))
    assert AskReminderTime() in actions(reminders.ask_days(a_view(replace(blank, days=1))))


def test_only_waking_hours_are_offered() -> None:
    offered = [
        action.minute
        for action in actions(reminders.ask_time(a_view()))
        if isinstance(action, SetReminderTime)
    ]
    assert offered == [hour * 60 for hour in range(8, 20)]


def test_a_time_that_was_not_understood_is_asked_for_again() -> None:
    screen = reminders.ask_time(a_view(), is_unclear=True)
    assert "Please type it like 6:30 pm" in words(screen)
    assert screen.is_new


def test_a_large_country_offers_its_clocks_page_by_page() -> None:
    view = a_view(learner=replace(LEARNER, country="RU"))
    pages = [reminders.ask_zone(view, page) for page in (0, 1)]
    offered = [[a.zone for a in actions(page) if isinstance(a, SetReminderZone)] for page in pages]
    assert offered[0][0] == "Europe/Moscow"
    assert [len(zones) for zones in offered] == [8, 3]
    assert "More places" in labels(pages[0])


def test_places_are_named_by_their_country_where_that_says_all() -> None:
    assert reminders.place(a_view(), "Asia/Kathmandu") == "Nepal"
    assert reminders.place(a_view(), "America/Chicago") == city("America/Chicago", "en") == "Chicago"


def test_what_cannot_be_found_is_told() -> None:
    assert "no place of that name" in reminders.found_zones(a_view(), []).text
    assert SetReminderZone(zone="Asia/Tokyo") in actions(reminders.found_zones(a_view(), ["Asia/Tokyo"]))


def test_a_reminder_offers_to_open_put_off_change_and_stop() -> None:
    screen = reminder_messages.message(T, Topic.LESSON, wording=0, is_discreet=False)
    assert actions(screen) == [
        ContinueLesson(),
        SnoozeReminder(until=Snooze.HOUR),
        SnoozeReminder(until=Snooze.TOMORROW),
        ShowReminder(),
        StopReminder(),
    ]
    review = reminder_messages.message(T, Topic.REVIEW, wording=0, is_discreet=False)
    assert actions(review)[0] == StartQuiz()


@pytest.mark.parametrize("topic", Topic)
@pytest.mark.parametrize("is_discreet", [False, True])
def test_there_are_as_many_wordings_as_take_turns(topic: Topic, is_discreet: bool) -> None:  # noqa: FBT001
    texts = {
        reminder_messages.message(T, topic, wording=number, is_discreet=is_discreet).text
        for number in range(WORDINGS)
    }
    assert len(texts) == WORDINGS


@pytest.mark.parametrize("topic", Topic)
@pytest.mark.parametrize("wording", range(WORDINGS))
def test_no_wording_blames_or_counts_what_was_left_out(topic: Topic, wording: int) -> None:
    for is_discreet in (False, True):
        text = reminder_messages.message(T, topic, wording=wording, is_discreet=is_discreet).text.lower()
        assert not any(word in text for word in GUILT)


def test_a_booster_looks_back_and_offers_one_lesson_not_seen_yet() -> None:
    screen = reminder_messages.look_back(T, Booster.WEEK_8, unseen=LESSON)
    assert actions(screen) == [
        LookBack(),
        ShowLesson(lesson=LESSON.id),
        SnoozeReminder(until=Snooze.HOUR, booster=Booster.WEEK_8),
        SnoozeReminder(until=Snooze.TOMORROW, booster=Booster.WEEK_8),
        ShowReminder(),
        StopReminder(),
    ]
    assert screen.text.startswith("Shall we look back together?")
    assert not any(word in screen.text.lower() for word in (*GUILT, *TELLING))


def test_who_has_seen_every_lesson_looks_back_only() -> None:
    screen = reminder_messages.look_back(T, Booster.WEEK_20, unseen=None)
    assert not any(isinstance(action, ShowLesson) for action in actions(screen))


@pytest.mark.parametrize("topic", Topic)
def test_on_a_shared_phone_nothing_tells_what_it_is_about(topic: Topic) -> None:
    for wording in range(WORDINGS):
        screen = reminder_messages.message(T, topic, wording=wording, is_discreet=True)
        assert not any(word in screen.text.lower() for word in TELLING)


@pytest.mark.parametrize("tag", SERVED)
def test_every_label_fits_its_button_in_every_language(tag: str) -> None:
    t = load_translators(shared_folder("locales"))(tag)
    view = a_view(t=t)
    off = a_view(replace(REMINDER, is_active=False, topic=Topic.REVIEW), next_at=None, t=t)
    shown = [
        reminders.summary(view),
        reminders.summary(off),
        reminders.ask_days(view),
        reminders.ask_time(view),
        reminders.ask_zone(a_view(learner=replace(LEARNER, country="US"), t=t), 0),
        reminders.ask_quiet(view),
        reminder_messages.snoozed(t, REMINDER, NEXT),
        reminder_messages.stopped(t),
        reminder_messages.message(t, Topic.LESSON, wording=0, is_discreet=True),
        reminder_messages.look_back(t, Booster.WEEK_8, unseen=LESSON),
    ]
    assert not [label for screen in shown for label in labels(screen) if len(label) > 32]
