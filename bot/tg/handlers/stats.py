"""Numbers for coordinators."""

from collections.abc import Mapping

from bot.app import Turn
from bot.domain import helpline as rules
from bot.domain.actions.stats import ShowDistress, ShowDueHelplines, ShowResults, ShowStats
from bot.domain.distress import OLDEST, month
from bot.domain.helpline import Helpline
from bot.screens import distress as distress_screens
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


async def distress(turn: Turn, action: ShowDistress) -> Screen:
    """Show how often distress was heard, in the countries of the mandate."""
    mandate = turn.app.mandate_of(turn.learner)
    assert mandate is not None, "the route asks for one"
    back = min(max(action.back or 1, 1), OLDEST)
    over = month(turn.now.date(), back=back)
    told = await service.distress(turn.tx, over, mandate)
    return distress_screens.distress(turn.t, told, over, back=back, is_whole=not mandate.countries)


async def due_helplines(turn: Turn, action: ShowDueHelplines) -> Screen:
    """Show which helplines somebody should check."""
    faults = await service.faults(turn.tx)
    reader = Reader(t=turn.t, today=turn.now.date())
    return helplines_due.list_due(reader, _due(turn, faults), faults, action.page or 0)


def _due(turn: Turn, faults: Mapping[str, int | None]) -> tuple[Helpline, ...]:
    reported = {line_id for line_id, people in faults.items() if people is not None}
    return rules.due(turn.app.catalog.helplines, turn.now.date(), reported)
