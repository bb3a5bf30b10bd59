"""The main menu."""

from markupsafe import Markup

from bot.domain.action import ShowMenu
from bot.domain.learner import Learner
from bot.i18n.translator import Translator
from bot.screens.base import Button, Screen


def menu(t: Translator, learner: Learner, *, is_coordinator: bool) -> Screen:
    """Show what there is to do, for this reader."""
    text = Markup("<b>{}</b>\n\n{}").format(t("Hello!"), t("What would you like to do?"))
    return Screen(text=text, buttons=((Button(label=t.label("Menu"), action=ShowMenu(), icon="🏠"),),))
