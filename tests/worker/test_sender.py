import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable
from datetime import timedelta

import pytest
from markupsafe import Markup

from bot.app import App
from bot.domain.delivery import (
    Claimed,
    Failed,
    Halted,
    NotSent,
    Outcome,
    Throttled,
    Uncertain,
    Unreachable,
)
from bot.domain.errors import StorageError
from bot.screens.base import Screen
from bot.storage.deliveries import LEASE
from bot.storage.engine import Database
from bot.worker.duty import TERM
from bot.worker.governor import Governor
from bot.worker.sender import Sender
from tests.conftest import MovableClock
from tests.storage.test_deliveries import _SET_STATE, a_broadcast, a_delivery, a_learner, states
from tests.worker.messengers import FakeMessenger
from tests.worker.test_governor import busiest_second
from tests.worker.virtual import VirtualTime, a_governor


async def hello(_claimed: Claimed) -> Screen | None:
    return Screen(text=Markup("Hello"))


def a_sender(
    app: App, messenger: FakeMessenger, render: Callable[[Claimed], Awaitable[Screen | None]] = hello
) -> Sender:
    return Sender(app, messenger, a_governor(), render)


async def a_crowd(db: Database, people: int) -> int:
    """Start a broadcast to the chats 1, 2, 3 and so on."""
    async with db.transaction() as tx:
        broadcast_id = await a_broadcast(tx)
        for chat_id in range(1, people + 1):
            await a_delivery(tx, await a_learner(tx, chat_id), broadcast_id)
    return broadcast_id


async def a_later_crowd(db: Database) -> None:
    """Start a broadcast to the chat 2."""
    async with db.transaction() as tx:
        await a_delivery(tx, await a_learner(tx, 2), await a_broadcast(tx))


async def test_everybody_gets_it_once(app: App, messenger: FakeMessenger) -> None:
    await a_crowd(app.db, 120)
    sender = a_sender(app, messenger)
    await sender.sweep()
    await sender.sweep()
    assert sorted(messenger.calls) == list(range(1, 121))
    assert Counter(await states(app.db)) == {"sent": 120}


@pytest.mark.parametrize(
    ("outcome", "state"),
    [
        (Unreachable(), "unreachable"),
        (Failed("chat is odd"), "failed"),
        (Uncertain(), "uncertain"),
        (Throttled(timedelta(seconds=7)), "pending"),
        (NotSent(), "pending"),
        (Halted("InvalidToken"), "pending"),
    ],
)
async def test_every_outcome_has_its_state(
    app: App, messenger: FakeMessenger, outcome: Outcome, state: str
) -> None:
    await a_crowd(app.db, 1)
    messenger.script(1, outcome)
    await a_sender(app, messenger).sweep()
    assert await states(app.db) == [state]
    assert messenger.calls == [1]


async def test_an_uncertain_message_is_never_sent_again(
    app: App, messenger: FakeMessenger, clock: MovableClock
) -> None:
    await a_crowd(app.db, 1)
    messenger.script(1, Uncertain())
    sender = a_sender(app, messenger)
    await sender.sweep()
    clock.advance(hours=3)
    await sender.sweep()
    assert messenger.calls == [1]


async def test_what_never_left_is_tried_again_later(
    app: App, messenger: FakeMessenger, clock: MovableClock
) -> None:
    await a_crowd(app.db, 1)
    messenger.script(1, NotSent(), NotSent())
    for _ in range(3):
        await a_sender(app, messenger).sweep()
        clock.advance(minutes=5)
    assert await states(app.db) == ["sent"]
    assert messenger.calls == [1, 1, 1]


async def test_a_429_stops_everybody_until_it_ends(
    app: App, messenger: FakeMessenger, clock: MovableClock
) -> None:
    time = VirtualTime()
    governor = Governor(per_second=2, clock=time.clock, sleep=time.sleep)
    await a_crowd(app.db, 10)
    messenger.script(2, Throttled(timedelta(seconds=30)))
    sender = Sender(app, messenger, governor, hello)
    await time.run(sender.sweep())
    assert messenger.calls == [1, 2]
    await sender.sweep()
    assert messenger.calls == [1, 2]
    assert Counter(await states(app.db)) == {"sent": 1, "pending": 9}
    time.now += 30
    clock.advance(seconds=30)
    await time.run(sender.sweep())
    assert Counter(await states(app.db)) == {"sent": 10}
    assert Counter(messenger.calls) == {2: 2, **dict.fromkeys([1, *range(3, 11)], 1)}


