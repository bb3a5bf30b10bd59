"""Time that passes only when everybody waits for it."""

import asyncio
import heapq
import itertools
from collections.abc import Coroutine
from typing import Any

from bot.worker.governor import Governor

_TURNS = 20  # enough for whatever is ready to run before time moves on


class HurriedTime:
    """Be a monotonic clock that whoever sleeps moves on at once: nobody waits."""

    def __init__(self) -> None:
        self.now = 1000.0

    def clock(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        self.now += seconds


class VirtualTime:
    """Be a monotonic clock and the sleep that goes with it."""

    def __init__(self) -> None:
        self.now = 1000.0
        self._waiting: list[tuple[float, int, asyncio.Future[None]]] = []
        self._numbers = itertools.count()

    def clock(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        done = asyncio.get_running_loop().create_future()
        heapq.heappush(self._waiting, (self.now + seconds, next(self._numbers), done))
        await done

    async def run(self, *work: Coroutine[Any, Any, Any]) -> None:
        """Let time jump from waiter to waiter until the work is done."""
        everything = asyncio.gather(*work)
        while not everything.done():
            for _ in range(_TURNS):
                await asyncio.sleep(0)
            if self._waiting and not everything.done():
                at, _, done = heapq.heappop(self._waiting)
                self.now = max(self.now, at)
                if not done.done():
                    done.set_result(None)
        await everything


def a_governor() -> Governor:
    """Make a governor whose pace costs no time."""
    time = HurriedTime()
    return Governor(per_second=1000, clock=time.clock, sleep=time.sleep)
