"""Guides: what to do now, step by step."""

from bot.app import Turn
from bot.domain.actions.guides import ListGuides, ShowGuide
from bot.domain.guide import GuideId
from bot.domain.progress import may_open
from bot.screens import guides as screens
from bot.screens.base import Screen
from bot.screens.helpline_card import Reader
from bot.screens.helplines import Place


async def list_guides(turn: Turn, _action: ListGuides) -> Screen:
    """Show what there are guides for."""
    return screens.list_guides(turn.t, turn.app.catalog.guides.values(), turn.learner.role)


async def show(turn: Turn, action: ShowGuide) -> Screen:
    """Show a guide; its ticks come from the button and go back into one."""
    catalog, learner = turn.app.catalog, turn.learner
    guide = catalog.guide(GuideId(action.guide))
    role = None if action.for_me else learner.role
    lessons = [
        lesson
        for lesson in map(catalog.lesson, guide.version_for(role).lessons)
        if may_open(lesson, role=learner.role, age_band=learner.age_band)
    ]
    reader = Reader(t=turn.t, today=turn.now.date(), country=learner.country)
    place = Place.of(catalog.helplines, learner.country)
    return screens.guide(reader, place, guide, role, action, lessons)
