"""Choosing whom a broadcast is for."""

import re
from collections.abc import Callable
from dataclasses import replace

from bot.app import Said, Turn
from bot.domain.actions.broadcast_audience import ChooseAudience, ChooseSpare, ChooseTrait, SetSpare, SetTrait
from bot.domain.arrival import COHORT
from bot.domain.audience import SEEN_WITHIN, Audience, T, Trait, with_finished, with_trait
from bot.domain.broadcast import Broadcast, BroadcastState, Plan
from bot.domain.country import CODES
from bot.domain.errors import RefusalError
from bot.domain.learner import AgeBand, Role
from bot.domain.mandate import Mandate
from bot.screens import broadcast_audience as screens
from bot.screens import broadcast_traits as traits
from bot.screens.base import Screen
from bot.screens.countries import INHABITED, named
from bot.services import broadcasts as service
from bot.services import countries
from bot.storage import audiences
from bot.tg.handlers.broadcasts import desk, find, mandate_of, plan, shown

_MOST_COHORTS = 12


async def choose(turn: Turn, action: ChooseAudience) -> Screen:
    """Ask who is meant, or who is left out."""
    return await _audience(turn, await find(turn, action.broadcast_id), is_out=action.is_out)


async def choose_trait(turn: Turn, action: ChooseTrait) -> Screen:
    """Show what there is to choose by a trait."""
    broadcast = await find(turn, action.broadcast_id)
    if broadcast.state is not BroadcastState.DRAFT:
        return await shown(turn, broadcast)
    return await _trait(turn, await plan(turn, broadcast), action)


async def hear_trait(turn: Turn, action: ChooseTrait, said: Said) -> Screen | None:
    """Look for the country, or take the class, that was typed."""
    if not said.text or said.has_media:
        return None
    planned = await plan(turn, await find(turn, action.broadcast_id))
    if action.trait is Trait.COUNTRY:
        names = (*named(turn.t, INHABITED), *named(turn.app.translators("en"), INHABITED))
        found = countries.search(said.text, names)
        return traits.choose_countries(turn.t, planned, replace(action, page=0), found=found)
    if action.trait is not Trait.COHORT:
        return None
    tag = said.text.strip().casefold()
    if not _may_choose(turn, action, tag):
        known = await _cohorts(turn)
        return traits.choose_cohorts(turn.t, planned, action, known, is_refused=True)
    return await _set(turn, action, tag, is_in=True)


async def set_trait(turn: Turn, action: SetTrait) -> Screen:
    """Choose by a trait, or give the choice up."""
    asked = ChooseTrait(broadcast_id=action.broadcast_id, is_out=action.is_out, trait=action.trait)
    if not _may_choose(turn, asked, action.value):
        raise RefusalError
    return await _set(turn, asked, action.value, is_in=action.is_in)


async def choose_spare(turn: Turn, action: ChooseSpare) -> Screen:
    """Ask what readers get whose language has no text."""
    return screens.choose_spare(turn.t, await find(turn, action.broadcast_id))


async def set_spare(turn: Turn, action: SetSpare) -> Screen:
    """Say what becomes of readers whose language has no text."""
    if action.spare is not None and action.spare not in turn.app.translators.tags:
        raise RefusalError
    changed = await service.change_audience(
        turn.tx, turn.learner, action.broadcast_id, lambda audience: replace(audience, spare=action.spare)
    )
    return await _audience(turn, changed, is_out=False)


async def _set(turn: Turn, asked: ChooseTrait, value: str, *, is_in: bool) -> Screen:
    how = _change(turn, asked, value, is_in=is_in)
    changed = await service.change_audience(turn.tx, turn.learner, asked.broadcast_id, how)
    if changed.state is not BroadcastState.DRAFT:
        return await shown(turn, changed)
    if asked.trait is Trait.ROLE:
        return await _audience(turn, changed, is_out=asked.is_out)
    return await _trait(turn, await plan(turn, changed), asked)


def _change(turn: Turn, asked: ChooseTrait, value: str, *, is_in: bool) -> Callable[[Audience], Audience]:
    """Return what a choice changes, on its side of the audience."""
    unit = next((unit for unit in turn.app.catalog.units if unit.id == value), None)

    def choose_in(side: T) -> T:
        if asked.trait is Trait.PROGRESS and unit is not None and is_in:
            return with_finished(side, unit.id, unit.lesson_ids)
        if asked.trait is Trait.PROGRESS and not is_in:
            return replace(side, progress=None)
        return with_trait(side, asked.trait, value, is_in=is_in)

    def change(audience: Audience) -> Audience:
        if asked.is_out:
            return replace(audience, without=choose_in(audience.without))
        return choose_in(audience)

    return change


async def _trait(turn: Turn, planned: Plan, asked: ChooseTrait) -> Screen:
    t = turn.t
    match asked.trait:
        case Trait.LOCALE:
            screen = traits.choose_locales(t, planned, asked, turn.app.translators.tags)
        case Trait.AGE:
            screen = traits.choose_ages(t, planned, asked)
        case Trait.COUNTRY:
            screen = traits.choose_countries(t, planned, asked)
        case Trait.COHORT:
            screen = traits.choose_cohorts(t, planned, asked, await _cohorts(turn))
        case Trait.PROGRESS:
            screen = traits.choose_progress(t, planned, asked, desk(turn).units)
        case Trait.SEEN:
            screen = traits.choose_seen(t, planned, asked)
        case Trait.ROLE:
            screen = await _audience(turn, planned.broadcast, is_out=asked.is_out)
    return screen


async def _audience(turn: Turn, broadcast: Broadcast, *, is_out: bool) -> Screen:
    if broadcast.state is not BroadcastState.DRAFT:
        return await shown(turn, broadcast)
    return screens.choose_audience(turn.t, await plan(turn, broadcast), desk(turn).units, is_out=is_out)


async def _cohorts(turn: Turn) -> list[str]:
    """List the classes a coordinator may know of: their own, where their mandate names any."""
    scope = mandate_of(turn).cohorts
    return sorted(scope) if scope else await audiences.list_cohorts(turn.tx, most=_MOST_COHORTS)


def _may_choose(turn: Turn, asked: ChooseTrait, value: str) -> bool:
    """Tell whether there is such a choice, and whether it lies within the mandate."""
    known: dict[Trait, frozenset[str]] = {
        Trait.ROLE: frozenset(Role),
        Trait.AGE: frozenset(AgeBand),
        Trait.LOCALE: frozenset(turn.app.translators.tags),
        Trait.COUNTRY: frozenset(CODES),
        Trait.SEEN: frozenset(map(str, SEEN_WITHIN)),
        Trait.PROGRESS: frozenset({"nothing", "begun", *desk(turn).units}),
    }
    if asked.trait is Trait.COHORT:
        is_known = re.fullmatch(COHORT, value) is not None
    else:
        is_known = value in known[asked.trait]
    return is_known and (asked.is_out or _is_within(mandate_of(turn), asked.trait, value))


def _is_within(mandate: Mandate, trait: Trait, value: str) -> bool:
    scope = {Trait.COUNTRY: mandate.countries, Trait.COHORT: mandate.cohorts}.get(trait)
    return not scope or value in scope
