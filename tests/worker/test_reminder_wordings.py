"""How reminders are worded, from day to day."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.actions.reminders import Snooze, SnoozeReminder
from bot.domain.reminder import EVERY_DAY, Topic
from bot.services import reminders as service
from bot.storage import learners
from bot.storage import reminders as rows
from bot.storage.engine import Database
from bot.worker.housekeeping import forget
from tests.conftest import MovableClock
from tests.worker.test_reminders import Life, a_learner, a_reminder, clock, life, utc

__all__ = ["clock", "life"]  # fixtures


async def test_the_message_is_worded_for_the_day_and_for_shared_phones(
    life: Life, db: Database, clock: MovableClock
) -> None:
    learner = await a_learner(db, clock)
    reminder = await a_reminder(db, clock, learner)
    async with db.transaction() as tx:
        await rows.save(tx, replace(reminder, topic=Topic.REVIEW), now=clock.now)
        await learners.save(tx, replace(learner, is_discreet=True))
    await life.until("2026-10-26 12:00")
    texts = [str(screen.text) for _, screen in life.messenger.sent]
    assert len(set(texts)) == 3
    assert not any("question" in text or "lesson" in text for text in texts)


@pytest.mark.parametrize("days", [EVERY_DAY, 0b1000000, 0b0010001, 0b0011111, 0b1010101])
async def test_recently_seen_wordings_rest_whatever_days_were_chosen_and_whatever_was_missed(
    life: Life, db: Database, clock: MovableClock, days: int
) -> None:
    learner = await a_learner(db, clock)
    reminder = await a_reminder(db, clock, learner, days=days)
    for number in range(40):
        clock.now = utc("2026-11-01 18:00") + timedelta(days=number)
        await life.remind()
        clock.advance(hours=7 if number % 9 in {2, 3, 4, 5} else 0)  # the sender is down: it expires
        await life.sweep()
        if number % 11 == 0:
            async with db.transaction() as tx:
                await service.snooze(tx, learner, reminder, SnoozeReminder(until=Snooze.HOUR), now=clock.now)
            clock.advance(hours=1)
            await life.sweep()
        await forget(life.app)
    texts = [screen.text for _, screen in life.messenger.sent]
    assert len(texts) > 3
    assert all(len({*texts[start : start + 4]}) == 4 for start in range(len(texts) - 3))
