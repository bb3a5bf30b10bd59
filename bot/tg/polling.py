"""Long polling for small sites: the offset moves past an update only when it is done."""

import asyncio
from contextlib import suppress
from typing import Any

import structlog
from telegram import Bot
from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError

from bot.domain.errors import StorageError
from bot.tasks import Tasks
from bot.tg.dispatcher import Dispatcher, UpdateFailedError
from bot.tg.incoming import Received, parse
from bot.tg.messenger import Messenger
from bot.tg.outcomes import wait_of
from bot.tg.replies import ReplyLostError
from bot.tg.request import AiohttpRequest

log = structlog.get_logger(__name__)
ALLOWED_UPDATES = ["message", "callback_query", "my_chat_member"]
_WAIT_SECONDS = 25
_BATCH = 100
_GRACE_SECONDS = 0.25
_DRAIN_SECONDS = 20.0
_PAUSES = (0.2, 1.0, 3.0, 10.0, 30.0)


class Polling:
    """Ask for updates and handle them side by side; one that is slow keeps no other waiting.

    Telegram repeats what lies beyond the offset, so what is open or done there is kept in mind until the
    offset has passed it. A crash forgets it: those updates come again, and change nothing.
    """

    def __init__(
        self, dispatcher: Dispatcher, messenger: Messenger, request: AiohttpRequest, bot: Bot, *, root: str
    ) -> None:
        self._dispatcher = dispatcher
        self._messenger = messenger
        self._request = request
        self._bot = bot
        self._url = f"{root}/getUpdates"
        self._offset = 0
        self._failures = 0
        self._is_done: dict[int, bool] = {}
        self._tasks = Tasks()
        self._stopping = asyncio.Event()

    async def run(self) -> None:
        """Poll until cancelled; raise `Conflict` or `InvalidToken`, which no waiting mends."""
        try:
            while True:
                await self._careful_round()
        except asyncio.CancelledError:
            await self._finish()
            await self._confirm()
            raise
        except TelegramError:  # another process polls: to ask once more would throw it out
            await self._finish()
            raise

    async def _careful_round(self) -> None:
        try:
            await self._round()
        except (Conflict, InvalidToken):
            raise
        except RetryAfter as error:
            await asyncio.sleep(wait_of(error).total_seconds())
        except TelegramError:
            await self._rest(self._failures)
            self._failures += 1

    async def _round(self) -> None:
        for raw in await self._ask(limit=_BATCH, seconds=0 if self._is_done else _WAIT_SECONDS):
            update_id = raw["update_id"]
            if update_id not in self._is_done:
                self._is_done[update_id] = False
                self._tasks.start(self._work_off(update_id, raw), name=f"update {update_id}")
        self._failures = 0
        await self._tasks.settle(timeout=_GRACE_SECONDS)
        self._advance()

    async def _ask(self, *, limit: int, seconds: int) -> list[dict[str, Any]]:
        fields = {
            "offset": self._offset,
            "limit": limit,
            "timeout": seconds,
            "allowed_updates": ALLOWED_UPDATES,
        }
        batch: list[dict[str, Any]] = await self._request.call(self._url, fields)
        return batch

    async def _finish(self) -> None:
        self._stopping.set()
        await self._tasks.drain(timeout=_DRAIN_SECONDS)

    def _advance(self) -> None:
        for update_id in sorted(self._is_done):
            if not self._is_done[update_id]:
                return
            del self._is_done[update_id]
            self._offset = max(self._offset, update_id + 1)

    async def _confirm(self) -> None:
        """Tell Telegram how far we came: it hears of it only with the next question."""
        self._advance()
        if self._offset:
            with suppress(TelegramError):
                await self._ask(limit=1, seconds=0)

    async def _work_off(self, update_id: int, raw: dict[str, Any]) -> None:
        """Handle one update until it is done, or we stop."""
        update = parse(raw, self._bot)
        failures = 0
        while update is not None and not await self._handle(update):
            await self._rest(failures)
            failures += 1
            if self._stopping.is_set():
                return
        self._is_done[update_id] = True

    async def _handle(self, update: Received) -> bool:
        try:
            call = await self._dispatcher.handle(update)
        except (StorageError, UpdateFailedError, ReplyLostError):
            return False
        if call is not None:
            await self._messenger.call(call)
        return True

    async def _rest(self, failures: int) -> None:
        """Wait longer after each failure, but not beyond the end."""
        pause = _PAUSES[min(failures, len(_PAUSES) - 1)]
        with suppress(TimeoutError):
            async with asyncio.timeout(pause):
                await self._stopping.wait()
