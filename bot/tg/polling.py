"""Long polling for small sites: the offset moves past an update only when it is done."""

import asyncio

import structlog
from telegram import Bot, Update
from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError

from bot.domain.errors import StorageError
from bot.tg.dispatcher import Dispatcher, UpdateFailedError
from bot.tg.messenger import Call, Messenger
from bot.tg.replies import ReplyLostError
from bot.tg.request import AiohttpRequest

log = structlog.get_logger(__name__)
ALLOWED_UPDATES = ["message", "callback_query", "my_chat_member"]
_WAIT_SECONDS = 25
_BATCH = 100
_PAUSES = (0.2, 1.0, 3.0, 10.0, 30.0)


class Polling:
    """Ask for updates, handle a batch side by side, then ask for the next."""

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

    async def run(self) -> None:
        """Poll until cancelled; raise `Conflict` or `InvalidToken`, which no waiting mends."""
        while True:
            try:
                await self._round()
            except (Conflict, InvalidToken):
                raise
            except RetryAfter as error:
                await asyncio.sleep(float(error.retry_after))  # type: ignore[arg-type]  # seconds in this PTB
            except TelegramError:
                await self._rest()

    async def _round(self) -> None:
        fields = {
            "offset": self._offset,
            "limit": _BATCH,
            "timeout": _WAIT_SECONDS,
            "allowed_updates": ALLOWED_UPDATES,
        }
        batch = await self._request.call(self._url, fields)
        done = await asyncio.shield(asyncio.ensure_future(self._handle_all(batch)))
        for raw, is_done in zip(batch, done, strict=True):
            if not is_done:
                await self._rest()
                return
            self._offset = raw["update_id"] + 1
        self._failures = 0

    async def _handle_all(self, batch: list[dict[str, object]]) -> list[bool]:
        return await asyncio.gather(*(self._handle(raw) for raw in batch))

    async def _handle(self, raw: dict[str, object]) -> bool:
        try:
            update = Update.de_json(raw, self._bot)
        except (ValueError, TypeError, KeyError, AttributeError):
            return True  # it can never be read
        try:
            call = await self._dispatcher.handle(update)
        except (StorageError, UpdateFailedError, ReplyLostError):
            return False
        if call is not None:
            await self._answer(call)
        return True

    async def _answer(self, call: Call) -> None:
        await self._messenger.call(call)

    async def _rest(self) -> None:
        pause = _PAUSES[min(self._failures, len(_PAUSES) - 1)]
        self._failures += 1
        await asyncio.sleep(pause)
