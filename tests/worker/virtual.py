"""Time that passes only when everybody waits for it."""

import asyncio
import heapq
import itertools
from collections.abc import Coroutine
from typing import Any

_TURNS = 20  # enough for whatever is ready to run before time moves on


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
