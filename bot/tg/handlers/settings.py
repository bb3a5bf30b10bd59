"""Settings, privacy, export and erasure."""

import re
from dataclasses import replace

from bot.app import Turn
from bot.domain import arrival
from bot.domain.actions.settings import (
    AllowMessages,
    AskDelete,
    Delete,
    Export,
    JoinClass,
    LeaveClass,
    SetDiscreet,
    ShowPrivacy,
    ShowSettings,
    StopMessages,
)
from bot.domain.arrival import COHORT
from bot.domain.errors import RefusalError
from bot.screens import privacy as privacy_screens
from bot.screens import settings as screens
from bot.screens.base import Screen
from bot.services import broadcast_reports
from bot.services import privacy as service
from bot.storage import learners


async def show(turn: Turn, _action: ShowSettings) -> Screen:
    """Show what is set."""
    return screens.settings(turn.t, turn.learner)


async def set_discreet(turn: Turn, action: SetDiscreet) -> Screen:
    """Change the wording for shared phones."""
    learner = replace(turn.learner, is_discreet=action.is_on)
    await learners.save(turn.tx, learner)
    return screens.settings(turn.t, learner)


async def join_class(turn: Turn, action: JoinClass) -> Screen:
    """Note whose link it was, and go on as if it had been none; a button may hold what no link can."""
    if re.fullmatch(COHORT, action.cohort) is None:
        raise RefusalError
    learner = replace(turn.learner, cohort=action.cohort)
    await learners.save(turn.tx, learner)
    return await turn.of(learner).show(arrival.question(learner))


async def leave_class(turn: Turn, _action: LeaveClass) -> Screen:
    """Forget the class or group."""
    learner = replace(turn.learner, cohort=None)
    await learners.save(turn.tx, learner)
    return screens.settings(turn.t, learner)


async def privacy(turn: Turn, _action: ShowPrivacy) -> Screen:
    """Tell what is kept."""
    return privacy_screens.privacy(turn.t, turn.learner, turn.app.operator)


async def export(turn: Turn, _action: Export) -> Screen:
    """Hand over all that is stored about the reader."""
    return privacy_screens.exported(turn.t, await service.export(turn.tx, turn.learner))


async def ask_delete(turn: Turn, _action: AskDelete) -> Screen:
    """Make sure before erasing."""
    return screens.ask_delete(turn.t)


async def delete(turn: Turn, _action: Delete) -> Screen:
    """Erase everything, at once."""
    await learners.erase(turn.tx, turn.learner.id)
    return screens.deleted(turn.t)


async def stop(turn: Turn, _action: StopMessages) -> Screen:
    """Send nothing unasked any more."""
    await broadcast_reports.note_stop(turn.tx, turn.learner, now=turn.now)
    if turn.is_known:  # nothing comes unasked to anybody else
        await learners.save(turn.tx, replace(turn.learner, stopped_at=turn.learner.stopped_at or turn.now))
    return screens.stopped(turn.t)


async def allow(turn: Turn, _action: AllowMessages) -> Screen:
    """Let reminders and news come again."""
    learner = replace(turn.learner, stopped_at=None)
    await learners.save(turn.tx, learner)
    return screens.settings(turn.t, learner)
