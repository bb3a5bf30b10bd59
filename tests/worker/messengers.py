"""A messenger that delivers to memory."""

import asyncio
from collections import deque
from collections.abc import Callable

from bot.domain.delivery import Outcome, Sent
from bot.screens.base import Screen


class FakeMessenger:
    """Give the scripted outcomes of a chat one after another, and `Sent` when none is left.

    `hold` makes every call wait, as a slow Bot API does, until it is set.
    """

    def __init__(self, clock: Callable[[], float] = lambda: 0.0) -> None:
        self._clock = clock
        self._script: dict[int, deque[Outcome]] = {}
        self._message_id = 0
        self.hold = asyncio.Event()
        self.hold.set()
        self.calls: list[int] = []
        self.called_at: list[float] = []
        self.paid: list[int] = []
        self.has: int | None = None
        self.sent: list[tuple[int, Screen]] = []
        self.deleted: list[tuple[int, int]] = []
        self.shown: list[tuple[int, int, Screen]] = []
        self._called = asyncio.Condition()

    def script(self, chat_id: int, *outcomes: Outcome) -> None:
        self._script[chat_id] = deque(outcomes)

    async def called(self, times: int) -> None:
        """Wait for a call to have been made."""
        async with self._called:
            await self._called.wait_for(lambda: len(self.calls) >= times)

    async def send(self, chat_id: int, screen: Screen) -> Outcome:
        outcome = await self._next(chat_id)
        if isinstance(outcome, Sent):
            self._message_id += 1
            self.sent.append((chat_id, screen))
            return Sent(self._message_id)
        return outcome

    async def send_paid(self, chat_id: int, screen: Screen) -> Outcome:
        outcome = await self.send(chat_id, screen)
        self.paid.append(chat_id)
        return outcome

    async def balance(self) -> int | None:
        return self.has

    async def show(self, chat_id: int, message_id: int, screen: Screen) -> Outcome:
        outcome = await self._next(chat_id)
        if isinstance(outcome, Sent):
            self.shown.append((chat_id, message_id, screen))
        return outcome

    async def delete(self, chat_id: int, message_id: int) -> Outcome:
        outcome = await self._next(chat_id)
        if isinstance(outcome, Sent):
            self.deleted.append((chat_id, message_id))
            return Sent()
        return outcome

    async def _next(self, chat_id: int) -> Outcome:
        self.calls.append(chat_id)
        self.called_at.append(self._clock())
        async with self._called:
            self._called.notify_all()
        await self.hold.wait()
        script = self._script.get(chat_id)
        return script.popleft() if script else Sent()
