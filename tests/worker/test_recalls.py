import asyncio
from collections import Counter
from datetime import timedelta

import pytest

from bot.app import App
from bot.domain.audit import Entry
from bot.domain.broadcast import Broadcast, BroadcastState
from bot.domain.delivery import NOT_FOUND, Failed, NotSent, Throttled, Uncertain, Unreachable
from bot.domain.recall import Recall
from bot.services import recalls as service
from bot.storage import audit, broadcasts, recalls
from bot.worker.governor import Governor
from bot.worker.recalls import Recalls
from tests.conftest import MovableClock
from tests.storage.test_deliveries import NOON
from tests.worker.messengers import FakeMessenger
from tests.worker.test_broadcasts import AUTHOR, SOMEBODY, Bench
from tests.worker.test_governor import busiest_second
from tests.worker.virtual import VirtualTime


@pytest.fixture
def bench(app: App, messenger: FakeMessenger) -> Bench:
    return Bench(app, messenger)


def a_sweep(bench: Bench, governor: Governor | None = None) -> Recalls:
    governor = governor or Governor(per_second=1000)
    return Recalls(bench.app, bench.messenger, governor, is_on_duty=lambda: True)


async def take_back(bench: Bench, broadcast: Broadcast, hours: int = 0) -> Broadcast:
    async with bench.app.db.transaction() as tx:
        stored = await broadcasts.find(tx, broadcast.id)
        assert stored is not None
        return await service.recall(tx, stored, SOMEBODY, now=NOON + timedelta(hours=hours))


async def ends(bench: Bench, broadcast: Broadcast) -> dict[Recall, int]:
    async with bench.app.db.reading() as tx:
        return dict((await recalls.counts(tx, broadcast.id)).by_end)


async def sent(bench: Bench, people: int) -> Broadcast:
    broadcast = await bench.begin(people)
    await bench.sender.sweep()
    await bench.report()
    return broadcast


async def test_what_was_sent_is_deleted_once_and_counted(bench: Bench) -> None:
    broadcast = await sent(bench, 120)
    await take_back(bench, broadcast)
    await a_sweep(bench).sweep()
    await a_sweep(bench).sweep()
    assert sorted(chat for chat, _ in bench.messenger.deleted) == list(range(1, 121))
    assert await ends(bench, broadcast) == {Recall.DELETED: 120}


async def test_every_end_is_told_and_what_was_not_tried_comes_again(bench: Bench) -> None:
    broadcast = await sent(bench, 5)
    await take_back(bench, broadcast)
    bench.messenger.script(1, Failed(NOT_FOUND))
    bench.messenger.script(2, Failed("message can't be deleted for everyone"))
    bench.messenger.script(3, Unreachable())
    bench.messenger.script(4, NotSent(), Uncertain())
    await a_sweep(bench).sweep()
    expected = {Recall.GONE: 1, Recall.FAILED: 1, Recall.UNREACHABLE: 1, Recall.DELETED: 1}
    assert await ends(bench, broadcast) == {**expected, Recall.WANTED: 1}
    await bench.report()
    assert "being taken back" in bench.sent_to(AUTHOR)[-1]
    await a_sweep(bench).sweep()
    await a_sweep(bench).sweep()
    assert await ends(bench, broadcast) == {**expected, Recall.DELETED: 2}


async def test_a_429_ends_the_round_and_nothing_is_lost(bench: Bench) -> None:
    broadcast = await sent(bench, 20)
    await take_back(bench, broadcast)
    bench.messenger.script(1, Throttled(timedelta(seconds=30)))
    await a_sweep(bench).sweep()
    assert (await ends(bench, broadcast))[Recall.WANTED] >= 17
    await a_sweep(bench).sweep()
    assert await ends(bench, broadcast) == {Recall.DELETED: 20}


async def test_the_pace_is_kept(bench: Bench) -> None:
    broadcast = await sent(bench, 60)
    await take_back(bench, broadcast)
    time = VirtualTime()
    bench.messenger._clock = time.clock
    bench.messenger.called_at.clear()
    await time.run(a_sweep(bench, Governor(per_second=25, clock=time.clock, sleep=time.sleep)).sweep())
    assert len(bench.messenger.called_at) == 60
    assert busiest_second(bench.messenger.called_at) <= 25


async def test_who_has_not_the_duty_deletes_nothing(bench: Bench) -> None:
    broadcast = await sent(bench, 2)
    await take_back(bench, broadcast)
    await Recalls(bench.app, bench.messenger, Governor(per_second=9), is_on_duty=lambda: False).sweep()
    assert bench.messenger.deleted == []


async def test_a_crash_costs_a_second_try_and_nothing_else(bench: Bench) -> None:
    broadcast = await sent(bench, 10)
    await take_back(bench, broadcast)
    bench.messenger.hold.clear()
    sweep = asyncio.ensure_future(a_sweep(bench).sweep())
    await bench.messenger.called(len(bench.messenger.calls) + 3)
    sweep.cancel()
    await asyncio.gather(sweep, return_exceptions=True)
    bench.messenger.hold.set()
    await a_sweep(bench).sweep()
    assert await ends(bench, broadcast) == {Recall.DELETED: 10}


async def test_in_the_middle_of_a_run_it_is_cancelled_and_what_was_on_its_way_comes_back_too(
    bench: Bench,
) -> None:
    broadcast = await bench.begin(3)
    bench.messenger.hold.clear()
    sweep = asyncio.ensure_future(bench.sender.sweep())
    await bench.messenger.called(3)
    recalled = await take_back(bench, broadcast)
    assert recalled.state is BroadcastState.CANCELLED
    assert await ends(bench, broadcast) == {}
    bench.messenger.hold.set()
    await sweep
    await bench.report()
    await a_sweep(bench).sweep()
    await bench.report()
    assert await ends(bench, broadcast) == {Recall.DELETED: 3}
    told = [str(screen.text) for chat, _, screen in bench.messenger.shown if chat == AUTHOR]
    assert "taken back" in told[-1]
    assert "Deleted: 3" in told[-1]


async def test_it_is_told_in_a_message_of_its_own_once_the_end_was_told(bench: Bench) -> None:
    broadcast = await sent(bench, 2)
    assert len(bench.sent_to(AUTHOR)) == 1
    await take_back(bench, broadcast)
    await a_sweep(bench).sweep()
    await bench.report()
    await bench.report()
    first, second = bench.sent_to(AUTHOR)
    assert "Broadcast: finished" in first
    assert "Broadcast: taken back" in second


async def test_a_second_press_changes_nothing_and_one_line_is_written(bench: Bench) -> None:
    broadcast = await sent(bench, 2)
    first = await take_back(bench, broadcast)
    assert await take_back(bench, broadcast, hours=1) == first
    async with bench.app.db.reading() as tx:
        lines = [written.line for written in await audit.all_lines(tx)]
    deeds = Counter(line.deed for line in lines)
    assert deeds[Entry.RECALLED] == 1
    assert next(line.facts for line in lines if line.deed is Entry.RECALLED) == {"messages": 2}


async def test_after_two_days_nothing_is_taken_back(bench: Bench, clock: MovableClock) -> None:
    broadcast = await sent(bench, 2)
    clock.advance(hours=48)
    await take_back(bench, broadcast, hours=48)
    assert await ends(bench, broadcast) == {}
