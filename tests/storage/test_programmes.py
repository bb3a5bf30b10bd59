from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from bot.domain.delivery import DeliveryState, Done
from bot.domain.learner import Learner
from bot.domain.reminder import Occurrence
from bot.storage import learners, personal, programmes
from bot.storage.engine import Database
from tests.storage.test_deliveries import NOON, a_broadcast, a_delivery, claim, finish, states

DAY = timedelta(days=1)
NAME = "check-in"


def planned(due_at: datetime) -> Occurrence:
    return Occurrence(day=due_at.date(), due_at=due_at, expires_at=due_at + 2 * DAY)


@pytest.fixture
async def learner(db: Database) -> Learner:
    async with db.transaction() as tx:
        return await learners.add(tx, 1001, locale="en", now=NOON)


async def put(db: Database, learner: Learner, subject: str, due_at: datetime = NOON) -> None:
    async with db.transaction() as tx:
        await programmes.put(tx, learner.id, NAME, subject, planned(due_at))


async def test_there_is_one_a_subject_and_day(db: Database, learner: Learner) -> None:
    await put(db, learner, "one")
    await put(db, learner, "one", NOON + timedelta(hours=1))
    await put(db, learner, "two")
    await put(db, learner, "one", NOON + DAY)
    assert await states(db) == ["pending"] * 3
    async with db.transaction() as tx:
        assert await programmes.awaited_at(tx, learner.id, NAME, "one") == NOON


async def test_it_is_claimed_with_its_name_and_its_subject(db: Database, learner: Learner) -> None:
    await put(db, learner, "one")
    (claimed,) = await claim(db)
    assert (claimed.kind, claimed.programme, claimed.subject) == (NAME, NAME, "one")
    assert claimed.local_day == NOON.date().isoformat()
    async with db.transaction() as tx:
        assert await programmes.awaited_at(tx, learner.id, NAME, "one") is None
        assert await programmes.days_of(tx, learner.id, NAME, "one") == [NOON.date()]


async def test_too_late_it_expires(db: Database, learner: Learner) -> None:
    await put(db, learner, "one")
    assert await claim(db, NOON + 3 * DAY) == []
    assert await states(db) == ["expired"]


async def test_it_can_be_taken_back(db: Database, learner: Learner) -> None:
    for subject in ("one", "two", "three"):
        await put(db, learner, subject)
    async with db.transaction() as tx:
        other = await learners.add(tx, 1002, locale="en", now=NOON)
    await put(db, other, "one")
    async with db.transaction() as tx:
        await programmes.withdraw(tx, learner.id, NAME, "one")
        await programmes.withdraw(tx, learner.id, "booster", "two")
    assert len(await states(db)) == 3
    async with db.transaction() as tx:
        await programmes.withdraw_all(tx, learner.id, NAME)
    (claimed,) = await claim(db)
    assert claimed.learner.id == other.id


async def test_what_is_on_its_way_is_not_taken_back(db: Database, learner: Learner) -> None:
    await put(db, learner, "one")
    await claim(db)
    async with db.transaction() as tx:
        await programmes.withdraw_all(tx, learner.id, NAME)
    assert await states(db) == ["sending"]


async def test_its_owner_sees_it_and_erases_it(db: Database, learner: Learner) -> None:
    await put(db, learner, "one")
    async with db.transaction() as tx:
        (row,) = (await personal.rows_of(tx, learner.id))["deliveries"]
        assert (row["programme"], row["subject"]) == (NAME, "one")
        await learners.erase(tx, learner.id)
    assert await states(db) == []


async def test_what_has_ended_is_forgotten(db: Database, learner: Learner) -> None:
    await put(db, learner, "ended")
    assert await claim(db, NOON + 3 * DAY) == []
    await put(db, learner, "open", NOON + 30 * DAY)
    async with db.transaction() as tx:
        await programmes.forget(tx, "booster", before=NOON + 10 * DAY)
    assert await states(db) == ["expired", "pending"]
    async with db.transaction() as tx:
        await programmes.forget(tx, NAME, before=NOON + 10 * DAY)
    assert await states(db) == ["pending"]


async def test_a_check_in_was_asked_for_and_comes_beside_the_one_unasked_message_of_a_day(
    db: Database, learner: Learner
) -> None:
    async with db.transaction() as tx:
        await learners.save(tx, replace(learner, zone="UTC"))
        await a_delivery(tx, learner, await a_broadcast(tx))
    (news,) = await claim(db)
    await finish(db, news, Done(DeliveryState.SENT, message_id=1))
    await put(db, learner, "one", NOON + timedelta(hours=1))
    (claimed,) = await claim(db, NOON + timedelta(hours=1))
    assert (claimed.kind, claimed.is_unasked) == (NAME, False)
