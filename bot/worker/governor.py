"""The governor: how fast anything may leave that nobody is waiting for.

Strict sliding windows, not token buckets: a bucket that was full lets twice its size through within one
second. Telegram allows bulk messages about 30 a second; we stay below, because what leaves us evenly may
arrive in a bunch.
"""

import asyncio
import time
from collections import deque
from collections.abc import Awaitable, Callable
from datetime import timedelta

Monotonic = Callable[[], float]
Sleep = Callable[[float], Awaitable[None]]

SECOND = 1.0
IN_ALL = 30
"""How many messages Telegram takes from a bot in a second, answers included, unless they are paid for."""
_GROUP, _MINUTE = 20, 60.0
_ALWAYS = float("-inf")
_HANDFULS = 5  # a second
_MARGIN = 0.002  # timers and clocks are coarse: a window is a little longer than it says


class Window:
    """Allow at most `limit` in any stretch of `seconds`."""

    def __init__(self, limit: int, seconds: float) -> None:
        self._limit = limit
        self._seconds = seconds + _MARGIN
        self._times: deque[float] = deque(maxlen=limit)

    def opens_at(self, count: int = 1) -> float:
        """Return the earliest time at which `count` could leave at once."""
        held = len(self._times) - self._limit + min(count, self._limit)
        return self._times[held - 1] + self._seconds if held > 0 else _ALWAYS

    def free(self, now: float) -> int:
        """Return how many could leave at once."""
        return self._limit - sum(1 for at in self._times if at + self._seconds > now)

    def note(self, now: float) -> None:
        """Count one that leaves now."""
        self._times.append(now)

    def fill(self, now: float) -> None:
        """Count as many as may leave, for none of them is ours to count."""
        self._times.extend([now] * self._limit)


class Governor:
    """Grant slots to bulk messages: `per_second` in all, one a second in a chat, 20 a minute in a group.

    Answers never wait, but they count: a lane is kept for them between `per_second` and what Telegram takes
    in all. `clock` and `sleep` are given by tests, which have a time of their own.
    """

    def __init__(
        self, *, per_second: int, clock: Monotonic = time.monotonic, sleep: Sleep = asyncio.sleep
    ) -> None:
        self._clock = clock
        self._sleep = sleep
        self._per_second = per_second
        self._bulk = Window(per_second, SECOND)
        self._all = Window(max(per_second, IN_ALL), SECOND)
        self._chats: dict[int, float] = {}
        self._groups: dict[int, Window] = {}
        self._halted_until = _ALWAYS

    def note_answer(self) -> None:
        """Count a message that somebody waited for."""
        self._all.note(self._clock())

    def halt(self, wait: timedelta) -> None:
        """Let nothing leave for this long; a shorter halt never ends a longer one."""
        self._halted_until = max(self._halted_until, self._clock() + wait.total_seconds())

    def follow(self, since: timedelta) -> None:
        """Heed what another process may have sent in the second before it let go, `since` then."""
        left = SECOND + _MARGIN - since.total_seconds()
        if left > 0:
            self._bulk.fill(self._clock())

    def halted_for(self) -> timedelta:
        """Return how long nothing may leave."""
        return timedelta(seconds=max(0.0, self._halted_until - self._clock()))

    async def room(self, most: int, *, patience: float = float("inf")) -> int:
        """Wait until a good handful could leave, and return how many could, up to `most`.

        A handful, because each claim is a transaction: one a message would cost more than the message.
        0 during a halt, and where nothing could leave within `patience` seconds.
        """
        handful = max(1, min(most, self._per_second // _HANDFULS))
        while not self.halted_for():
            now = self._clock()
            wait = max(self._bulk.opens_at(handful), self._all.opens_at(handful)) - now
            if wait <= 0:
                return min(most, self._bulk.free(now), self._all.free(now))
            await self._sleep(min(wait, patience))
            if wait > patience:
                return 0
        return 0

    async def slot(self, chat_id: int) -> bool:
        """Wait for the moment to send to a chat; False where Telegram asked for a longer pause meanwhile."""
        while not self.halted_for():
            now = self._clock()
            wait = max(self._bulk.opens_at(), self._all.opens_at(), self._chat_opens_at(chat_id)) - now
            if wait <= 0:
                self._note(chat_id, now)
                return True
            await self._sleep(wait)
        return False

    def _chat_opens_at(self, chat_id: int) -> float:
        group = self._groups.get(chat_id)
        return max(self._chats.get(chat_id, _ALWAYS), group.opens_at() if group else _ALWAYS)

    def _note(self, chat_id: int, now: float) -> None:
        """Count a message, and forget the chats whose second is over: the oldest stand first."""
        self._bulk.note(now)
        self._all.note(now)
        while self._chats and self._chats[oldest := next(iter(self._chats))] <= now:
            del self._chats[oldest]
        self._chats[chat_id] = now + SECOND + _MARGIN
        if chat_id < 0:  # a group
            self._groups.setdefault(chat_id, Window(_GROUP, _MINUTE)).note(now)
