"""What stands in a chat: noted as it comes, and taken away when somebody hides it.

Telegram deletes at most 100 messages a call, and none older than 48 hours.
"""

import asyncio
from collections.abc import Iterable, Sequence
from itertools import chain

import structlog

from bot.app import App
from bot.domain.delivery import Failed, Outcome, Sent, Throttled
from bot.storage import messages
from bot.tg.messenger import Messenger

log = structlog.get_logger(__name__)
BATCH = 100
_LONGEST_PAUSE = 5.0
_TRIES = 2


class Traces:
    """Note and delete the messages of a chat. Failing at it never harms a reply."""

    def __init__(self, app: App, messenger: Messenger) -> None:
        self._app = app
        self._messenger = messenger

    async def erase(self, chat_id: int, message_ids: Iterable[int]) -> tuple[int, ...]:
        """Delete what Telegram lets us, the latest first; return what need not be tried again."""
        ids = sorted(set(message_ids), reverse=True)
        batches = [ids[start : start + BATCH] for start in range(0, len(ids), BATCH)]
        return tuple(chain.from_iterable([await self._batch(chat_id, batch) for batch in batches]))

    async def note(self, chat_id: int, *, came: Sequence[int], gone: Sequence[int]) -> None:
        """Keep in mind what came and what went."""
        if not came and not gone:
            return
        try:
            async with self._app.db.transaction() as tx:
                await messages.drop(tx, chat_id, gone)
                await messages.add(tx, chat_id, came, now=self._app.clock())
        except Exception as error:  # noqa: BLE001 (the person has their answer)
            log.warning("messages not noted", reason=type(error).__name__)

    async def _batch(self, chat_id: int, ids: Sequence[int]) -> Sequence[int]:
        outcome = await self._delete(chat_id, ids)
        match outcome:
            case Sent():
                return ids
            case Failed():  # one that cannot be deleted must not save the others
                ends = [(each, await self._messenger.delete(chat_id, each)) for each in ids]
                return [each for each, end in ends if isinstance(end, Sent | Failed)]
            case _:
                log.warning("messages not deleted", outcome=type(outcome).__name__)
                return ()

    async def _delete(self, chat_id: int, ids: Sequence[int]) -> Outcome:
        for _ in range(_TRIES - 1):
            outcome = await self._messenger.delete_many(chat_id, ids)
            if not isinstance(outcome, Throttled) or outcome.retry_after.total_seconds() > _LONGEST_PAUSE:
                return outcome
            await asyncio.sleep(outcome.retry_after.total_seconds())
        return await self._messenger.delete_many(chat_id, ids)
