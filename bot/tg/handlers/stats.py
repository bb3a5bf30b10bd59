"""Numbers for coordinators."""

from collections.abc import Mapping

from bot.app import Turn
from bot.domain import helpline as rules
from bot.domain.actions.stats import ShowDueHelplines, ShowResults, ShowStats
from bot.domain.helpline import Helpline
from bot.screens import helplines_due
from bot.screens import stats as screens
from bot.screens.base import Screen
from bot.screens.helpline_card import Reader
from bot.services import stats as service


async def learners(turn: Turn, _action: ShowStats) -> Screen:
    """Show who learns."""
    due = _due(turn, await service.faults(turn.tx))
    return screens.learners(turn.t, await service.learners(turn.tx), due=len(due))


async def results(turn: Turn, _action: ShowResults) -> Screen:
    """Show what was learned, checked and reported."""
    catalog = turn.app.catalog
    counted = await service.results(turn.tx, catalog.lessons)
    faulty = [line for line_id in counted.faults if (line := catalog.helplines.find(line_id)) is not None]
    return screens.results(turn.t, counted, tuple(catalog.lessons.values()), faulty)


async def due_helplines(turn: Turn, action: ShowDueHelplines) -> Screen:
    """Show which helplines somebody should check."""
    faults = await service.faults(turn.tx)
    reader = Reader(t=turn.t, today=turn.now.date())
    return helplines_due.list_due(reader, _due(turn, faults), faults, action.page or 0)


def _due(turn: Turn, faults: Mapping[str, int | None]) -> tuple[Helpline, ...]:
    reported = {line_id for line_id, people in faults.items() if people is not None}
    return rules.due(turn.app.catalog.helplines, turn.now.date(), reported)
