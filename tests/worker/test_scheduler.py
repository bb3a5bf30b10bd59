import asyncio
import logging
from datetime import UTC, datetime

import pytest

from bot.metrics import SWEPT_AT
from bot.worker.scheduler import Scheduler, Sweep

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


class Seconds:
    """Count seconds that pass only when told."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


class Work:
    """Be a sweep that fails or waits when told."""

    def __init__(self) -> None:
        self.runs = 0
        self.fails = False
        self.began, self.go_on = asyncio.Event(), asyncio.Event()
        self.go_on.set()

    async def __call__(self) -> None:
        self.runs += 1
        self.began.set()
        await self.go_on.wait()
        if self.fails:
            raise RuntimeError("the database is gone")


@pytest.fixture
async def work() -> Work:
    return Work()


@pytest.fixture
def seconds() -> Seconds:
    return Seconds()


@pytest.fixture
def scheduler(work: Work, seconds: Seconds) -> Scheduler:
    return Scheduler(
        [Sweep(name="test", seconds=5, run=work, patience=30)], clock=lambda: NOW, seconds=seconds
    )


async def test_a_sweep_runs_at_once_and_again_when_woken(scheduler: Scheduler, work: Work) -> None:
    scheduler.start()
    await work.began.wait()
    work.began.clear()
    scheduler.wake("test")
    await work.began.wait()
    await scheduler.stop()
    assert work.runs == 2


async def test_a_good_run_is_noted(scheduler: Scheduler, seconds: Seconds) -> None:
    seconds.now = 107.0
    await scheduler.run("test")
    assert scheduler.last_ticks == {"test": 107.0}
    assert SWEPT_AT.labels(sweep="test")._value.get() == NOW.timestamp()


async def test_after_a_failed_run_the_next_one_comes(scheduler: Scheduler, work: Work) -> None:
    work.fails = True
    await scheduler.run("test")
    assert scheduler.last_ticks == {}
    work.fails = False
    await scheduler.run("test")
    assert work.runs == 2
    assert "test" in scheduler.last_ticks


async def test_a_sweep_that_fails_for_two_periods_is_late(
    scheduler: Scheduler, work: Work, seconds: Seconds
) -> None:
    await scheduler.run("test")
    work.fails = True
    seconds.now += 20
    await scheduler.run("test")
    assert scheduler.late() == []
    seconds.now += 1
    assert scheduler.late() == ["test"]


async def test_a_long_run_is_not_late_but_a_stuck_one_is(
    scheduler: Scheduler, work: Work, seconds: Seconds
) -> None:
    work.go_on.clear()
    scheduler.start()
    await work.began.wait()
    seconds.now += 30
    assert scheduler.late() == []
    seconds.now += 1
    assert scheduler.late() == ["test"]
    work.go_on.set()
    await scheduler.stop()


async def test_one_run_at_a_time(scheduler: Scheduler, work: Work) -> None:
    work.go_on.clear()
    scheduler.start()
    await work.began.wait()
    await scheduler.run("test")
    scheduler.wake("test")
    work.go_on.set()
    await scheduler.stop()
    assert work.runs == 1


async def test_one_more_run_comes_after_the_one_under_way(scheduler: Scheduler, work: Work) -> None:
    work.go_on.clear()
    scheduler.start()
    await work.began.wait()
    again = asyncio.ensure_future(scheduler.run_again("test"))
    await asyncio.sleep(0)
    assert work.runs == 1
    work.go_on.set()
    await again
    assert work.runs == 2
    await scheduler.stop()


async def test_stopping_waits_for_the_run_under_way(scheduler: Scheduler, work: Work) -> None:
    work.go_on.clear()
    scheduler.start()
    await work.began.wait()
    stopping = asyncio.ensure_future(scheduler.stop())
    await asyncio.sleep(0)
    assert not stopping.done()
    work.go_on.set()
    await stopping
    assert "test" in scheduler.last_ticks
    await scheduler.stop()
    await scheduler.run("test")
    assert work.runs == 1


async def test_a_busy_scheduler_does_not_fill_the_log(
    scheduler: Scheduler, work: Work, caplog: pytest.LogCaptureFixture
) -> None:
    work.go_on.clear()
    with caplog.at_level(logging.WARNING, logger="apscheduler"):
        scheduler.start()
        await work.began.wait()
        await scheduler.run("test")
        work.go_on.set()
        await scheduler.stop()
    assert not caplog.records
