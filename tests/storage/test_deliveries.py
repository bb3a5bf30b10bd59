from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa

from bot.domain.delivery import Claimed, DeliveryState, Done, Follow, OnAmbiguous, Retry
from bot.domain.learner import Learner
from bot.domain.reminder import Message, Occurrence, Reminder, ReminderId
from bot.storage import deliveries, learners, reminders
from bot.storage.deliveries import LEASE
from bot.storage.engine import Database, Transaction
from bot.storage.instants import stamp
from bot.storage.statements import statement, values
from bot.storage.tables import broadcasts
from bot.storage.tables import deliveries as table

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
SOON = timedelta(minutes=5)

_ADD_BROADCAST = statement(
    sa.insert(broadcasts)
    .values(**values("state"), bodies="{}", audience="{}", created_at=0)
    .returning(broadcasts.c.id)
)
_SET_STATE = statement(
    sa.update(broadcasts).where(broadcasts.c.id == sa.bindparam("b_id")).values(**values("state"))
)
_ADD = statement(
    sa.insert(table).values(state="pending", **values("learner_id", "broadcast_id", "due_at", "expires_at"))
)
_SET_RESEND = statement(sa.update(table).values(on_ambiguous="resend"))
_ALL = statement(sa.select(table).order_by(table.c.id))


async def a_broadcast(tx: Transaction, state: str = "running") -> int:
    row = await tx.one(_ADD_BROADCAST, state=state)
    assert row is not None
    return int(row["id"])


async def a_learner(tx: Transaction, chat_id: int, **chosen: object) -> Learner:
    learner = replace(await learners.add(tx, chat_id, locale="en", now=NOON), **chosen)  # type: ignore[arg-type]
    await learners.save(tx, learner)
    return learner


async def a_delivery(
    tx: Transaction, learner: Learner, broadcast_id: int | None = None, expires_at: datetime | None = None
) -> None:
    await tx.execute(
        _ADD,
        learner_id=learner.id,
        broadcast_id=broadcast_id,
        due_at=stamp(NOON),
        expires_at=stamp(expires_at),
    )


async def claim(db: Database, now: datetime = NOON, lease: str = "me", batch: int = 10) -> list[Claimed]:
    async with db.transaction() as tx:
        return (await deliveries.claim(tx, now=now, batch=batch, lease=lease)).claimed


async def finish(db: Database, claimed: Claimed, step: Done | Retry, now: datetime = NOON) -> None:
    async with db.transaction() as tx:
        await deliveries.finish(tx, [(claimed, step)], now=now)


async def states(db: Database) -> list[str]:
    async with db.transaction() as tx:
        return [row["state"] for row in await tx.all(_ALL)]


@pytest.fixture
async def one(db: Database) -> Claimed:
    async with db.transaction() as tx:
        await a_delivery(tx, await a_learner(tx, 1001), await a_broadcast(tx))
    (claimed,) = await claim(db)
    return claimed


async def test_what_is_due_is_claimed_once(db: Database, one: Claimed) -> None:
    assert (one.learner.chat_id, one.attempts, one.kind) == (1001, 1, "broadcast")
    assert await claim(db, lease="another") == []
    assert await states(db) == ["sending"]


async def test_nothing_is_claimed_before_it_is_due(db: Database) -> None:
    async with db.transaction() as tx:
        await a_delivery(tx, await a_learner(tx, 1001))
    assert await claim(db, NOON - SOON) == []
    assert len(await claim(db)) == 1


async def test_a_batch_says_whether_more_is_due(db: Database) -> None:
    async with db.transaction() as tx:
        broadcast_id = await a_broadcast(tx)
        for chat_id in range(3):
            await a_delivery(tx, await a_learner(tx, chat_id), broadcast_id)
    async with db.transaction() as tx:
        first = await deliveries.claim(tx, now=NOON, batch=2, lease="me")
    async with db.transaction() as tx:
        second = await deliveries.claim(tx, now=NOON, batch=2, lease="me")
    assert (len(first.claimed), first.is_last) == (2, False)
    assert (len(second.claimed), second.is_last) == (1, True)


