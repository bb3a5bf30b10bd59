"""The one place that starts periodic work: a sweep each, never a job per learner."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, timedelta

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.metrics import SWEPT_AT
from bot.ports import Clock, system_clock

log = structlog.get_logger(__name__)
_MARGIN = 10.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Sweep:
    """Name a piece of periodic work. A run may take as long as `patience` before it counts as stuck."""

    name: str
    seconds: float
    run: Callable[[], Awaitable[object]]
    patience: float = 60.0


class Scheduler:
    """Run sweeps until stopped: a failed run is logged and the next one comes.

    `clock` tells the bot's time, for the metric; `seconds` counts time that nobody can move.
    """

    def __init__(
        self, sweeps: Sequence[Sweep], *, clock: Clock, seconds: Callable[[], float] | None = None
    ) -> None:
        self._sweeps = {sweep.name: sweep for sweep in sweeps}
        self._clock = clock
        self._seconds = seconds or (lambda: asyncio.get_running_loop().time())
        self._scheduler = AsyncIOScheduler(timezone=UTC)
        self._turns = {name: asyncio.Lock() for name in self._sweeps}
        self._began: dict[str, float] = {}
        self._is_stopping = False
        self.last_ticks: dict[str, float] = {}

    def start(self) -> None:
        """Begin; every sweep runs at once and then at its pace."""
        for name, sweep in self._sweeps.items():
            self.last_ticks[name] = self._seconds()
            self._scheduler.add_job(
                self.run,
                "interval",
                seconds=sweep.seconds,
                args=[name],
                id=name,
                coalesce=True,
                max_instances=2,  # the second finds the first at work and leaves, without a warning
                misfire_grace_time=None,
                next_run_time=system_clock(),
            )
        self._scheduler.start()

    async def stop(self) -> None:
        """Start nothing more, and wait for the runs under way."""
        if not self._scheduler.running:
            return
        self._is_stopping = True
        self._scheduler.pause()
        for turn in self._turns.values():
            async with turn:
                continue
        self._scheduler.shutdown(wait=False)  # it would cancel what still runs

    def wake(self, name: str, *, after: timedelta = timedelta()) -> None:
        """Let a sweep run now or a little later; one that runs already sees to it, or the next one does."""
        if self._scheduler.running and (after or not self._turns[name].locked()):
            self._scheduler.modify_job(name, next_run_time=system_clock() + after)

    async def run(self, name: str) -> None:
        """Run a sweep unless it runs already; whatever goes wrong, the next run comes."""
        if self._is_stopping or self._turns[name].locked():
            return
        async with self._turns[name]:
            self._began[name] = self._seconds()
            try:
                await self._sweeps[name].run()
            except Exception:  # periodic work must not end silently
                log.exception("sweep failed", sweep=name)
            else:
                self.last_ticks[name] = self._seconds()
                SWEPT_AT.labels(sweep=name).set(self._clock().timestamp())
            finally:
                del self._began[name]

    async def run_again(self, name: str) -> None:
        """Wait for the run under way, if there is one, and run once more: that one sees all there is."""
        async with self._turns[name]:
            pass
        await self.run(name)

    def late(self) -> list[str]:
        """Name the sweeps that have not ended well for two periods and a margin, or are stuck."""
        return [name for name, sweep in self._sweeps.items() if self._is_late(sweep)]

    def _is_late(self, sweep: Sweep) -> bool:
        now = self._seconds()
        if sweep.name in self._began:
            return now - self._began[sweep.name] > sweep.patience
        last = self.last_ticks.get(sweep.name)
        return last is not None and now - last > 2 * sweep.seconds + _MARGIN
