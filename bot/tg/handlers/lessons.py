"""Lessons: the course, its cards, and the finder."""

from datetime import datetime

from bot.app import Turn
from bot.domain.actions.lessons import (
    ChooseFilter,
    ContinueLesson,
    FinishLesson,
    ShowFinder,
    ShowLesson,
    ShowUnit,
    ShowUnits,
)
from bot.domain.errors import RefusalError
from bot.domain.lesson import HappeningId, TopicId, Wish
from bot.screens import finder
from bot.screens import lessons as screens
from bot.screens.base import Screen
from bot.services import lessons as service
from bot.services import quizzes


async def show_units(turn: Turn, _action: ShowUnits) -> Screen:
    """Show the course, and where to go on."""
    catalog = turn.app.catalog
    at = await service.stand(turn.tx, catalog, turn.learner)
    due = await quizzes.list_due(turn.tx, catalog, turn.learner.id, now=turn.now)
    return screens.units(turn.t, catalog, at, due=len(due))


async def show_unit(turn: Turn, action: ShowUnit) -> Screen:
    """Show the lessons of a unit."""
    unit = next((each for each in turn.app.catalog.units if each.id == action.unit), None)
    if unit is None:
        raise RefusalError
    at = await service.stand(turn.tx, turn.app.catalog, turn.learner)
    return screens.unit(turn.t, unit, at, turn.learner.role)


async def go_on(turn: Turn, _action: ContinueLesson) -> Screen:
    """Go on where the reader left, or with the next lesson."""
    opened = await service.go_on(turn.tx, turn.app.catalog, turn.learner, now=_kept_at(turn))
    if opened is None:
        return screens.all_done(turn.t)
    return _card(turn, opened)


async def show(turn: Turn, action: ShowLesson) -> Screen:
    """Show a card of a lesson."""
    opened = await service.open_card(
        turn.tx, turn.app.catalog, turn.learner, action.lesson, action.card, now=_kept_at(turn)
    )
    return _card(turn, opened)


async def finish(turn: Turn, action: FinishLesson) -> Screen:
    """Take a lesson as finished, and offer the next one."""
    lesson, at = await service.finish(
        turn.tx, turn.app.catalog, turn.learner, action.lesson, now=_kept_at(turn)
    )
    return screens.finished(turn.t, lesson, at)


async def find(turn: Turn, action: ShowFinder) -> Screen:
    """Show the lessons that fit."""
    wish = Wish(
        topic=TopicId(action.topic) if action.topic else None,
        happening=HappeningId(action.happening) if action.happening else None,
        audience=action.audience,
        at_most_minutes=action.minutes,
    )
    found, done = await service.find(turn.tx, turn.app.catalog, turn.learner, wish)
    return finder.results(turn.t, turn.app.catalog, action, turn.learner.role, found, done)


async def choose_filter(turn: Turn, action: ChooseFilter) -> Screen:
    """Offer the choices of one filter."""
    return finder.choose(turn.t, turn.app.catalog, action, turn.learner.role)


def _kept_at(turn: Turn) -> datetime | None:
    return turn.now if turn.may_keep else None


def _card(turn: Turn, opened: service.Opened) -> Screen:
    guide = turn.app.catalog.guide_beside(opened.lesson)
    return screens.card(turn.t, opened.lesson, opened.card, guide=guide)