async def test_the_pace_is_kept(app: App) -> None:
    time = VirtualTime()
    messenger = FakeMessenger(time.clock)
    await a_crowd(app.db, 60)
    governor = Governor(per_second=25, clock=time.clock, sleep=time.sleep)
    await time.run(Sender(app, messenger, governor, hello).sweep())
    assert len(messenger.calls) == 60
    assert busiest_second(messenger.called_at) <= 25


async def test_what_there_is_nothing_to_say_about_is_cancelled(app: App, messenger: FakeMessenger) -> None:
    async def nothing(_claimed: Claimed) -> Screen | None:
        return None

    await a_crowd(app.db, 1)
    await a_sender(app, messenger, nothing).sweep()
    assert (await states(app.db), messenger.calls) == (["cancelled"], [])


async def test_a_message_that_cannot_be_written_ends_alone(app: App, messenger: FakeMessenger) -> None:
    async def falter(claimed: Claimed) -> Screen | None:
        if claimed.learner.chat_id == 1:
            raise LookupError
        return await hello(claimed)

    await a_crowd(app.db, 2)
    await a_sender(app, messenger, falter).sweep()
    assert (await states(app.db), messenger.calls) == (["failed", "sent"], [2])


async def test_a_database_that_fails_while_writing_costs_nothing(app: App, messenger: FakeMessenger) -> None:
    async def falter(_claimed: Claimed) -> Screen | None:
        raise StorageError

    await a_crowd(app.db, 1)
    await a_sender(app, messenger, falter).sweep()
    assert (await states(app.db), messenger.calls) == (["pending"], [])


async def test_sending_is_committed_before_the_call(app: App, messenger: FakeMessenger) -> None:
    await a_crowd(app.db, 2)
    messenger.hold.clear()
    sweep = asyncio.ensure_future(a_sender(app, messenger).sweep())
    await messenger.called(2)
    assert await states(app.db) == ["sending", "sending"]
    messenger.hold.set()
    await sweep
    assert await states(app.db) == ["sent", "sent"]


async def test_an_answer_is_stored_while_the_pace_lets_nothing_leave(
    app: App, messenger: FakeMessenger
) -> None:
    async def sleep(_seconds: float) -> None:
        """Stand in for the pace: nothing may leave any more."""
        await asyncio.get_running_loop().create_future()

    await a_crowd(app.db, 6)
    sender = Sender(app, messenger, Governor(per_second=25, clock=lambda: 0.0, sleep=sleep), hello)
    sweep = asyncio.ensure_future(sender.sweep())
    async with asyncio.timeout(5):
        while "sent" not in await states(app.db):  # noqa: ASYNC110 (rows tell nobody that they changed)
            await asyncio.sleep(0)
    sweep.cancel()
    assert messenger.calls == [1]


async def test_of_many_senders_one_sends(app: App, messenger: FakeMessenger) -> None:
    await a_crowd(app.db, 40)
    senders = [a_sender(app, messenger) for _ in range(4)]
    await asyncio.gather(*(sender.sweep() for sender in senders))
    assert sorted(messenger.calls) == list(range(1, 41))
    assert Counter(await states(app.db)) == {"sent": 40}
    assert sum(sender.is_on_duty for sender in senders) == 1


async def test_the_pace_is_kept_when_another_takes_over(app: App) -> None:
    time = VirtualTime()
    messenger = FakeMessenger(time.clock)
    await a_crowd(app.db, 40)

    def one() -> Sender:
        governor = Governor(per_second=25, clock=time.clock, sleep=time.sleep)
        return Sender(app, messenger, governor, hello)

    first = one()

    async def hand_over() -> None:
        await messenger.called(25)
        await first.stop(timeout=5)
        await one().sweep()

    await time.run(first.sweep(), hand_over())
    assert len(messenger.calls) == 40
    assert busiest_second(messenger.called_at) <= 25


async def test_who_lost_the_duty_sends_nothing_more(
    app: App, messenger: FakeMessenger, clock: MovableClock
) -> None:
    await a_crowd(app.db, 1)
    idle, usurper = a_sender(app, messenger), a_sender(app, messenger)
    await idle.sweep()
    clock.advance(seconds=TERM.total_seconds())
    await usurper.sweep()
    await a_later_crowd(app.db)
    await idle.sweep()
    assert messenger.calls == [1]
    await usurper.sweep()
    assert messenger.calls == [1, 2]


