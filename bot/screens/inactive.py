"""The one message to who has not come for a year."""

from markupsafe import Markup

from bot.domain import retention
from bot.domain.action import ShowMenu
from bot.domain.actions.settings import AskDelete, StopMessages
from bot.i18n.translator import Translator
from bot.screens.base import Button, Screen


def told(t: Translator) -> Screen:
    """Say that all will be erased, without regret; the words suit a shared phone too."""
    text = Markup("{}\n\n{}").format(
        t("You have not been here for a year, and that is fine."),
        t(
            "In {days} days everything I keep about you is erased, unless you come by. There is nothing "
            "you have to do.",
            days=t.number(retention.INACTIVE_NOTICE.days),
        ),
    )
    rows = (
        (
            Button(label=t.label("Keep it"), action=ShowMenu(), icon="↩️"),
            Button(label=t.label("Erase it now"), action=AskDelete(), icon="🗑"),
        ),
        (Button(label=t.label("Stop all messages"), action=StopMessages(), icon="🔕"),),
    )
    return Screen(text=text, buttons=rows)
