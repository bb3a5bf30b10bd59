"""What is seen after a chat was hidden: nothing that tells what it was about."""

from bot.domain.action import ShowMenu
from bot.domain.actions.hiding import Hide
from bot.i18n.translator import Translator
from bot.screens.base import Button, Screen
from bot.screens.common import Row


def hide_row(t: Translator) -> Row:
    """Offer to take the chat away, wherever what it is about shows."""
    return (Button(label=t.label("Hide this chat"), action=Hide(), icon="🙈"),)


def neutral(t: Translator) -> Screen:
    """Greet like any channel of short reads: no word here may give away what the bot is for."""
    return Screen(
        text=t("Hello! Something short to read is here whenever you like."),
        buttons=((Button(label=t.label("Open"), action=ShowMenu(), icon="📖"),),),
        place=ShowMenu(),
    )
