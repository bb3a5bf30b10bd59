"""The first contact, question by question."""

from collections.abc import Iterable

from markupsafe import Markup

from bot.domain.action import Action
from bot.domain.actions.arrival import (
    ChooseAge,
    ChooseCountry,
    SetAge,
    SetCountry,
    SetLanguage,
    SetLessonLanguage,
    SetRole,
    SkipStep,
)
from bot.domain.actions.challenge import ChooseEntry
from bot.domain.actions.consent import NotNow
from bot.domain.actions.help import ShowHelp
from bot.domain.actions.lessons import ContinueLesson
from bot.domain.actions.settings import ShowSettings
from bot.domain.arrival import question
from bot.domain.learner import AgeBand, Learner, Role, Step
from bot.i18n.locales import SERVED, Translators
from bot.i18n.translator import Translator
from bot.screens.base import Button, Screen
from bot.screens.common import Row, ways_on
from bot.screens.countries import country_browser, country_buttons

_PER_ROW = 2


def choose_language(translators: Translators, learner: Learner) -> Screen:
    """Ask for the language, in each of them; the one in use stands first."""
    t = translators.of(learner)
    tags = sorted(translators.tags, key=lambda tag: tag != t.locale)
    buttons = [_language(tag, SetLanguage(locale=tag), t.locale) for tag in tags]
    # As long as a language has no words for it, its question is the English one: once is enough.
    questions = dict.fromkeys(translators(tag)("Which language do you like to read?") for tag in tags)
    foot = _foot(t, learner, Step.LANGUAGE)
    return Screen(text=Markup("\n").join(questions), buttons=(*_in_rows(buttons), *foot))


def choose_lesson_language(t: Translator, learner: Learner, tags: Iterable[str]) -> Screen:
    """Say that the reader's language has no lessons yet, and ask which other they read."""
    text = Markup("<b>{}</b>\n\n{}").format(
        t("The lessons are not in your language yet."),
        t(
            "The buttons and short messages are. For the lessons, choose the language you read best. "
            "You can change it at any time in the settings."
        ),
    )
    buttons = [_language(tag, SetLessonLanguage(locale=tag), t.lesson_locale) for tag in tags]
    way_on = (
        Button(label=t.label("Settings"), action=ShowSettings(), icon="⚙️")
        if learner.step is Step.DONE
        else Button(label=t.label("Skip"), action=question(learner), icon="⏭")
    )
    help_now = Button(label=t.label("Help now"), action=ShowHelp(), icon="💛")
    return Screen(text=text, buttons=(*_in_rows(buttons), (way_on, help_now)))


def choose_role(t: Translator, learner: Learner) -> Screen:
    """Ask who the reader is."""
    buttons = (
        (Button(label=t.label("I am a teen"), action=SetRole(role=Role.TEEN), icon="🧑"),),
        (Button(label=t.label("I am a parent or carer"), action=SetRole(role=Role.PARENT), icon="🏡"),),
        (Button(label=t.label("I am a teacher or trainer"), action=SetRole(role=Role.TEACHER), icon="📚"),),
    )
    text = Markup("<b>{}</b>").format(t("Who are you?"))
    return Screen(text=text, buttons=(*buttons, *_foot(t, learner, Step.ROLE)))


def choose_age(t: Translator, learner: Learner) -> Screen:
    """Ask a teen for the age band; no answer is better than another."""
    text = Markup("<b>{}</b>\n\n{}").format(
        t("How old are you?"), t("I only ask so that the lessons fit you. You can skip this.")
    )
    buttons = (
        (
            Button(label=t.label("Under 13"), action=SetAge(age_band=AgeBand.UNDER_13)),
            Button(label=t.label("13 to 15"), action=SetAge(age_band=AgeBand.FROM_13)),
            Button(label=t.label("16 or 17"), action=SetAge(age_band=AgeBand.FROM_16)),
        ),
    )
    return Screen(text=text, buttons=(*buttons, *_foot(t, learner, Step.AGE)))


