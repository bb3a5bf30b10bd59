from datetime import UTC, datetime, timedelta

from bot.storage import duties
from bot.storage.engine import Database

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
TERM = timedelta(seconds=15)


async def take(db: Database, holder: str, now: datetime) -> bool:
    async with db.transaction() as tx:
        return await duties.take(tx, "sender", holder=holder, until=now + TERM, now=now)


async def test_a_duty_is_held_by_one(db: Database) -> None:
    assert await take(db, "first", NOON)
    assert not await take(db, "second", NOON + TERM - timedelta(seconds=1))
    assert await take(db, "second", NOON + TERM)


async def test_only_its_holder_keeps_it(db: Database) -> None:
    async with db.transaction() as tx:
        assert not await duties.keep(tx, "sender", holder="first", until=NOON + TERM)
    await take(db, "first", NOON)
    async with db.transaction() as tx:
        assert not await duties.keep(tx, "sender", holder="second", until=NOON + TERM)
        assert await duties.keep(tx, "sender", holder="first", until=NOON + TERM * 2)
    assert not await take(db, "second", NOON + TERM)


async def test_what_is_left_can_be_taken_at_once(db: Database) -> None:
    async with db.transaction() as tx:
        assert await duties.held_until(tx, "sender") is None
    await take(db, "first", NOON)
    async with db.transaction() as tx:
        await duties.keep(tx, "sender", holder="first", until=NOON)
        assert await duties.held_until(tx, "sender") == NOON
    assert await take(db, "second", NOON)


async def test_the_balance_is_believed_for_a_while(db: Database) -> None:
    async with db.transaction() as tx:
        assert await duties.balance(tx, now=NOON) is None
        for messages in (120, 90):
            await duties.note_balance(tx, messages, until=NOON + TERM)
        assert await duties.balance(tx, now=NOON + TERM - timedelta(seconds=1)) == 90
        assert await duties.balance(tx, now=NOON + TERM) is None
