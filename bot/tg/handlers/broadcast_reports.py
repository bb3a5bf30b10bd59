"""Broadcasts that were started: taking them back, and what came of them."""

from dataclasses import replace

from bot.app import Turn
from bot.domain.actions.broadcast import ShowBroadcast
from bot.domain.actions.broadcast_reports import AskRecall, ExportReport, RecallBroadcast, ShowReport
from bot.domain.broadcast import Broadcast, can_be_recalled
from bot.domain.broadcast_report import is_over
from bot.screens import broadcast_recall, broadcast_run
from bot.screens import broadcast_report as screens
from bot.screens.base import Screen
from bot.services import broadcast_reports as reports
from bot.services import broadcasts as service
from bot.services import recalls
from bot.tg.handlers.broadcasts import find


async def ask_recall(turn: Turn, action: AskRecall) -> Screen:
    """Make sure before it is taken back."""
    broadcast = await find(turn, action.broadcast_id)
    if broadcast.started_at is None or broadcast.recalled_at is not None:
        return await turn.show(ShowBroadcast(broadcast_id=broadcast.id))
    return broadcast_recall.ask_recall(turn.t, await recalls.plan(turn.tx, broadcast, now=turn.now))


async def recall(turn: Turn, action: RecallBroadcast) -> Screen:
    """Take it back; a second press shows how that goes."""
    broadcast = await find(turn, action.broadcast_id)
    if not can_be_recalled(broadcast, turn.now):
        return await turn.show(ShowBroadcast(broadcast_id=broadcast.id))
    recalled = await recalls.recall(turn.tx, broadcast, turn.learner, now=turn.now)
    run = await service.run(turn.tx, recalled)
    return broadcast_recall.recalling(turn.t, recalled, run.recalled)


async def show(turn: Turn, action: ShowReport) -> Screen:
    """Show what came of it."""
    return await _report(turn, await find(turn, action.broadcast_id))


async def export(turn: Turn, action: ExportReport) -> Screen:
    """Hand the same numbers over as a table, and write that down."""
    broadcast = await find(turn, action.broadcast_id)
    screen = await _report(turn, broadcast)
    if broadcast.started_at is None or is_over(broadcast, turn.now):
        return screen
    await reports.note_export(turn.tx, broadcast, turn.learner, now=turn.now)
    counted = await reports.report(turn.tx, broadcast)
    return replace(screen, document=screens.exported(counted))


async def _report(turn: Turn, broadcast: Broadcast) -> Screen:
    if broadcast.started_at is None:
        return await turn.show(ShowBroadcast(broadcast_id=broadcast.id))
    if is_over(broadcast, turn.now):
        return screens.no_report(turn.t, broadcast.id)
    counted = await reports.report(turn.tx, broadcast)
    outcomes = broadcast_run.counts(turn.t, counted.run.tally)
    return screens.report(turn.t, counted, turn.app.catalog, outcomes)
