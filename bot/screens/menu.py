"""The main menu."""

from markupsafe import Markup

from bot.domain import classroom, friend
from bot.domain.action import Action
from bot.domain.actions.arrival import Start
from bot.domain.actions.broadcast import ListBroadcasts
from bot.domain.actions.challenge import ChooseEntry
from bot.domain.actions.classroom import ShowClass
from bot.domain.actions.coordinators import ListCoordinators
from bot.domain.actions.friend import ShowWorries
from bot.domain.actions.guides import ListGuides
from bot.domain.actions.help import ShowHelp
from bot.domain.actions.lessons import ContinueLesson, ShowFinder, ShowUnits
from bot.domain.actions.pairs import ShowPairs
from bot.domain.actions.platforms import ShowPlatforms
from bot.domain.actions.quizzes import StartQuiz
from bot.domain.actions.reminders import ShowReminder
from bot.domain.actions.settings import ShowSettings
from bot.domain.actions.situations import ShowSituations
from bot.domain.actions.stats import ShowStats
from bot.domain.learner import Learner, Role, Step
from bot.domain.mandate import Deed, Mandate
from bot.i18n.translator import Translator
from bot.screens.base import Button, Screen
from bot.screens.common import Row


def menu(t: Translator, learner: Learner, *, mandate: Mandate | None) -> Screen:
    """Show what there is to do, the way on first; coordinators see their own rows too."""
    text = Markup("<b>{}</b>\n\n{}").format(
        t("What would you like to do?"),
        t(
            "Anything that worries you online is worth telling. "
            "It is not your fault, and “Help now” is always here."
        ),
    )
    rows = _coordinators(t, mandate) if mandate else ()
    return Screen(text=text, buttons=(*_unfinished(t, learner), *_everybody(t, learner), *rows))


def _everybody(t: Translator, learner: Learner) -> tuple[Row, ...]:
    return (
        (_button(t.label("Go on learning"), ContinueLesson(), "▶️"),),
        (
            _button(t.label("Check a challenge"), ChooseEntry(), "🛑"),
            _button(t.label("Quiz"), StartQuiz(), "🎯"),
        ),
        *_for_a_class(t, learner.role),
        (_button(t.label("What to do now"), ListGuides(), "🧭"), *_for_role(t, learner.role)),
        (
            _button(t.label("Talk together"), ShowPairs(), "💬"),
            _button(t.label("In your apps"), ShowPlatforms(), "📱"),
        ),
        (
            _button(t.label("All lessons"), ShowUnits(), "📖"),
            _button(t.label("Find a lesson"), ShowFinder(), "🔎"),
        ),
        (
            _button(t.label("Reminders"), ShowReminder(), "⏰"),
            _button(t.label("Settings"), ShowSettings(), "⚙️"),
        ),
        (_button(t.label("Help now"), ShowHelp(), "💛"),),
    )


def _for_role(t: Translator, role: Role | None) -> Row:
    if friend.is_offered_to(role):
        return (_button(t.label("Help a friend"), ShowWorries(), "🫶"),)
    return (_button(t.label("Say this, not that"), ShowSituations(), "🗣️"),)


def _for_a_class(t: Translator, role: Role | None) -> tuple[Row, ...]:
    if classroom.is_offered_to(role):
        return ((_button(t.label("Class: read it aloud"), ShowClass(), "🏫"),),)
    return ()


def _unfinished(t: Translator, learner: Learner) -> tuple[Row, ...]:
    if learner.step is Step.DONE:
        return ()
    return ((_button(t.label("Finish setting up"), Start(), "👋"),),)


def _coordinators(t: Translator, mandate: Mandate) -> tuple[Row, ...]:
    rows: tuple[Row, ...] = (
        (
            _button(t.label("Broadcasts"), ListBroadcasts(), "📣"),
            _button(t.label("Statistics"), ShowStats(), "📊"),
        ),
    )
    if mandate.may(Deed.GRANT):
        rows = (*rows, (_button(t.label("Coordinators"), ListCoordinators(), "🗝"),))
    return rows


def _button(label: str, action: Action, icon: str) -> Button:
    return Button(label=label, action=action, icon=icon)