async def test_what_a_dead_sender_left_is_ended_by_the_next_one(
    app: App, messenger: FakeMessenger, clock: MovableClock
) -> None:
    await a_crowd(app.db, 1)
    messenger.hold.clear()
    dead = a_sender(app, messenger)
    sweep = asyncio.ensure_future(dead.sweep())
    await messenger.called(1)
    sweep.cancel()
    await asyncio.gather(sweep, return_exceptions=True)
    await dead._tasks.drain(timeout=0)
    clock.advance(seconds=LEASE.total_seconds() + 1)
    await a_sender(app, messenger).sweep()
    assert await states(app.db) == ["uncertain"]
    assert messenger.calls == [1]


async def test_stopping_lets_what_is_under_way_end_and_takes_nothing_more(
    app: App, messenger: FakeMessenger
) -> None:
    await a_crowd(app.db, 200)
    messenger.hold.clear()
    sender = a_sender(app, messenger)
    sweep = asyncio.ensure_future(sender.sweep())
    await messenger.called(1)
    stopping = asyncio.ensure_future(sender.stop(timeout=5))
    messenger.hold.set()
    await stopping
    await sweep
    found = Counter(await states(app.db))
    assert found["sent"] == len(messenger.calls) < 200
    assert found["sent"] + found["pending"] == 200


async def set_state(db: Database, broadcast_id: int, state: str) -> None:
    async with db.transaction() as tx:
        await tx.execute(_SET_STATE, b_id=broadcast_id, state=state)


async def started_slowly(app: App, messenger: FakeMessenger) -> tuple[int, asyncio.Future[None]]:
    """Send a broadcast to 500 people with a Bot API that never answers, until no more may be under way."""
    broadcast_id = await a_crowd(app.db, 500)
    messenger.hold.clear()
    sweep = asyncio.ensure_future(a_sender(app, messenger).sweep())
    await messenger.called(60)
    return broadcast_id, sweep


@pytest.mark.parametrize("state", ["paused", "cancelled"])
async def test_with_a_slow_bot_api_nothing_leaves_after_the_press(
    app: App, messenger: FakeMessenger, state: str
) -> None:
    broadcast_id, sweep = await started_slowly(app, messenger)
    left = len(messenger.calls)
    await set_state(app.db, broadcast_id, state)
    messenger.hold.set()
    await sweep
    assert len(messenger.calls) == left == 60
    assert Counter(await states(app.db)) == {"sent": 60, "pending": 440}


@pytest.mark.parametrize("state", ["paused", "cancelled"])
async def test_what_was_taken_and_has_not_left_stays_when_it_is_held(
    app: App, monkeypatch: pytest.MonkeyPatch, state: str
) -> None:
    monkeypatch.setattr("bot.worker.sender._LOOK_SECONDS", 0.01)
    time = VirtualTime()
    messenger = FakeMessenger(time.clock)
    governor = Governor(per_second=1000, clock=time.clock, sleep=time.sleep)
    broadcast_id = await a_crowd(app.db, 2)
    await governor.slot(2)  # somebody wrote to chat 2 a moment ago: it has to wait a second
    sender = Sender(app, messenger, governor, hello)
    sweep = asyncio.ensure_future(sender.sweep())
    await messenger.called(1)
    await set_state(app.db, broadcast_id, state)
    while not sender._held:
        await asyncio.wait({sweep}, timeout=0.01)
    await time.run(asyncio.wait_for(sweep, None))
    assert messenger.calls == [1]
    assert Counter(await states(app.db)) == {"sent": 1, "pending": 1}


async def test_a_hold_that_ended_lets_the_rest_go(
    app: App, messenger: FakeMessenger, clock: MovableClock
) -> None:
    broadcast_id, sweep = await started_slowly(app, messenger)
    await set_state(app.db, broadcast_id, "paused")
    messenger.hold.set()
    await sweep
    await set_state(app.db, broadcast_id, "running")
    clock.advance(seconds=1)
    await a_sender(app, messenger).sweep()
    assert Counter(await states(app.db))["sent"] == 60  # another holds the duty
    clock.advance(seconds=TERM.total_seconds())
    await a_sender(app, messenger).sweep()
    assert sorted(messenger.calls) == list(range(1, 501))
