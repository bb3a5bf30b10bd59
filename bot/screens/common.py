"""Screens that can come up anywhere. Each has a way on, and help is never more than a tap away."""

from markupsafe import Markup

from bot.domain.action import Action, ShowMenu
from bot.domain.actions.guides import ShowGuide
from bot.domain.actions.help import ShowHelp, ShowReporting
from bot.domain.guide import Guide
from bot.domain.learner import Learner
from bot.i18n.translator import Translator
from bot.screens.base import Button, Screen

Row = tuple[Button, ...]


def ways_on(t: Translator) -> Row:
    """Offer the menu and help, which stand at the foot of every screen."""
    return (
        Button(label=t.label("Menu"), action=ShowMenu(), icon="🏠"),
        Button(label=t.label("Help now"), action=ShowHelp(), icon="💛"),
    )


def guide_button(t: Translator, guide: Guide) -> Button:
    """Lead to what to do now, from where it is known what happened."""
    return Button(label=t.label("What to do now"), action=ShowGuide(guide=guide.id), icon="🧭")


def outdated(t: Translator, *, back: Action | None) -> Screen:
    """Explain a button whose time has passed."""
    text = t("This button is from an older message, and things have moved on. You can go on from here.")
    rows: tuple[Row, ...] = (ways_on(t),)
    if back is not None:
        rows = ((Button(label=t.label("Back to where I was"), action=back, icon="↩️"),), *rows)
    return Screen(text=text, buttons=rows, place=back or ShowMenu(), is_new=True)


def refused(t: Translator) -> Screen:
    """Say that what was asked for is not there."""
    text = t("I could not find that here. Nothing is lost: you can go on from the menu.")
    return Screen(text=text, buttons=(ways_on(t),), is_new=True)


def failed(t: Translator) -> Screen:
    """Own up to a fault of ours."""
    text = Markup("{}\n\n{}").format(
        t("Something went wrong on my side, not on yours. Please try again in a little while."),
        t("If you need a person to talk to, tap “Help now”."),
    )
    return Screen(text=text, buttons=(ways_on(t),), is_new=True)


def too_much(t: Translator) -> Screen:
    """Ask for a breath, without blame; silence follows until it is calmer."""
    text = Markup("{}\n\n{}").format(
        t("That was a lot at once, and I cannot keep up. Please wait a few seconds, then go on."),
        t("“Help now” and your safe word work all the time."),
    )
    return Screen(text=text, buttons=(ways_on(t),), is_new=True)


def said(t: Translator, *, back: Action | None) -> Screen:
    """Answer words that are no command."""
    return Screen(text=Markup("\n\n").join(thanks(t)), buttons=back_rows(t, back), is_new=True)


def thanks(t: Translator) -> tuple[Markup, Markup]:
    """Say what becomes of words that are no command."""
    return (
        t("Thank you for writing. I am a program and I work with buttons; nobody reads this chat."),
        t("If something is worrying you, it is not your fault, and “Help now” shows people you can talk to."),
    )


def media(t: Translator, learner: Learner, *, back: Action | None, guide: Guide | None) -> Screen:
    """Answer a picture, a voice message or a file, and lead to who takes pictures down."""
    text = Markup("{}\n\n{}\n\n{}").format(
        t(
            "I cannot open pictures, voice messages, videos or files. "
            "I did not download anything, and I keep nothing of it."
        ),
        t(
            "If somebody shared a picture of you, or threatens to, it is not your fault. "
            "Below you find how a picture can be taken down, and “Help now” shows who can help."
        ),
        t("Please send nobody naked pictures, not even to show what happened."),
    )
    report = ShowReporting(country=learner.country)
    rows: tuple[Row, ...] = (
        (Button(label=t.label("Report pictures or content"), action=report, icon="🚩"),),
    )
    if guide is not None:
        label = t.label_text(guide.version_for(learner.role).button)
        rows = ((Button(label=label, action=ShowGuide(guide=guide.id), icon=guide.icon),), *rows)
    return Screen(text=text, buttons=(*rows, *back_rows(t, back)), is_new=True)


def one_to_one(t: Translator) -> Screen:
    """Tell a group that the bot talks with one person at a time."""
    return Screen(
        text=t("I only talk one to one, so I am leaving this group; write to me in a private chat.")
    )


def back_rows(t: Translator, back: Action | None) -> tuple[Row, ...]:
    """Lead back to the screen the reader was on, or else on from here."""
    if back is None or isinstance(back, ShowMenu):
        return (ways_on(t),)
    return ((Button(label=t.label("Back to where I was"), action=back, icon="↩️"),), ways_on(t))
