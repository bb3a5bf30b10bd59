"""The notice about what is kept, and the question whether that is all right.

Whoever changes what the notice promises raises `VERSION` in bot/domain/consent.py: everybody is asked again.
A test holds the two together.
"""

from collections.abc import Iterator
from enum import StrEnum

from markupsafe import Markup

from bot.domain.action import Action, ShowMenu
from bot.domain.actions.arrival import ChooseRole
from bot.domain.actions.consent import Agree, AskConsent, NotNow
from bot.domain.actions.guides import ListGuides
from bot.domain.actions.help import ShowHelp
from bot.domain.actions.lessons import ShowUnits
from bot.domain.actions.settings import AskDelete, ShowPrivacy
from bot.domain.consent import VERSION
from bot.i18n.translator import Translator
from bot.screens.base import Button, Screen
from bot.screens.common import Row, ways_on

_PARAGRAPH = Markup("\n\n")


class Asked(StrEnum):
    """Why somebody is asked: at first, because the words are new, or because an adult has to agree."""

    FIRST = "first"
    NEW_WORDS = "new-words"
    ADULT = "adult"


def ask(t: Translator, asked: Asked, *, age: int, then: str | None = None, has_role: bool = True) -> Screen:
    """Show the notice; both answers weigh the same, and help stands below either."""
    text = _PARAGRAPH.join((*_opening(t, asked), *notice(t), *_with_whom(t, asked, age)))
    rows = (*_answers(t, asked, then), *_below(t, asked, has_role=has_role))
    return Screen(text=text, buttons=rows, place=AskConsent(then=then))


def notice(t: Translator) -> tuple[Markup, ...]:
    """Tell in the plainest words what is kept, what never is, and what can be done about it."""
    return (
        t("I am a program. Nobody sits here and reads what you write."),
        t(
            "If you say yes, I remember what you choose here (who you are, your age group, your country, "
            "your settings) and how far you are in the lessons."
        ),
        t("I do not keep your name, your number, your messages or your pictures."),
        t("You can see everything that is stored, or erase it, whenever you like."),
    )


def declined(t: Translator) -> Screen:
    """Accept it, and show what is open all the same."""
    text = Markup("<b>{}</b>\n\n{}\n\n{}").format(
        t("That is fine."),
        t("I keep nothing but your language and what I need to answer you in this chat."),
        t("Lessons, steps and “Help now” work all the same. I only do not remember how far you are."),
    )
    return Screen(text=text, buttons=(*_open_to_all(t), ways_on(t)), place=ShowMenu())


def withheld(t: Translator) -> Screen:
    """Accept it from somebody of whom something is kept already."""
    text = Markup("<b>{}</b>\n\n{}\n\n{}").format(
        t("That is fine."),
        t("I keep nothing new, and I do not write to you unless you write to me."),
        t("What you allowed me to keep before stays until you erase it. Nothing of it is lost."),
    )
    erase = (_button(t.label("Erase everything"), AskDelete(), "🗑"),)
    return Screen(text=text, buttons=(*_open_to_all(t), erase, ways_on(t)), place=ShowMenu())


def _opening(t: Translator, asked: Asked) -> Iterator[Markup]:
    match asked:
        case Asked.FIRST:
            yield t("Welcome to foursteps: short lessons and calm checks for whatever you meet online.")
            yield Markup("🔒 <b>{}</b>").format(t("What I remember, and what I do not"))
        case Asked.NEW_WORDS:
            yield Markup("🔒 <b>{}</b>").format(t("The words about your privacy have changed."))
            yield t("Please read them once more. Nothing of yours is lost, whatever you choose.")
        case Asked.ADULT:
            yield Markup("🔒 <b>{}</b>").format(t("Please read this together with an adult."))
            yield t(
                "At your age, or as long as I do not know it, "
                "an adult has to agree before I remember anything."
            )


def _with_whom(t: Translator, asked: Asked, age: int) -> Iterator[Markup]:
    if asked is Asked.ADULT:
        yield t(
            "Ask a parent or an adult you trust. If there is nobody you want to ask, that is all right: "
            "lessons and “Help now” work without it."
        )
    else:
        yield t(
            "If you are younger than {age}, please read this with a parent or an adult you trust. "
            "“Help now” works whatever you choose.",
            age=t.number(age),
        )


def _answers(t: Translator, asked: Asked, then: str | None) -> tuple[Row, ...]:
    not_now = _button(t.label("Not now"), NotNow(), "")
    if asked is Asked.ADULT:
        agree = Agree(version=VERSION, with_adult=True, then=then)
        return ((_button(t.label("An adult has read it with me"), agree, ""),), (not_now,))
    agree = Agree(version=VERSION, with_adult=False, then=then)
    return ((_button(t.label("I agree, go on"), agree, ""), not_now),)


def _below(t: Translator, asked: Asked, *, has_role: bool) -> tuple[Row, ...]:
    privacy = _button(t.label("More about privacy"), ShowPrivacy(), "🔒")
    help_now = _button(t.label("Help now"), ShowHelp(), "💛")
    if asked is Asked.ADULT and not has_role:
        return ((_button(t.label("Who I am"), ChooseRole(), "👤"),), (privacy, help_now))
    return ((privacy, help_now),)


def _open_to_all(t: Translator) -> tuple[Row, ...]:
    return (
        (
            _button(t.label("All lessons"), ShowUnits(), "📖"),
            _button(t.label("What to do now"), ListGuides(), "🧭"),
        ),
    )


def _button(label: str, action: Action, icon: str) -> Button:
    return Button(label=label, action=action, icon=icon)
