from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot.domain.learner import Learner
from bot.storage import calm, learners
from bot.storage.engine import Database

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


async def calm_until(db: Database, chat_id: int, until: datetime | None) -> Learner:
    async with db.transaction() as tx:
        learner = replace(await learners.add(tx, chat_id, locale="en", now=NOW), calm_until=until)
        await learners.save(tx, learner)
        return learner


async def test_once_it_is_over_nothing_tells_that_somebody_was_left_in_calm(db: Database) -> None:
    over = await calm_until(db, 1001, NOW - timedelta(minutes=1))
    lasting = await calm_until(db, 1002, NOW + timedelta(minutes=1))
    untouched = await calm_until(db, 1003, None)
    async with db.transaction() as tx:
        await calm.forget(tx, before=NOW)
        assert await learners.find(tx, 1001) == replace(over, calm_until=None)
        assert await learners.find(tx, 1002) == lasting
        assert await learners.find(tx, 1003) == untouched
