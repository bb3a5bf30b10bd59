"""Somebody is in distress: people, steps, and a way back for whom it was a misunderstanding."""

from bot.app import Turn
from bot.content.catalog import Catalog
from bot.domain.actions.guides import ListGuides, ShowGuide
from bot.domain.actions.safeguarding import EndCalm, NotMeant, WantHelp
from bot.domain.learner import Role
from bot.domain.progress import may_open
from bot.domain.safeguarding import Heard, Kind
from bot.screens import heard as screens
from bot.screens.base import Screen
from bot.screens.first_minutes import Matter, first_minutes
from bot.screens.helpline_card import Reader
from bot.screens.helplines import Place
from bot.services import safeguarding as service


async def answer(turn: Turn, heard: Heard, *, is_new: bool) -> Screen:
    """Answer a disclosure. It is counted once, without a name, and nobody is told."""
    learner = turn.learner
    if is_new:
        await service.note(turn.tx, learner, heard.kind, calm=turn.app.calm, now=turn.now)
    reader = Reader(t=turn.t, today=turn.now.date(), country=learner.country)
    place = Place.of(turn.app.catalog.helplines, learner.country)
    return screens.heard(reader, place, learner, heard.kind)


async def stand_by(turn: Turn) -> Screen:
    """Answer what may be a cry with people to talk to; nothing is counted, and nothing is paused."""
    learner = turn.learner
    reader = Reader(t=turn.t, today=turn.now.date(), country=learner.country)
    place = Place.of(turn.app.catalog.helplines, learner.country)
    return screens.perhaps(reader, place, learner, back=turn.place)


async def inform(turn: Turn, kind: Kind) -> Screen | None:
    """Answer a question about a topic; None where we have nothing to read on it."""
    guide = turn.app.catalog.guide_for(kind)
    if guide is None:
        return None
    learner = turn.learner
    lessons = [
        lesson
        for lesson in map(turn.app.catalog.lesson, guide.version_for(learner.role).lessons)
        if may_open(lesson, role=learner.role, age_band=learner.age_band)
    ]
    return screens.about(turn.t, guide, lessons, back=turn.place)


async def want_help(turn: Turn, action: WantHelp) -> Screen:
    """Go through what to do now; for an adult, the first ten minutes with the child come first."""
    learner = turn.learner
    matter = matter_of(turn.app.catalog, action.kind)
    if action.kind is Kind.PARENT_CONCERN or learner.role in {Role.PARENT, Role.TEACHER}:
        reader = Reader(t=turn.t, today=turn.now.date(), country=learner.country)
        place = Place.of(turn.app.catalog.helplines, learner.country)
        return first_minutes(reader, place, learner.role, matter)
    return await turn.show(ShowGuide(guide=matter.guide.id) if matter.guide else ListGuides())


def matter_of(catalog: Catalog, kind: Kind | None) -> Matter:
    """Find the steps and the talk for a kind of distress."""
    guide = catalog.guide_for(kind) if kind else None
    if guide is None:
        return Matter()
    talks = (each for each in catalog.situations.values() if each.guide == guide.id)
    return Matter(guide=guide, situation=next(talks, None))


async def not_meant(turn: Turn, action: NotMeant) -> Screen:
    """Take the hit back; what was written is answered as if nothing had been heard, if it is still there."""
    learner = await service.take_back(
        turn.tx, turn.learner, action.kind, calm_until=action.calm_until, now=turn.now
    )
    return screens.not_meant(turn.of(learner).t, back=turn.place)


async def end_calm(turn: Turn, _action: EndCalm) -> Screen:
    """Let questions come again."""
    await service.end_calm(turn.tx, turn.learner)
    return screens.calm_ended(turn.t)