def with_a_grown_up(t: Translator) -> Screen:
    """Ask a child under 13 to go on together with a grown-up."""
    text = Markup("<b>{}</b>\n\n{}\n\n{}").format(
        t("It is good that you are here."),
        t("This is made for people of 13 and older. Please look at it together with a grown-up you trust."),
        t(
            "If something online scared or hurt you, it is not your fault. "
            "“Help now” shows people you can talk to."
        ),
    )
    buttons = (
        (Button(label=t.label("A grown-up is here with me"), action=SetRole(role=Role.PARENT), icon="🏡"),),
        (
            Button(label=t.label("Change my age"), action=ChooseAge(), icon="↩️"),
            Button(label=t.label("Not now"), action=NotNow()),
        ),
        (Button(label=t.label("Help now"), action=ShowHelp(), icon="💛"),),
    )
    return Screen(text=text, buttons=buttons)


def choose_country(
    t: Translator, learner: Learner, *, page: int | None, likely: tuple[str, ...] = ()
) -> Screen:
    """Ask for the country, to be typed or looked up."""
    text = Markup("<b>{}</b>\n\n{}").format(
        t("Which country do you live in?"),
        t("Then I can show helplines near you. Choose below, or type the name of your country."),
    )
    rows = country_browser(t, page or 0, choose=_set_country, turn_to=_turn_to, likely=likely)
    return Screen(text=text, buttons=(*rows, *_foot(t, learner, Step.COUNTRY)))


def found_countries(t: Translator, learner: Learner, codes: Iterable[str]) -> Screen:
    """Offer the countries that fit what was typed."""
    rows = country_buttons(t, codes, _set_country)
    text = (
        t("Is it one of these?")
        if rows
        else t("I found no country of that name. Please try again or choose.")
    )
    look = (Button(label=t.label("All countries"), action=ChooseCountry(), icon="🔤"),)
    return Screen(
        text=text,
        buttons=(*rows, look, *_foot(t, learner, Step.COUNTRY)),
        place=ChooseCountry(),
        is_new=True,
    )


def welcome(t: Translator) -> Screen:
    """Offer where to begin."""
    text = Markup("<b>{}</b>\n\n{}\n\n{}").format(
        t("You are all set."),
        t(
            "Each lesson takes about two minutes. "
            "The challenge check is there whenever something online looks odd."
        ),
        t("If you ever need a person, “Help now” is always here. Even a small thing may be told."),
    )
    buttons = (
        (Button(label=t.label("Start the first lesson"), action=ContinueLesson(), icon="▶️"),),
        (Button(label=t.label("Check a challenge"), action=ChooseEntry(), icon="🛑"),),
        (Button(label=t.label("Settings"), action=ShowSettings(), icon="⚙️"),),
    )
    return Screen(text=text, buttons=(*buttons, ways_on(t)))


def _language(tag: str, action: Action, chosen: str) -> Button:
    return Button(label=SERVED[tag].own_name, action=action, icon="✅" if tag == chosen else "")


def _foot(t: Translator, learner: Learner, step: Step) -> tuple[Row, ...]:
    """Let the question be skipped while arriving; later it is one of the settings."""
    help_now = Button(label=t.label("Help now"), action=ShowHelp(), icon="💛")
    if learner.step is step:
        return ((Button(label=t.label("Skip"), action=SkipStep(step=step), icon="⏭"), help_now),)
    return ((Button(label=t.label("Settings"), action=ShowSettings(), icon="⚙️"), help_now),)


def _set_country(code: str) -> Action:
    return SetCountry(country=code)


def _turn_to(page: int) -> Action:
    return ChooseCountry(page=page or None)


def _in_rows(buttons: list[Button]) -> tuple[Row, ...]:
    return tuple(tuple(buttons[at : at + _PER_ROW]) for at in range(0, len(buttons), _PER_ROW))
