"""Broadcasts at a pace that is paid for with Stars."""

from collections import Counter
from dataclasses import replace
from datetime import timedelta

from bot.app import App
from bot.domain.delivery import Failed, Outcome, Throttled, Unpaid, Unreachable
from bot.storage import duties
from bot.worker.governor import Governor
from bot.worker.sender import Sender
from bot.worker.stars import Stars
from tests.conftest import MovableClock
from tests.storage.test_deliveries import NOON, a_delivery, a_learner, states
from tests.worker.messengers import FakeMessenger
from tests.worker.test_broadcasts import AUTHOR, Bench
from tests.worker.test_governor import busiest_second
from tests.worker.test_sender import a_crowd, hello
from tests.worker.virtual import VirtualTime

PAID = 200


class Till:
    """A sender that may pay, in a time of its own."""

    def __init__(self, app: App, stars: int) -> None:
        self.time = VirtualTime()
        self.app = replace(app, paid_per_second=PAID)
        self.messenger = FakeMessenger(self.time.clock)
        self.messenger.has = stars * 10
        self.governor = Governor(
            per_second=25, paid_per_second=PAID, clock=self.time.clock, sleep=self.time.sleep
        )
        self.sender = Sender(self.app, self.messenger, self.governor, hello, under_way=240)
        self.stars = Stars(self.app, self.messenger, self.governor, is_on_duty=lambda: True)

    async def sweep(self) -> None:
        await self.stars.sweep()
        await self.time.run(self.sender.sweep())

    async def balance(self) -> int | None:
        async with self.app.db.reading() as tx:
            return await duties.balance(tx, now=self.app.clock())


async def test_a_broadcast_leaves_faster_than_the_free_pace_and_never_faster_than_the_paid_one(
    app: App,
) -> None:
    till = Till(app, stars=1000)
    await a_crowd(app.db, 500)
    await till.sweep()
    at = till.messenger.called_at
    assert sorted(till.messenger.paid) == list(range(1, 501))
    assert busiest_second(at) <= PAID
    assert at[-1] - at[0] < 500 / PAID / 0.9


async def test_what_is_no_broadcast_is_not_paid_for_and_keeps_its_lane_beside(app: App) -> None:
    till = Till(app, stars=1000)
    await a_crowd(app.db, 100)
    async with app.db.transaction() as tx:
        for chat_id in range(1001, 1041):
            await a_delivery(tx, await a_learner(tx, chat_id))
    await till.sweep()
    assert sorted(till.messenger.paid) == list(range(1, 101))
    free = [
        at for at, chat in zip(till.messenger.called_at, till.messenger.calls, strict=True) if chat > 1000
    ]
    assert len(free) == 40
    assert busiest_second(free) <= 25
    assert free[-1] - free[0] < 40 / 25 / 0.85


async def test_what_the_stars_do_not_pay_for_goes_at_the_free_pace(app: App) -> None:
    till = Till(app, stars=3)
    await a_crowd(app.db, 60)
    await till.sweep()
    assert len(till.messenger.paid) == 30
    assert Counter(await states(app.db)) == {"sent": 60}
    free = [
        at
        for at, chat in zip(till.messenger.called_at, till.messenger.calls, strict=True)
        if chat not in till.messenger.paid
    ]
    assert busiest_second(free) <= 25


async def test_without_an_answer_about_the_balance_nothing_is_paid_for(app: App) -> None:
    till = Till(app, stars=0)
    till.messenger.has = None
    await a_crowd(app.db, 3)
    await till.sweep()
    assert (till.messenger.paid, sorted(till.messenger.calls)) == ([], [1, 2, 3])
    assert await till.balance() is None


async def test_switched_off_nobody_asks_and_nothing_is_paid_for(app: App) -> None:
    till = Till(app, stars=10)
    stars = Stars(app, till.messenger, till.governor, is_on_duty=lambda: True)
    await stars.sweep()
    assert await till.balance() is None
    assert not till.governor.spend()


async def refused(app: App, clock: MovableClock, outcome: Outcome) -> Till:
    """Let the first message be refused, and send until nothing is left."""
    till = Till(app, stars=1000)
    await a_crowd(app.db, 400)
    till.messenger.script(1, outcome)
    for _ in range(2):
        await till.sweep()
        till.time.now += 60
        clock.advance(seconds=60)
    return till


async def test_refused_stars_send_all_that_is_left_at_the_free_pace(app: App, clock: MovableClock) -> None:
    till = await refused(app, clock, Unpaid("BALANCE_TOO_LOW"))
    assert Counter(await states(app.db)) == {"sent": 400}
    assert Counter(till.messenger.calls) == {1: 2, **dict.fromkeys(range(2, 401), 1)}
    assert len(till.messenger.paid) < 50  # what was under way
    await till.stars.sweep()
    assert await till.balance() == 0


async def test_a_refusal_in_other_words_costs_one_message_a_second_try_without_stars(
    app: App, clock: MovableClock
) -> None:
    till = await refused(app, clock, Failed("a word nobody has heard of"))
    assert Counter(await states(app.db)) == {"sent": 400}
    assert len(till.messenger.paid) == 400
    assert till.messenger.calls.count(1) == 2


async def test_what_is_wrong_with_the_message_itself_still_fails(app: App, clock: MovableClock) -> None:
    till = Till(app, stars=10)
    await a_crowd(app.db, 2)
    till.messenger.script(1, Failed("too long"), Failed("too long"))
    till.messenger.script(2, Unreachable())
    await till.sweep()
    clock.advance(seconds=10)
    await till.sweep()
    assert sorted(await states(app.db)) == ["failed", "unreachable"]


async def test_a_429_stops_what_is_paid_for_too(app: App) -> None:
    till = Till(app, stars=1000)
    await a_crowd(app.db, 300)
    till.messenger.script(5, Throttled(timedelta(seconds=30)))
    await till.sweep()
    assert len(till.messenger.calls) < 50
    assert till.governor.halted_for() > timedelta(seconds=29)


async def test_the_balance_is_asked_for_once_a_minute_by_whoever_sends(app: App, clock: MovableClock) -> None:
    till = Till(app, stars=7)
    await till.stars.sweep()
    assert await till.balance() == 70
    till.messenger.has = 40
    clock.advance(seconds=59)
    await till.stars.sweep()
    assert await till.balance() == 70
    clock.advance(seconds=1)
    await till.stars.sweep()
    assert await till.balance() == 40
    idle = Stars(till.app, till.messenger, till.governor, is_on_duty=lambda: False)
    clock.advance(minutes=3)
    await idle.sweep()
    assert await till.balance() is None


async def test_its_coordinator_is_told_when_the_stars_do_not_pay_for_the_rest(
    app: App, messenger: FakeMessenger
) -> None:
    bench = Bench(replace(app, paid_per_second=PAID), messenger)
    await bench.begin(4)
    async with app.db.transaction() as tx:
        await duties.note_balance(tx, 3, until=NOON + timedelta(minutes=3))
    await bench.report()
    (told,) = bench.sent_to(AUTHOR)
    assert "not enough Stars" in told
    assert "25 messages a second" in told
