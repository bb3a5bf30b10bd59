"""The main menu."""

from bot.app import Turn
from bot.domain.action import ShowMenu
from bot.screens import menu as screens
from bot.screens.base import Screen


async def show(turn: Turn, _action: ShowMenu) -> Screen:
    """Show what there is to do."""
    return screens.menu(turn.t, turn.learner, mandate=turn.app.mandate_of(turn.learner))
