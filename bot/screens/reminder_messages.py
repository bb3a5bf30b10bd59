"""Reminders: the message itself, and what follows from its buttons."""

from datetime import datetime

from markupsafe import Markup

from bot.domain.action import Action
from bot.domain.actions.lessons import ContinueLesson, ShowLesson
from bot.domain.actions.quizzes import LookBack, StartQuiz
from bot.domain.actions.reminders import ShowReminder, Snooze, SnoozeReminder, StartReminder, StopReminder
from bot.domain.booster import Booster
from bot.domain.lesson import Lesson
from bot.domain.reminder import Reminder, Topic
from bot.i18n.translator import Translator
from bot.screens.base import Button, Screen
from bot.screens.common import Row, ways_on


def message(t: Translator, topic: Topic, *, wording: int, is_discreet: bool) -> Screen:
    """Write a reminder in one of its wordings; on a shared phone it tells nothing of what it is about."""
    wordings = _discreet(t) if is_discreet else _lesson(t) if topic is Topic.LESSON else _review(t)
    rows = ((_open(t, topic),), _put_off(t), _change_or_stop(t))
    return Screen(text=wordings[wording % len(wordings)], buttons=rows)


def look_back(t: Translator, booster: Booster, *, unseen: Lesson | None) -> Screen:
    """Invite to look back, and to one lesson not seen yet; its words suit a shared phone too."""
    text = t("Shall we look back together? It takes a few minutes, whenever it suits you.")
    back = _to(t.label("Look back"), LookBack(), "🌱")
    new = (_to(t.label("Something new"), ShowLesson(lesson=unseen.id), "✨"),) if unseen else ()
    return Screen(text=text, buttons=((back, *new), _put_off(t, booster), _change_or_stop(t)))


def snoozed(t: Translator, reminder: Reminder, at: datetime) -> Screen:
    """Confirm when the reminder comes instead."""
    text = t("All right. The next reminder comes then: {moment}.", moment=t.moment(at, reminder.zone))
    rows = (
        (_open(t, reminder.topic),),
        _change_or_stop(t),
        ways_on(t),
    )
    return Screen(text=text, buttons=rows, place=ShowReminder())


def stopped(t: Translator) -> Screen:
    """Confirm the silence, without regret."""
    text = Markup("<b>{}</b>\n\n{}").format(
        t("No more reminders."), t("The lessons stay open for whenever you like.")
    )
    rows = ((_to(t.label("Turn reminders on again"), StartReminder(), "🔔"),), ways_on(t))
    return Screen(text=text, buttons=rows, place=ShowReminder())


def _put_off(t: Translator, booster: Booster | None = None) -> Row:
    return (
        _to(t.label("In one hour"), SnoozeReminder(until=Snooze.HOUR, booster=booster), "⏰"),
        _to(t.label("Tomorrow"), SnoozeReminder(until=Snooze.TOMORROW, booster=booster), "🌅"),
    )


def _change_or_stop(t: Translator) -> Row:
    return (
        _to(t.label("Change"), ShowReminder(), "⚙️"),
        _to(t.label("Stop reminders"), StopReminder(), "🔕"),
    )


def _open(t: Translator, topic: Topic) -> Button:
    return _to(t.label("Open"), ContinueLesson() if topic is Topic.LESSON else StartQuiz(), "▶️")


def _to(label: str, action: Action, icon: str) -> Button:
    return Button(label=label, action=action, icon=icon)


def _lesson(t: Translator) -> list[Markup]:
    """Word it in as many ways as there are wordings, and with guilt in none."""
    return [
        t("Is now a good moment for a two-minute lesson?"),
        t("A short lesson is ready for you, whenever you have two minutes."),
        t("Two minutes, one new idea for staying safe online. Would you like it now?"),
        t("Your next lesson is here. It takes about two minutes."),
        t("A small lesson for today, if it suits you."),
    ]


def _review(t: Translator) -> list[Markup]:
    return [
        t("Shall we look at a few questions again? It takes about two minutes."),
        t("A short look back: a few questions you have met before."),
        t("A few questions to try once more, whenever you have two minutes."),
        t("Looking back helps to remember. Would you like a few questions?"),
        t("A small quiz for today, if it suits you."),
    ]


def _discreet(t: Translator) -> list[Markup]:
    return [
        t("Your 2-minute tip is ready."),
        t("Here is your tip for today."),
        t("Something short for you, whenever you like."),
        t("Your next tip is here."),
        t("A small tip for today, if it suits you."),
    ]
