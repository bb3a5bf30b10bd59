"""Help a friend."""

from bot.app import Turn
from bot.domain.actions.friend import ShowWorries, ShowWorry
from bot.domain.errors import RefusalError
from bot.screens import friend as screens
from bot.screens.base import Screen


async def show_worries(turn: Turn, _action: ShowWorries) -> Screen:
    """Ask what is wrong with the friend."""
    return screens.worries(turn.t, turn.app.catalog.worries)


async def show(turn: Turn, action: ShowWorry) -> Screen:
    """Show what helps with one worry."""
    worry = next((each for each in turn.app.catalog.worries if each.id == action.worry), None)
    if worry is None:
        raise RefusalError
    return screens.worry(turn.t, worry)
