"""The governor: how fast anything may leave that nobody is waiting for.

Messages leave evenly, one after the other, and strict sliding windows stand guard: a token bucket that was
full lets twice its size through within one second, and a second's worth at once may arrive as more than that.
"""

import asyncio
import time
from collections import deque
from collections.abc import Awaitable, Callable
from datetime import timedelta

from bot.domain.stars import FASTEST

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
_REFUSED_FOR = 600.0  # seconds without a paid message after Telegram would not take the Stars


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


class _Lane:
    """Let messages leave one after the other, evenly; `others` is a window that they share."""

    def __init__(self, per_second: int, others: Window | None = None) -> None:
        self.turnstile = asyncio.Lock()
        self._own, self._others = Window(per_second, SECOND), others
        self._spacing = SECOND * _AIR / per_second
        self._next_at = _ALWAYS
        self._handful = max(1, per_second // _HANDFULS)

    def opens_at(self) -> float:
        """Return the earliest time at which one more may leave."""
        opens_at = max(self._next_at, self._own.opens_at())
        return opens_at if self._others is None else max(opens_at, self._others.opens_at())

    def note(self, now: float) -> None:
        """Count one that leaves now."""
        self._own.note(now)
        if self._others is not None:
            self._others.note(now)
        self._next_at = max(self._next_at, now - _CATCH_UP) + self._spacing

    def fill(self, now: float) -> None:
        """Let nothing leave for a second."""
        self._own.fill(now)

    def handful(self, most: int) -> int:
        """Return how many leave within a tenth of a second, up to `most`."""
        return max(1, min(most, self._handful))


class Governor:
    """Grant slots to bulk messages: `per_second` in all, one a second in a chat, 20 a minute in a group.

    Answers never wait, but they count: a lane is kept for them between `per_second` and what Telegram takes
    in all. Broadcasts have a lane of their own, `paid_per_second`, as long as there are Stars to pay for it.
    `clock` and `sleep` are given by tests, which have a time of their own.
    """

    def __init__(
        self,
        *,
        per_second: int,
        paid_per_second: int | None = None,
        clock: Monotonic = time.monotonic,
        sleep: Sleep = asyncio.sleep,
    ) -> None:
        self._clock = clock
        self._sleep = sleep
        self._all = Window(max(per_second, IN_ALL), SECOND)
        self._free = _Lane(per_second, self._all)
        self._paid = _Lane(min(paid_per_second, FASTEST)) if paid_per_second else None
        self._balance = 0
        self._refused_until = _ALWAYS
        self._chats: dict[int, float] = {}
        self._groups: dict[int, Window] = {}
        self._halted_until = _ALWAYS

    def note_answer(self) -> None:
        """Count a message that somebody waited for."""
        self._all.note(self._clock())

    def note_balance(self, messages: int) -> int:
        """Hear how many messages the Stars pay for, and return how many we shall pay for.

        That is none for a while after Telegram would not take the Stars, whatever there is.
        """
        self._balance = messages if self._clock() >= self._refused_until else 0
        return self._balance

    def refuse_paid(self) -> None:
        """Pay for nothing for a while: Telegram would not take the Stars."""
        self._balance = 0
        self._refused_until = self._clock() + _REFUSED_FOR

    def halt(self, wait: timedelta) -> None:
        """Let nothing leave for this long; a shorter halt never ends a longer one."""
        self._halted_until = max(self._halted_until, self._clock() + wait.total_seconds())

    def follow(self, since: timedelta) -> None:
        """Heed what another process may have sent in the second before it let go, `since` then."""
        left = SECOND + _MARGIN - since.total_seconds()
        if left > 0:
            for lane in (self._free, self._paid):
                if lane is not None:
                    lane.fill(self._clock())

    def halted_for(self) -> timedelta:
        """Return how long nothing may leave."""
        return timedelta(seconds=max(0.0, self._halted_until - self._clock()))

    def handful(self, most: int) -> int:
        """Return how many to claim at once, up to `most`; none during a halt.

        A handful, because each claim is a transaction: one a message would cost more than the message.
        """
        return 0 if self.halted_for() else self._free.handful(most)

    def paid_handful(self, most: int) -> int:
        """Return how many to claim at once that are paid for; none where nothing is."""
        if self._paid is None or self._balance <= 0 or self.halted_for():
            return 0
        return self._paid.handful(min(most, self._balance))

    def spend(self) -> bool:
        """Set aside what one message costs; False where there is nothing to pay with."""
        if self._paid is None or self._balance <= 0:
            return False
        self._balance -= 1
        return True

    async def slot(self, chat_id: int) -> bool:
        """Wait for the moment to send to a chat; False where Telegram asked for a longer pause meanwhile."""
        return await self._slot(self._free, chat_id)

    async def paid_slot(self, chat_id: int) -> bool:
        """Wait for the moment to send what is paid for."""
        assert self._paid is not None, "nothing is paid for without `spend`"
        return await self._slot(self._paid, chat_id)

    async def _slot(self, lane: _Lane, chat_id: int) -> bool:
        while not self._is_halted():
            wait = self._chat_opens_at(chat_id) - self._clock()
            if wait > 0:
                await self._sleep(wait)
                continue
            async with lane.turnstile:
                is_granted = await self._pass(lane, chat_id)
            if is_granted is not None:
                return is_granted
        return False

    async def _pass(self, lane: _Lane, chat_id: int) -> bool | None:
        """Wait as the first in the queue; None where the chat got another message meanwhile."""
        while not self._is_halted():
            now = self._clock()
            if self._chat_opens_at(chat_id) > now:
                return None
            wait = lane.opens_at() - now
            if wait <= 0:
                lane.note(now)
                self._note(chat_id, now)
                return True
            await self._sleep(wait)
        return False

    def _is_halted(self) -> bool:
        return self._halted_until > self._clock()

    def _chat_opens_at(self, chat_id: int) -> float:
        group = self._groups.get(chat_id)
        return max(self._chats.get(chat_id, _ALWAYS), group.opens_at() if group else _ALWAYS)

    def _note(self, chat_id: int, now: float) -> None:
        """Count a message in its chat, and forget the chats whose second is over: the oldest stand first."""
        while self._chats and self._chats[oldest := next(iter(self._chats))] <= now:
            del self._chats[oldest]
        self._chats[chat_id] = now + SECOND + _MARGIN
        if chat_id < 0:  # a group
            self._groups.setdefault(chat_id, Window(_GROUP, _MINUTE)).note(now)
