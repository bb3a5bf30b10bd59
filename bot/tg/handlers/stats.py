"""Numbers for coordinators."""

from bot.app import Turn
from bot.domain.actions.stats import ShowResults, ShowStats
from bot.screens import stats as screens
from bot.screens.base import Screen
from bot.services import stats as service


async def learners(turn: Turn, _action: ShowStats) -> Screen:
    """Show who learns."""
    return screens.learners(turn.t, await service.learners(turn.tx))


async def results(turn: Turn, _action: ShowResults) -> Screen:
    """Show what was learned, checked and reported."""
    catalog = turn.app.catalog
    counted = await service.results(turn.tx, catalog.lessons)
    faulty = [line for line_id in counted.faults if (line := catalog.helplines.find(line_id)) is not None]
    return screens.results(turn.t, counted, tuple(catalog.lessons.values()), faulty)
