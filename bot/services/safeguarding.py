"""What follows when distress was heard: calm for the person, a count for nobody in particular."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot.domain.learner import Learner
from bot.domain.safeguarding import Kind
from bot.storage import heard, learners
from bot.storage.engine import Transaction


async def note(
    tx: Transaction, learner: Learner, kind: Kind | None, *, calm: timedelta, now: datetime
) -> None:
    """Let nothing unasked come for a while, and count. The words are kept nowhere, nobody is told.

    Who writes again while it lasts is not counted again: ten cries of one child are not ten children.
    """
    if not _is_calm(learner, now=now):
        await heard.add(tx, kind, country=learner.country, on=now.date())
    until = max(now + calm, learner.calm_until or now)
    await _save(tx, replace(learner, calm_until=until))


async def take_back(
    tx: Transaction, learner: Learner, kind: Kind | None, *, calm_until: int | None, now: datetime
) -> Learner:
    """Put things back as they were before the hit; the calm never becomes longer by it.

    Of whoever agreed to nothing no calm is stored, so that each of their hits was counted.
    """
    before = _instant(calm_until)
    ended = learner.calm_until
    was_first = _is_calm(learner, now=now) and (before is None or before <= now)
    if was_first or not _keeps_calm(learner):
        await heard.take_back(tx, kind, country=learner.country, on=now.date())
    calm = before if before is not None and ended is not None and now < before <= ended else None
    return await _save(tx, replace(learner, calm_until=calm))


async def end_calm(tx: Transaction, learner: Learner) -> Learner:
    """Let everything come again: the learner wishes it."""
    return await _save(tx, replace(learner, calm_until=None))


async def _save(tx: Transaction, learner: Learner) -> Learner:
    """Store the calm; of somebody who agreed to nothing, nothing is: nothing comes to them unasked either."""
    if _keeps_calm(learner):
        await learners.save(tx, learner)
    return learner


def _keeps_calm(learner: Learner) -> bool:
    return learner.consented_at is not None or learner.mandate is not None


def _is_calm(learner: Learner, *, now: datetime) -> bool:
    return learner.calm_until is not None and now < learner.calm_until


def _instant(seconds: int | None) -> datetime | None:
    """Read an instant out of a button, which anybody may have forged."""
    try:
        return None if seconds is None else datetime.fromtimestamp(seconds, UTC)
    except (OverflowError, ValueError, OSError):
        return None
