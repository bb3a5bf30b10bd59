"""What served its time is gone; what is younger stays."""

from dataclasses import replace
from datetime import timedelta

from bot.app import App
from bot.domain.pin import Lock, to_be_erased
from bot.domain.retention import HEARD
from bot.domain.safeguarding import Kind
from bot.storage import heard, learners, messages, pins
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


async def test_messages_are_forgotten_when_telegram_would_not_delete_them_any_more(
    app: App, db: Database, clock: MovableClock
) -> None:
    async with db.transaction() as tx:
        learner = await learners.add(tx, 1001, locale="en", now=clock.now)
        await messages.add(tx, 1001, [7], now=clock.now)
    for hours, kept in ((48, (7,)), (0.01, ())):
        clock.advance(hours=hours)
        await forget(app)
        async with db.transaction() as tx:
            assert await messages.list_since(tx, learner.id, since=clock.now - timedelta(days=9)) == kept


async def test_who_lost_the_pin_and_wants_to_begin_again_is_erased_a_day_later(
    app: App, db: Database, clock: MovableClock
) -> None:
    async with db.transaction() as tx:
        learner = await learners.add(tx, 1001, locale="en", now=clock.now)
        await pins.save(tx, learner.id, to_be_erased(Lock(sealed=b"x"), now=clock.now))
    for hours, is_there in ((23.9, True), (0.2, False)):
        clock.advance(hours=hours)
        await forget(app)
        async with db.transaction() as tx:
            assert (await learners.find(tx, 1001) is not None) is is_there


async def test_how_often_distress_was_heard_is_kept_for_two_years(
    app: App, db: Database, clock: MovableClock
) -> None:
    today = clock.now.date()
    days = [today - HEARD - timedelta(days=1), today - HEARD, today]
    async with db.transaction() as tx:
        for day in days:
            await heard.add(tx, Kind.SELF_HARM, country="NP", on=day)
    await forget(app)
    async with db.transaction() as tx:
        kept = await heard.count(tx, since=days[0], before=today + timedelta(days=1))
    assert sorted(day for day, _, _ in kept) == days[1:]
