"""Talks for two."""

from bot.app import Turn
from bot.domain.actions.pairs import ShowPair, ShowPairs
from bot.domain.errors import RefusalError
from bot.screens import pairs as screens
from bot.screens.base import Screen


async def show_pairs(turn: Turn, _action: ShowPairs) -> Screen:
    """Show all talks."""
    return screens.pairs(turn.t, turn.app.catalog.pairs)


async def show(turn: Turn, action: ShowPair) -> Screen:
    """Show a talk."""
    pair = next((each for each in turn.app.catalog.pairs if each.id == action.pair), None)
    if pair is None:
        raise RefusalError
    return screens.pair(turn.t, pair, turn.learner.role, side=action.side, username=turn.app.username)
