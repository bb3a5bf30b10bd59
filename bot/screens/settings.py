"""Settings, privacy, and what a reader can do with what is stored about them."""

from collections.abc import Iterator

from markupsafe import Markup

from bot.domain.action import Action
from bot.domain.actions.arrival import (
    ChooseAge,
    ChooseCountry,
    ChooseLanguage,
    ChooseLessonLanguage,
    ChooseRole,
    Start,
)
from bot.domain.actions.locks import ShowLock, ShowSafeWord
from bot.domain.actions.reminders import ShowReminder
from bot.domain.actions.settings import (
    AllowMessages,
    AskDelete,
    Delete,
    LeaveClass,
    SetDiscreet,
    ShowPrivacy,
    ShowSettings,
    StopMessages,
)
from bot.domain.learner import AgeBand, Learner, Role
from bot.i18n.translator import Translator
from bot.screens.base import Button, Screen
from bot.screens.common import Row, ways_on
from bot.screens.hiding import hide_row


def settings(t: Translator, learner: Learner) -> Screen:
    """Show what is set, each with a button that changes it."""
    text = Markup("<b>{}</b>\n\n{}").format(
        t("Settings"),
        Markup("\n").join(
            [
                *_languages(t),
                _who(t, learner),
                _country(t, learner),
                *_cohort(t, learner),
                *_to_be_erased(t, learner),
            ]
        ),
    )
    rows: list[Row] = [
        (
            _button(t.label("Language"), ChooseLanguage(), "🌐"),
            _button(t.label("Who I am"), ChooseRole(), "👤"),
        ),
        (
            _button(t.label("Country"), ChooseCountry(), "📍"),
            _button(t.label("Reminders"), ShowReminder(), "⏰"),
        ),
        (_discreet(t, learner), _messages(t, learner)),
        (
            _button(t.label("My safe word"), ShowSafeWord(), "🗝"),
            _button(t.label("Lock settings"), ShowLock(), "🔢"),
        ),
        (
            _button(t.label("Privacy"), ShowPrivacy(), "🔒"),
            _button(t.label("Erase everything"), AskDelete(), "🗑"),
        ),
        hide_row(t),
        ways_on(t),
    ]
    if t.lesson_locale != t.locale:
        rows.insert(1, (_button(t.label("Language of lessons"), ChooseLessonLanguage(), "📘"),))
    if learner.cohort is not None:
        rows.insert(-4, (_button(t.label("Leave the class"), LeaveClass(), "🏫"),))
    if learner.role is Role.TEEN:
        rows.insert(1, (_button(t.label("My age"), ChooseAge(), "🎂"),))
    return Screen(text=text, buttons=tuple(rows), place=ShowSettings())


def ask_delete(t: Translator) -> Screen:
    """Make sure, with two answers of equal weight."""
    text = Markup("<b>{}</b>\n\n{}").format(
        t("Erase everything?"),
        t("This removes your choices, your progress and your reminders at once. It cannot be undone."),
    )
    rows = (
        (_button(t.label("Yes, erase"), Delete(), "🗑"), _button(t.label("No, keep it"), ShowSettings(), "↩️")),
        ways_on(t),
    )
    return Screen(text=text, buttons=rows)


def deleted(t: Translator) -> Screen:
    """Say that nothing is left."""
    text = Markup("<b>{}</b>\n\n{}").format(
        t("Everything is erased."),
        t("Nothing about you is stored any more. If you ever want to come back, tap “Begin again”."),
    )
    return Screen(text=text, buttons=((_button(t.label("Begin again"), Start(), "👋"),),))


def stopped(t: Translator) -> Screen:
    """Confirm the silence, without regret."""
    text = Markup("<b>{}</b>\n\n{}").format(
        t("All messages are stopped."),
        t("I will not write to you unless you write to me. The lessons and “Help now” stay open."),
    )
    rows = ((_button(t.label("Allow messages again"), AllowMessages(), "🔔"),), ways_on(t))
    return Screen(text=text, buttons=rows, place=ShowSettings())


def _languages(t: Translator) -> Iterator[Markup]:
    yield t("Language: {language}", language=t.language(t.locale))
    if t.lesson_locale != t.locale:
        yield t("Lessons come in: {language}", language=t.language(t.lesson_locale))


def _who(t: Translator, learner: Learner) -> Markup:
    match learner.role:
        case Role.TEEN:
            return _teen(t, learner.age_band)
        case Role.PARENT:
            return t("You are a parent or carer.")
        case Role.TEACHER:
            return t("You are a teacher or trainer.")
        case None:
            return t("You have not said who you are.")


def _teen(t: Translator, age_band: AgeBand | None) -> Markup:
    match age_band:
        case AgeBand.UNDER_13:
            return t("You are under 13.")
        case AgeBand.FROM_13:
            return t("You are a teen, 13 to 15.")
        case AgeBand.FROM_16:
            return t("You are a teen, 16 or 17.")
        case None:
            return t("You are a teen.")


def _country(t: Translator, learner: Learner) -> Markup:
    if learner.country is None:
        return t("No country chosen.")
    return t("Country: {country}", country=t.country(learner.country))


def _cohort(t: Translator, learner: Learner) -> Iterator[Markup]:
    if learner.cohort is not None:
        yield t("You came with a class or group: {name}", name=learner.cohort)


def _to_be_erased(t: Translator, learner: Learner) -> Iterator[Markup]:
    if learner.lock.erase_at is not None:
        yield t(
            "Somebody without the PIN asked to erase everything. It will be done soon; the PIN calls it off."
        )


def _discreet(t: Translator, learner: Learner) -> Button:
    if learner.is_discreet:
        return _button(t.label("Shared phone: on"), SetDiscreet(is_on=False), "🤫")
    return _button(t.label("Shared phone: off"), SetDiscreet(is_on=True), "🤫")


def _messages(t: Translator, learner: Learner) -> Button:
    if learner.stopped_at is None:
        return _button(t.label("Stop all messages"), StopMessages(), "🔕")
    return _button(t.label("Allow messages again"), AllowMessages(), "🔔")


def _button(label: str, action: Action, icon: str) -> Button:
    return Button(label=label, action=action, icon=icon)
