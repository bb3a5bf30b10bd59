"""A year without a visit: told once, where they may be told, and erased a month later; on both databases."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.app import App
from bot.domain.learner import Learner, Step
from bot.domain.mandate import FOUNDER
from bot.storage import learners
from bot.storage.engine import Database
from bot.worker.governor import Governor
from bot.worker.inactive import forget_inactive, render_inactive
from bot.worker.sender import Sender
from tests.conftest import MovableClock
from tests.worker.messengers import FakeMessenger

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


async def somebody(db: Database, chat_id: int, **given: Any) -> Learner:
    async with db.transaction() as tx:
        added = await learners.add(tx, chat_id, locale="en", now=NOON)
        agreed = {"step": Step.DONE, "consent_version": "1-adult", "consented_at": NOON}
        learner = replace(added, **{**agreed, **given})
        await learners.save(tx, learner)
    return learner


async def are_here(db: Database, *chat_ids: int) -> list[int]:
    async with db.reading() as tx:
        return [learner.chat_id for learner in await learners.known(tx, chat_ids)]


@pytest.fixture
def a_day(app: App, messenger: FakeMessenger, clock: MovableClock) -> Any:
    sender = Sender(app, messenger, Governor(per_second=25), lambda claimed: render_inactive(app, claimed))

    async def pass_by(days: float) -> None:
        clock.advance(days=days)
        await forget_inactive(app)
        await sender.sweep()

    return pass_by


async def test_told_once_and_erased_a_month_later(db: Database, messenger: FakeMessenger, a_day: Any) -> None:
    await somebody(db, 1001)
    await a_day(364)
    assert messenger.calls.count(1001) == 0
    await a_day(2)
    await a_day(1)
    await a_day(28)
    assert messenger.calls.count(1001) == 1
    assert await are_here(db, 1001) == [1001]
    await a_day(2)
    assert await are_here(db, 1001) == []
    await a_day(1)
    assert messenger.calls.count(1001) == 1


async def test_a_visit_begins_the_year_anew(
    db: Database, messenger: FakeMessenger, a_day: Any, clock: MovableClock
) -> None:
    learner = await somebody(db, 1001)
    await a_day(366)
    async with db.transaction() as tx:
        await learners.move(tx, learner.id, place="m", now=clock.now)
    await a_day(364)
    assert (await are_here(db, 1001), messenger.calls.count(1001)) == ([1001], 1)
    await a_day(2)
    assert messenger.calls.count(1001) == 2


@pytest.mark.parametrize(
    "given",
    [
        {"stopped_at": NOON},
        {"unreachable_at": NOON},
        {"mandate": FOUNDER},
        {"consented_at": None, "consent_version": None},
    ],
)
async def test_who_may_not_be_written_to_is_erased_without_a_word(
    db: Database, messenger: FakeMessenger, a_day: Any, given: dict[str, Any]
) -> None:
    await somebody(db, 1001, **given)
    await a_day(366)
    await a_day(31)
    assert (await are_here(db, 1001), messenger.calls.count(1001)) == ([], 0)


async def test_nobody_is_told_at_night(db: Database, messenger: FakeMessenger, a_day: Any) -> None:
    await somebody(db, 1001, zone="Asia/Kathmandu", quiet_from=16 * 60, quiet_until=20 * 60)
    await a_day(366)
    assert messenger.calls.count(1001) == 0
    await a_day(timedelta(hours=4) / timedelta(days=1))
    assert messenger.calls.count(1001) == 1


async def test_who_comes_before_the_message_does_not_get_it(
    db: Database, messenger: FakeMessenger, a_day: Any, clock: MovableClock
) -> None:
    learner = await somebody(db, 1001, zone="Asia/Kathmandu", quiet_from=16 * 60, quiet_until=20 * 60)
    await a_day(366)
    async with db.transaction() as tx:
        await learners.move(tx, learner.id, place="m", now=clock.now)
    await a_day(1)
    assert messenger.calls.count(1001) == 0


async def test_others_stay(db: Database, a_day: Any) -> None:
    for chat_id in range(1001, 1004):
        await somebody(db, chat_id)
    await a_day(300)
    await somebody(db, 2001)
    await a_day(100)
    await a_day(31)
    assert await are_here(db, 1001, 1002, 1003) == []
