"""The challenge check for a class."""

from bot.app import Turn
from bot.domain.actions.classroom import ShowClass, ShowIfTold
from bot.screens import classroom as screens
from bot.screens.base import Screen


async def show(turn: Turn, action: ShowClass) -> Screen:
    """Show a card of the class; where a trainer is, only the buttons know."""
    return screens.card(turn.t, turn.app.catalog.class_plan, action.card or 1)


async def show_if_told(turn: Turn, action: ShowIfTold) -> Screen:
    """Show what to do if a pupil tells something."""
    return screens.if_told(turn.t, turn.app.catalog.class_plan, action.card or 1)
