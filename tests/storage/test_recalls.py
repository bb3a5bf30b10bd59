from datetime import timedelta

import pytest
import sqlalchemy as sa

from bot.domain.broadcast import Broadcast, BroadcastState
from bot.domain.delivery import Claimed, DeliveryId, DeliveryState, Done
from bot.domain.recall import Recall, Wanted
from bot.storage import audiences, broadcasts, deliveries, recalls
from bot.storage.engine import Database
from bot.storage.statements import statement
from bot.storage.tables import deliveries as table
from tests.storage.test_broadcasts import NOON, a_draft, a_reader

FIRST = DeliveryId(0)
HOUR = timedelta(hours=1)
_PLAN = statement(
    sa.select(table.c.id).where(
        table.c.broadcast_id == 1, table.c.recall == sa.literal_column("'wanted'"), table.c.id > 0
    )
)


async def sent(db: Database, *ends: Done) -> tuple[Broadcast, list[Claimed]]:
    """Start a broadcast to as many people as there are ends, and end it for each, an hour apart."""
    async with db.transaction() as tx:
        for chat_id in range(1, len(ends) + 1):
            await a_reader(tx, chat_id)
        draft = await a_draft(tx)
        await broadcasts.move(tx, draft, BroadcastState.RUNNING, now=NOON)
        await audiences.address(tx, draft, now=NOON)
    async with db.transaction() as tx:
        claimed = (await deliveries.claim(tx, now=NOON, batch=100, lease="me")).claimed
        claimed.sort(key=lambda one: one.learner.chat_id)
        for number, (one, end) in enumerate(zip(claimed, ends, strict=True)):
            await deliveries.finish(tx, [(one, end)], now=NOON + number * HOUR)
        running = await broadcasts.get(tx, draft.id)
    assert running is not None
    return running, claimed


def arrived(message_id: int | None) -> Done:
    return Done(DeliveryState.SENT, message_id=message_id)


async def wanted(
    db: Database, broadcast: Broadcast, *, after: DeliveryId = FIRST, most: int = 10
) -> list[Wanted]:
    async with db.reading() as tx:
        return await recalls.next_wanted(tx, broadcast.id, after=after, most=most)


async def test_what_arrived_lately_is_wanted_back_and_nothing_else(db: Database) -> None:
    ends = [arrived(11), Done(DeliveryState.UNREACHABLE), arrived(13), arrived(None), arrived(15)]
    broadcast, claimed = await sent(db, *ends)
    async with db.transaction() as tx:
        assert await recalls.count_deletable(tx, broadcast.id, since=NOON) == 2
        await recalls.want(tx, broadcast.id, since=NOON)
        counted = await recalls.counts(tx, broadcast.id)
        assert await recalls.list_wanted(tx) == [broadcast.id]
    assert counted.by_end == {Recall.WANTED: 2}
    assert await wanted(db, broadcast) == [
        Wanted(delivery_id=claimed[2].id, chat_id=3, message_id=13),
        Wanted(delivery_id=claimed[4].id, chat_id=5, message_id=15),
    ]


async def test_it_is_worked_through_in_handfuls(db: Database) -> None:
    broadcast, _ = await sent(db, *(arrived(number) for number in range(5)))
    async with db.transaction() as tx:
        await recalls.want(tx, broadcast.id, since=NOON - HOUR)
    first = await wanted(db, broadcast, most=3)
    rest = await wanted(db, broadcast, after=first[-1].delivery_id, most=3)
    assert [one.message_id for one in (*first, *rest)] == [0, 1, 2, 3, 4]


async def test_an_end_stays_an_end(db: Database) -> None:
    broadcast, _ = await sent(db, arrived(1), arrived(2))
    async with db.transaction() as tx:
        await recalls.want(tx, broadcast.id, since=NOON - HOUR)
    first, second = await wanted(db, broadcast)
    async with db.transaction() as tx:
        await recalls.settle(tx, [(first, Recall.DELETED), (second, Recall.GONE)])
        await recalls.settle(tx, [(first, Recall.FAILED)])
        await recalls.want(tx, broadcast.id, since=NOON - HOUR)
        await recalls.settle(tx, [])
        assert (await recalls.counts(tx, broadcast.id)).by_end == {Recall.DELETED: 1, Recall.GONE: 1}
        assert await recalls.list_wanted(tx) == []


async def test_it_is_marked_once_and_told_anew_where_the_end_was_told(db: Database) -> None:
    broadcast, _ = await sent(db, arrived(1))
    async with db.transaction() as tx:
        await broadcasts.set_progress_message(tx, broadcast.id, 77)
        await broadcasts.set_reported(tx, broadcast.id, now=NOON)
        assert await recalls.mark(tx, broadcast.id, now=NOON)
        assert not await recalls.mark(tx, broadcast.id, now=NOON + HOUR)
        (stored,) = await broadcasts.list_unreported(tx)
    assert (stored.recalled_at, stored.progress_message_id) == (NOON, None)


async def test_a_progress_message_that_is_not_at_its_end_stays_the_one(db: Database) -> None:
    broadcast, _ = await sent(db, arrived(1))
    async with db.transaction() as tx:
        await broadcasts.set_progress_message(tx, broadcast.id, 77)
        await recalls.mark(tx, broadcast.id, now=NOON)
        stored = await broadcasts.get(tx, broadcast.id)
    assert stored is not None
    assert stored.progress_message_id == 77


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_looking_for_it_costs_what_is_wanted(db: Database) -> None:
    plan = f"EXPLAIN QUERY PLAN {_PLAN.sql['sqlite']}"
    async with db.reading() as tx:
        cursor = await tx._connection.execute(plan, dict(_PLAN.parameters("sqlite", {})))  # type: ignore[attr-defined]
        steps = [row[3] for row in await cursor.fetchall()]
    assert any("ix_deliveries_recall" in step for step in steps), steps
