"""The governor: how fast anything may leave that nobody is waiting for.

Messages leave evenly, one after the other, and strict sliding windows stand guard: a token bucket that was
full lets twice its size through within one second, and a second's worth at once may arrive as more than that.
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
_HANDFULS = 10  # a second: so soon what became of a message is stored, and a crash leaves little uncertain
_MARGIN = 0.002  # timers and clocks are coarse: a window is a little longer than it says
_AIR = 1.017  # between messages: what leaves us evenly arrives less so
_CATCH_UP = 0.005  # seconds by which a late timer may be made up for


class Window:
    """Allow at most `limit` in any stretch of `seconds`."""

    def __init__(self, limit: int, seconds: float) -> None:
        self._limit = limit
        self._seconds = seconds + _MARGIN
        self._times: deque[float] = deque(maxlen=limit)

    def opens_at(self) -> float:
        """Return the earliest time at which one more may leave."""
        return self._times[0] + self._seconds if len(self._times) == self._limit else _ALWAYS

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
        self._spacing = SECOND * _AIR / per_second
        self._next_at = _ALWAYS
        self._turnstile = asyncio.Lock()

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

    def handful(self, most: int) -> int:
        """Return how many to claim at once, up to `most`; none during a halt.

        A handful, because each claim is a transaction: one a message would cost more than the message.
        """
        return 0 if self.halted_for() else max(1, min(most, self._per_second // _HANDFULS))

    async def slot(self, chat_id: int) -> bool:
        """Wait for the moment to send to a chat; False where Telegram asked for a longer pause meanwhile."""
        while not self.halted_for():
            wait = self._chat_opens_at(chat_id) - self._clock()
            if wait > 0:
                await self._sleep(wait)
                continue
            async with self._turnstile:
                is_granted = await self._pass(chat_id)
            if is_granted is not None:
                return is_granted
        return False

    async def _pass(self, chat_id: int) -> bool | None:
        """Wait as the first in the queue; None where the chat got another message meanwhile."""
        while not self.halted_for():
            now = self._clock()
            if self._chat_opens_at(chat_id) > now:
                return None
            wait = max(self._next_at, self._bulk.opens_at(), self._all.opens_at()) - now
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
        self._next_at = max(self._next_at, now - _CATCH_UP) + self._spacing
        while self._chats and self._chats[oldest := next(iter(self._chats))] <= now:
            del self._chats[oldest]
        self._chats[chat_id] = now + SECOND + _MARGIN
        if chat_id < 0:  # a group
            self._groups.setdefault(chat_id, Window(_GROUP, _MINUTE)).note(now)
