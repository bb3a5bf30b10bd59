"""What to say first: /say, its cards, and the check-in on the next day."""

from dataclasses import replace
from datetime import datetime

from bot.app import Turn
from bot.domain.actions.situations import (
    AllowCheckIn,
    AnswerCheckIn,
    AskTomorrow,
    CancelCheckIn,
    PutOffCheckIn,
    ShowSituation,
    ShowSituations,
    StopCheckIns,
)
from bot.domain.situation import Situation
from bot.i18n.zones import home_zone
from bot.screens import situations as screens
from bot.screens.base import Screen
from bot.screens.situations import Awaited
from bot.services import check_ins as service
from bot.storage import learners


async def list_all(turn: Turn, _action: ShowSituations) -> Screen:
    """Show the situations."""
    return screens.list_all(turn.t, turn.app.catalog)


async def show(turn: Turn, action: ShowSituation) -> Screen:
    """Show what to say first."""
    situation = turn.app.catalog.situation(action.situation)
    awaited = _awaited(turn, await service.awaited_at(turn.tx, turn.learner, situation.id))
    return screens.card(turn.t, turn.app.catalog, situation, awaited)


async def ask_tomorrow(turn: Turn, action: AskTomorrow) -> Screen:
    """Plan the question, where messages are allowed and the time of day is known."""
    situation = turn.app.catalog.situation(action.situation)
    if turn.learner.stopped_at is not None:
        return screens.ask_to_allow(turn.t, situation)
    return await _plan(turn, situation)


async def allow(turn: Turn, action: AllowCheckIn) -> Screen:
    """Let messages come again, and plan the question."""
    situation = turn.app.catalog.situation(action.situation)
    learner = replace(turn.learner, stopped_at=None)
    await learners.save(turn.tx, learner)
    return await _plan(turn.of(learner), situation)


async def cancel(turn: Turn, action: CancelCheckIn) -> Screen:
    """Take the question back."""
    situation = turn.app.catalog.situation(action.situation)
    await service.cancel(turn.tx, turn.learner, situation.id)
    return screens.cancelled(turn.t, situation)


async def answer(turn: Turn, action: AnswerCheckIn) -> Screen:
    """Go on from how the talk went; nothing of it is stored."""
    situation = turn.app.catalog.situation(action.situation)
    return screens.answered(turn.t, turn.app.catalog, situation, action.went)


async def put_off(turn: Turn, action: PutOffCheckIn) -> Screen:
    """Ask once more tomorrow, at most twice."""
    situation = turn.app.catalog.situation(action.situation)
    if turn.learner.stopped_at is not None or not await service.may_put_off(
        turn.tx, turn.learner, situation.id, now=turn.now
    ):
        return screens.not_yet(turn.t, situation, None)
    at = await service.ask_tomorrow(turn.tx, turn.learner, situation.id, now=turn.now)
    return screens.not_yet(turn.t, situation, _awaited(turn, at))


async def stop(turn: Turn, _action: StopCheckIns) -> Screen:
    """Ask no more."""
    await service.stop(turn.tx, turn.learner)
    return screens.stopped(turn.t)


async def _plan(turn: Turn, situation: Situation) -> Screen:
    at = await service.ask_tomorrow(turn.tx, turn.learner, situation.id, now=turn.now)
    awaited = _awaited(turn, at)
    if awaited is None:
        return screens.ask_country(turn.t, situation)
    return screens.planned(turn.t, situation, awaited)


def _awaited(turn: Turn, at: datetime | None) -> Awaited | None:
    return None if at is None else Awaited(at=at, zone=home_zone(turn.learner) or "UTC")
