"""What is kept, for how long, and who sees it: told to each age in its own words."""

from collections.abc import Iterator
from datetime import datetime

from markupsafe import Markup

from bot.domain import consent
from bot.domain.action import Action
from bot.domain.actions.arrival import Start
from bot.domain.actions.settings import AskDelete, Export, ShowPrivacy
from bot.domain.consent import By
from bot.domain.learner import AgeBand, Learner, Role
from bot.domain.operator import Operator
from bot.i18n.translator import Translator
from bot.screens.base import Button, Document, Screen
from bot.screens.common import ways_on

_PARAGRAPH = Markup("\n\n")


def privacy(t: Translator, learner: Learner, operator: Operator) -> Screen:
    """Tell what is kept and what never is, how to see and erase it, who runs this and hears complaints."""
    lines = (*_words(t, learner), *_class(t, learner), *_agreed(t, learner), *_who_runs_it(t, operator))
    text = Markup("<b>{}</b>\n\n{}").format(t("Your privacy"), _PARAGRAPH.join(lines))
    rows = (
        (
            _button(t.label("Show what is stored"), Export(), "📄"),
            _button(t.label("Erase everything"), AskDelete(), "🗑"),
        ),
        (_button(t.label("Go on"), Start(), "▶️"),),
        ways_on(t),
    )
    return Screen(text=text, buttons=rows)


def exported(t: Translator, content: bytes) -> Screen:
    """Hand over the file."""
    text = Markup("{}\n\n{}").format(
        t("Here is everything stored about you, as a file."),
        t("If you share this phone, you may want to delete the file from the chat after reading."),
    )
    rows = ((_button(t.label("Privacy"), ShowPrivacy(), "🔒"),), ways_on(t))
    return Screen(text=text, buttons=rows, document=Document(name="foursteps.json", content=content))


def _words(t: Translator, learner: Learner) -> Iterator[Markup]:
    """Choose the words by age; who has not told theirs is taken for the youngest."""
    if learner.role in {Role.PARENT, Role.TEACHER}:
        return _for_adults(t)
    match learner.age_band:
        case AgeBand.UNDER_13 | None:
            return _for_children(t)
        case AgeBand.FROM_13:
            return _for_teens(t)
        case AgeBand.FROM_16:
            return _for_nearly_adults(t)


def _for_children(t: Translator) -> Iterator[Markup]:
    yield t("I am a program. Nobody sits here and reads what you write.")
    yield t("If you say yes, I remember your language, your age group, your country and your lessons.")
    yield t("I do not keep your name, your number, your messages or your pictures.")
    yield t(
        "If you write that something bad is happening, I show you people who help. Your words are not kept."
    )
    yield t("No parent, teacher or anybody else can see your answers here.")
    yield t("Your safe word and your PIN are locked away. Nobody can read them here.")
    yield t("You can see everything that is stored, or erase it, whenever you like.")
    yield t("If you do not come for a year, everything is erased. Safety copies are gone 30 days later.")


def _for_teens(t: Translator) -> Iterator[Markup]:
    yield t("I am a program. Nobody sits here and reads what you write.")
    yield t(
        "I remember your language, your age group, your country, your settings and which lessons you did."
    )
    yield t("I do not keep your name, your number, your messages or your pictures.")
    yield t(
        "If you write that something bad is happening, I show you people who help. "
        "I keep none of your words. "
        "I only count, without you in it: one more on this day, in this country, about this kind of thing."
    )
    yield t("No parent, teacher or anybody else can see your answers here.")
    yield from _hidden(t)
    yield t("You can see everything that is stored, or erase it, whenever you like.")
    yield from _how_long(t)


def _for_nearly_adults(t: Translator) -> Iterator[Markup]:
    yield t("This bot is a program; no person reads the chat.")
    yield from _stored(t)
    yield from _distress(t)
    yield t("No parent, teacher or anybody else can see your answers here.")
    yield from _counts(t)
    yield from _hidden(t)
    yield t("You can see everything that is stored, or erase it, whenever you like.")
    yield from _how_long(t)


def _for_adults(t: Translator) -> Iterator[Markup]:
    yield t("This bot is a program; no person reads the chat.")
    yield from _stored(t)
    yield t(
        "If you want to be asked how a talk went, it keeps which talk for about a week. "
        "Your answer is never stored."
    )
    yield from _distress(t)
    yield t("A child’s chat is the child’s: parents and teachers see nothing of it.")
    yield from _counts(t)
    yield from _hidden(t)
    yield t("You can see or erase everything at any time.")
    yield from _how_long(t)


def _stored(t: Translator) -> Iterator[Markup]:
    yield t(
        "It stores your language, role, age group, country, settings and progress, "
        "and your Telegram id in encrypted form."
    )
    yield t("It does not store names, phone numbers, messages, pictures or locations, and shares nothing.")


def _distress(t: Translator) -> Iterator[Markup]:
    yield t(
        "If somebody writes that something bad is happening, it shows people who help and keeps none of the "
        "words. It only counts, without the person: day, country and kind."
    )


def _counts(t: Translator) -> Iterator[Markup]:
    yield t("Coordinators see counts only, never a person, and never fewer than ten people in one count.")


def _hidden(t: Translator) -> Iterator[Markup]:
    yield t(
        "A safe word of your own and a PIN are kept encrypted. "
        "So that the chat can be hidden, "
        "the numbers of its messages are kept for two days, never their words."
    )


def _how_long(t: Translator) -> Iterator[Markup]:
    yield t(
        "After 12 months without a visit you are told once, if messages are allowed, "
        "and a month later everything is erased. Backups are deleted after 30 days."
    )


def _class(t: Translator, learner: Learner) -> Iterator[Markup]:
    if learner.cohort is not None:
        yield t("Until you leave it, the name of the class or group whose link you used is kept too.")


def _agreed(t: Translator, learner: Learner) -> Iterator[Markup]:
    at: datetime | None = learner.consented_at
    match consent.agreed_by(learner):
        case By.ADULT if at is not None:
            yield t("An adult read this with you on {day}.", day=t.date(at.date()))
        case By.LEARNER | By.BEGUN if at is not None:
            yield t("You agreed to this on {day}.", day=t.date(at.date()))
        case _:
            yield t("Until you agree, nothing but your language and what is needed to answer you is kept.")


def _who_runs_it(t: Translator, operator: Operator) -> Iterator[Markup]:
    if operator.name is not None:
        yield t("This bot is run by {name}.", name=operator.name)
    if operator.contact is not None:
        yield t("Questions and complaints go to {contact}.", contact=operator.contact)
    else:
        yield t("Questions and complaints go to the organisation that gave you this bot.")
    yield t("You can also complain to the data protection authority of your country, if it has one.")


def _button(label: str, action: Action, icon: str) -> Button:
    return Button(label=label, action=action, icon=icon)
