"""Use cases of check-ins: ask to be asked tomorrow, put it off, take it back.

What a parent answers is never stored; the one thing that is, is which situation to ask about, and when.
"""

from dataclasses import replace
from datetime import datetime

from bot.domain.check_in import PROGRAMME, may_ask_again, next_day
from bot.domain.learner import Learner
from bot.domain.reminder import QuietHours
from bot.domain.situation import SituationId
from bot.domain.zones import local
from bot.i18n.zones import home_zone
from bot.storage import learners, programmes
from bot.storage.engine import Transaction


async def ask_tomorrow(
    tx: Transaction, learner: Learner, situation_id: SituationId, *, now: datetime
) -> datetime | None:
    """Plan to ask on the next local day, and return when; None where the learner's clock is not known.

    However often this is asked, one message comes. The learner lives by their country's zone where no other
    is known: the quiet hours go by it too.
    """
    zone = home_zone(learner)
    if zone is None:
        return None
    if learner.zone is None:
        await learners.save(tx, replace(learner, zone=zone))
    quiet = QuietHours(start=learner.quiet_from, end=learner.quiet_until, zone=zone)
    planned = next_day(quiet, now=now)
    await programmes.put(tx, learner.id, PROGRAMME, situation_id, planned)
    return await awaited_at(tx, learner, situation_id) or planned.due_at


async def may_put_off(tx: Transaction, learner: Learner, situation_id: SituationId, *, now: datetime) -> bool:
    """Tell whether “not yet” leads to one more message: a parent is reminded, never pressed."""
    days = await programmes.days_of(tx, learner.id, PROGRAMME, situation_id)
    return may_ask_again(days, today=local(now, home_zone(learner)).date())


async def awaited_at(tx: Transaction, learner: Learner, situation_id: SituationId) -> datetime | None:
    """Return when the parent will be asked about a situation."""
    return await programmes.awaited_at(tx, learner.id, PROGRAMME, situation_id)


async def cancel(tx: Transaction, learner: Learner, situation_id: SituationId) -> None:
    """Ask nothing about a situation."""
    await programmes.withdraw(tx, learner.id, PROGRAMME, situation_id)


async def stop(tx: Transaction, learner: Learner) -> None:
    """Ask nothing about any situation."""
    await programmes.withdraw_all(tx, learner.id, PROGRAMME)
