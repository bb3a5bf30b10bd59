from dataclasses import replace
from datetime import timedelta

from bot.app import App
from bot.storage import learners
from bot.storage.engine import Database
from bot.worker.housekeeping import forget
from tests.conftest import MovableClock


async def test_a_day_after_distress_the_row_no_longer_tells_of_it(
    app: App, db: Database, clock: MovableClock
) -> None:
    async with db.transaction() as tx:
        learner = await learners.add(tx, 1001, locale="en", now=clock.now)
        await learners.save(tx, replace(learner, calm_until=clock.now + app.calm))
    clock.now += app.calm + timedelta(seconds=1)
    await forget(app)
    async with db.transaction() as tx:
        assert await learners.find(tx, 1001) == learner
