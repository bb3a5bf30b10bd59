"""What quick hide can take away: the numbers of a chat's messages, for two days."""

from datetime import UTC, datetime, timedelta

import sqlalchemy as sa

from bot.domain.recall import WINDOW
from bot.storage import learners, messages, safe_words
from bot.storage.engine import Database
from bot.storage.statements import statement
from bot.storage.tables import deliveries
from bot.storage.tables import learners as table

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
SINCE = NOW - WINDOW


async def test_messages_are_listed_latest_first_and_once(db: Database) -> None:
    async with db.transaction() as tx:
        learner = await learners.add(tx, 1001, locale="en", now=NOW)
        await messages.add(tx, 1001, [3, 4], now=NOW)
        await messages.add(tx, 1001, [4, 9], now=NOW)
        assert await messages.list_since(tx, learner.id, since=SINCE) == (9, 4, 3)
        await messages.drop(tx, 1001, [9, 3])
        assert await messages.list_since(tx, learner.id, since=SINCE) == (4,)


async def test_what_was_sent_unasked_counts_too(db: Database) -> None:
    sent = statement(
        sa.insert(deliveries).values(
            learner_id=sa.bindparam("learner_id"),
            state="sent",
            message_id=sa.bindparam("message_id"),
            due_at=0,
            finished_at=sa.bindparam("finished_at"),
        )
    )
    async with db.transaction() as tx:
        learner = await learners.add(tx, 1001, locale="en", now=NOW)
        for message_id, ago in ((70, timedelta(hours=1)), (50, timedelta(hours=49))):
            at = int((NOW - ago).timestamp() * 1000)
            await tx.execute(sent, learner_id=learner.id, message_id=message_id, finished_at=at)
        await messages.add(tx, 1001, [60, 70], now=NOW)
        assert await messages.list_since(tx, learner.id, since=SINCE) == (70, 60)


async def test_they_vanish_after_two_days_and_with_their_learner(db: Database) -> None:
    async with db.transaction() as tx:
        learner = await learners.add(tx, 1001, locale="en", now=NOW)
        await messages.add(tx, 1001, [1], now=NOW - timedelta(hours=49))
        await messages.add(tx, 1001, [2], now=NOW)
        await messages.forget(tx, before=SINCE)
        assert await messages.list_since(tx, learner.id, since=NOW - timedelta(days=9)) == (2,)
        await learners.erase(tx, learner.id)
        await messages.add(tx, 1001, [3], now=NOW)
        assert await messages.list_since(tx, learner.id, since=SINCE) == ()


async def test_a_word_of_ones_own_is_sealed(db: Database) -> None:
    async with db.transaction() as tx:
        learner = await learners.add(tx, 1001, locale="en", now=NOW)
        assert await safe_words.get(tx, learner.id) is None
        await safe_words.put(tx, learner.id, "purplelephant")
        assert await safe_words.get(tx, learner.id) == "purplelephant"
        row = await tx.one(statement(sa.select(table.c.safe_word_sealed)))
        assert row is not None
        assert b"purple" not in bytes(row["safe_word_sealed"])
        await safe_words.remove(tx, learner.id)
        assert await safe_words.get(tx, learner.id) is None