@pytest.mark.parametrize("state", ["paused", "draft", "cancelled", "finished"])
async def test_only_a_running_broadcast_goes_out(db: Database, state: str) -> None:
    async with db.transaction() as tx:
        broadcast_id = await a_broadcast(tx, state)
        await a_delivery(tx, await a_learner(tx, 1001), broadcast_id)
    assert await claim(db) == []
    async with db.transaction() as tx:
        await tx.execute(_SET_STATE, b_id=broadcast_id, state="running")
    assert len(await claim(db)) == 1


async def test_reminders_go_before_broadcasts(db: Database) -> None:
    async with db.transaction() as tx:
        first, second = await a_learner(tx, 1), await a_learner(tx, 2)
        await a_delivery(tx, first, await a_broadcast(tx))
        await a_delivery(tx, second)
    assert [claimed.learner.chat_id for claimed in await claim(db, batch=1)] == [2]


@pytest.mark.parametrize(
    ("chosen", "state"),
    [({"stopped_at": NOON}, "cancelled"), ({"unreachable_at": NOON}, "unreachable")],
)
async def test_who_left_after_the_start_gets_nothing(
    db: Database, chosen: dict[str, object], state: str
) -> None:
    async with db.transaction() as tx:
        learner = await a_learner(tx, 1001)
        await a_delivery(tx, learner, await a_broadcast(tx))
        await learners.save(tx, replace(learner, **chosen))  # type: ignore[arg-type]
    assert await claim(db) == []
    assert await states(db) == [state]


async def test_what_comes_too_late_expires(db: Database) -> None:
    async with db.transaction() as tx:
        await a_delivery(tx, await a_learner(tx, 1001), expires_at=NOON + SOON)
    assert await claim(db, NOON + SOON) == []
    assert await states(db) == ["expired"]


async def test_nobody_is_woken_at_night(db: Database) -> None:
    async with db.transaction() as tx:
        broadcast_id = await a_broadcast(tx)
        for chat_id, zone in enumerate(("Asia/Kathmandu", "America/Bogota", "Asia/Tokyo")):
            await a_delivery(tx, await a_learner(tx, chat_id, zone=zone), broadcast_id)
    noon_in_utc = await claim(db)
    assert [claimed.learner.zone for claimed in noon_in_utc] == ["Asia/Kathmandu"]  # 17:45; 07:00 and 21:00
    assert await claim(db, NOON + timedelta(minutes=59)) == []
    eight_in_bogota = await claim(db, NOON + timedelta(hours=1))
    assert [claimed.learner.zone for claimed in eight_in_bogota] == ["America/Bogota"]
    eight_in_tokyo = await claim(db, NOON + timedelta(hours=11))
    assert [claimed.learner.zone for claimed in eight_in_tokyo] == ["Asia/Tokyo"]


async def test_an_end_is_stored(db: Database, one: Claimed) -> None:
    await finish(db, one, Done(DeliveryState.SENT, message_id=7))
    assert await states(db) == ["sent"]
    assert await claim(db, NOON + LEASE * 2) == []


async def test_what_was_not_sent_comes_again(db: Database, one: Claimed) -> None:
    await finish(db, one, Retry(NOON + SOON))
    assert await claim(db) == []
    (again,) = await claim(db, NOON + SOON)
    assert (again.id, again.attempts) == (one.id, 2)


async def test_who_cannot_be_reached_is_remembered(db: Database, one: Claimed) -> None:
    await finish(db, one, Done(DeliveryState.UNREACHABLE))
    async with db.transaction() as tx:
        learner = await learners.get(tx, one.learner.id)
    assert learner is not None
    assert learner.unreachable_at == NOON


@pytest.mark.usefixtures("one")
async def test_what_a_dead_sender_left_is_uncertain_and_never_sent_again(db: Database) -> None:
    async with db.transaction() as tx:
        assert await deliveries.recover(tx, lease="me", now=NOON + LEASE) == (0, 0)
        assert await deliveries.recover(tx, lease="another", now=NOON) == (1, 0)
    assert await states(db) == ["uncertain"]
    assert await claim(db, NOON + LEASE * 3) == []


