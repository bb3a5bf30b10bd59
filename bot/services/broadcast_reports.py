"""Use cases of what came of a broadcast."""

from datetime import datetime

from bot.domain.audit import Entry
from bot.domain.broadcast import Broadcast
from bot.domain.broadcast_report import LEAVING, Left, Report, taps_by_button
from bot.domain.learner import Learner, LearnerId
from bot.domain.stats import by_name, table, veiled
from bot.services import broadcasts as service
from bot.services.coordinators import note
from bot.storage import broadcast_reports
from bot.storage.engine import Transaction

_EVER = 365 * LEAVING


async def report(tx: Transaction, broadcast: Broadcast) -> Report:
    """Count what came of it, hidden where it is small before anybody sees it."""
    this = broadcast.id
    taps = await broadcast_reports.count_taps(tx, this)
    left = await broadcast_reports.count_left(tx, this)
    return Report(
        run=await service.run(tx, broadcast),
        by_locale=table(by_name(await broadcast_reports.count_by_locale(tx, this))),
        by_country=table(by_name(await broadcast_reports.count_by_country(tx, this))),
        taps=taps_by_button(taps, len(broadcast.offers)),
        left={how: veiled(people) for how, people in left.items()},
    )


async def note_export(tx: Transaction, broadcast: Broadcast, actor: Learner, *, now: datetime) -> None:
    """Write down that the numbers were handed over."""
    await note(tx, actor, Entry.EXPORTED, str(broadcast.id), now=now)


async def note_stop(tx: Transaction, learner: Learner, *, now: datetime) -> None:
    """Put a stop down to a broadcast that came a short while ago."""
    if learner.stopped_at is None:
        await broadcast_reports.note_left(tx, learner.id, Left.STOPPED, since=now - LEAVING)


async def note_stop_under(
    tx: Transaction, learner: Learner, broadcast_id: int | None, *, now: datetime
) -> None:
    """Put a stop down to the broadcast under which its button stood; None: to the last one."""
    if learner.stopped_at is not None:
        return
    if broadcast_id is None:
        await broadcast_reports.note_left(tx, learner.id, Left.STOPPED, since=now - _EVER)
    else:
        await broadcast_reports.note_left_by(tx, learner.id, Left.STOPPED, broadcast_id)


async def note_block(tx: Transaction, learner_id: LearnerId, *, now: datetime) -> None:
    """Put a block down to a broadcast that came a short while ago."""
    await broadcast_reports.note_left(tx, learner_id, Left.BLOCKED, since=now - LEAVING)