async def test_what_must_arrive_comes_again_after_a_crash(db: Database) -> None:
    async with db.transaction() as tx:
        await a_delivery(tx, await a_learner(tx, 1001), await a_broadcast(tx))
        await tx.execute(_SET_RESEND)
    await claim(db)
    async with db.transaction() as tx:
        assert await deliveries.recover(tx, lease="another", now=NOON) == (0, 1)
    (again,) = await claim(db, NOON + timedelta(days=1))
    assert (again.attempts, again.on_ambiguous) == (2, OnAmbiguous.RESEND)


async def test_a_late_sender_still_tells_the_truth_about_an_uncertain_one(db: Database, one: Claimed) -> None:
    async with db.transaction() as tx:
        await deliveries.recover(tx, lease="another", now=NOON)
    await finish(db, one, Retry(NOON))
    assert await states(db) == ["uncertain"]  # it may be tried again only by whoever holds the lease
    await finish(db, one, Done(DeliveryState.SENT))
    assert await states(db) == ["sent"]


async def two_broadcasts(db: Database) -> Learner:
    async with db.transaction() as tx:
        learner = await a_learner(tx, 1001)
        for _ in range(2):
            await a_delivery(tx, learner, await a_broadcast(tx))
    return learner


async def test_a_second_broadcast_waits_for_the_next_day(db: Database) -> None:
    await two_broadcasts(db)
    (first,) = await claim(db)
    await finish(db, first, Done(DeliveryState.SENT))
    assert await claim(db, NOON + SOON) == []
    (second,) = await claim(db, NOON.replace(hour=8) + timedelta(days=1))
    assert second.broadcast_id != first.broadcast_id


async def test_what_was_not_sent_does_not_use_up_the_day(db: Database) -> None:
    await two_broadcasts(db)
    (first,) = await claim(db)
    await finish(db, first, Done(DeliveryState.FAILED, "odd"))
    (second,) = await claim(db, NOON + SOON)
    assert second.broadcast_id != first.broadcast_id


async def test_a_reminder_makes_way_for_a_broadcast_that_waits(db: Database) -> None:
    async with db.transaction() as tx:
        learner = await a_learner(tx, 1001)
        reminder = Reminder(id=ReminderId(0), learner_id=learner.id, zone="UTC", is_active=True)
        reminder = await reminders.save(tx, reminder, now=NOON)
        at = Occurrence(day=NOON.date(), due_at=NOON, expires_at=NOON + SOON)
        await reminders.put(tx, [Message(reminder=reminder, planned=at, says=0)])
        await a_delivery(tx, learner, await a_broadcast(tx))
    (claimed,) = await claim(db)
    assert claimed.kind == "broadcast"
    assert sorted(await states(db)) == ["cancelled", "sending"]


async def test_a_chat_that_moved_is_found_under_its_new_id(db: Database, one: Claimed) -> None:
    async with db.transaction() as tx:
        await deliveries.finish(tx, [(one, Follow(2002, NOON))], now=NOON)
    (again,) = await claim(db)
    assert (again.id, again.learner.chat_id) == (one.id, 2002)
    async with db.transaction() as tx:
        assert await learners.find(tx, 1001) is None


async def test_a_chat_does_not_move_into_another_ones_place(db: Database, one: Claimed) -> None:
    async with db.transaction() as tx:
        await a_learner(tx, 2002)
        await deliveries.finish(tx, [(one, Follow(2002, NOON))], now=NOON)
    (again,) = await claim(db)
    assert again.learner.chat_id == 1001


async def test_who_lost_the_lease_changes_nothing(db: Database, one: Claimed) -> None:
    await finish(db, one, Retry(NOON))
    (again,) = await claim(db, lease="another")
    await finish(db, one, Done(DeliveryState.FAILED, "late"))
    assert await states(db) == ["sending"]
    await finish(db, again, Done(DeliveryState.SENT))
    assert await states(db) == ["sent"]
