"""Replies reach the person who is waiting: tried again where safe, shown again where in doubt."""

import asyncio
from typing import Any

import structlog

from bot.domain.delivery import (
    Failed,
    Halted,
    Moved,
    NotSent,
    Outcome,
    Sent,
    Throttled,
    Uncertain,
    Unpaid,
    Unreachable,
)
from bot.screens.base import Screen
from bot.tg.incoming import Incoming, Tapped, Wish
from bot.tg.messenger import Messenger

log = structlog.get_logger(__name__)
_ATTEMPTS = 3
_SHORT_PAUSE = 0.2
_LONGEST_PAUSE = 60.0  # about as long as Telegram waits for a webhook's answer


class ReplyLostError(Exception):
    """Say that the reply did not get through; the update should come again."""


class Replies:
    """Deliver the screen that answers an update."""

    def __init__(self, messenger: Messenger) -> None:
        self._messenger = messenger

    async def deliver(self, incoming: Incoming, screen: Screen, *, came: list[int]) -> bool:
        """Show the screen; False when the person cannot be reached. Raise `ReplyLostError` after three tries.

        `came` takes the numbers of new messages.

        A reply of unknown fate is sent again: the same screen twice harms nobody, silence may.
        """
        for _ in range(_ATTEMPTS):
            outcome = await self._show(incoming, screen, came)
            match outcome:
                case Sent():
                    return True
                case Unreachable():
                    return False
                case Failed(reason) | Unpaid(reason):
                    log.error("reply refused", update_id=incoming.update_id, reason=reason)
                    return True
                case Throttled(wait) if wait.total_seconds() <= _LONGEST_PAUSE:
                    await asyncio.sleep(wait.total_seconds())
                case NotSent() | Uncertain():
                    await asyncio.sleep(_SHORT_PAUSE)
                case Throttled() | Halted() | Moved():
                    break
        raise ReplyLostError

    async def _show(self, incoming: Incoming, screen: Screen, came: list[int]) -> Outcome:
        if (message_id := taken_over(incoming.wish, screen)) is not None:
            return await self._messenger.show(incoming.chat_id, message_id, screen, came=came)
        extra = _as_reply(incoming.message_id) if screen.is_reply and incoming.message_id is not None else {}
        return await self._messenger.send(incoming.chat_id, screen, came=came, **extra)


def taken_over(wish: Wish, screen: Screen) -> int | None:
    """Return the message in whose place a screen is shown, if there is one."""
    return wish.message_id if isinstance(wish, Tapped) and not screen.is_new else None


def _as_reply(message_id: int) -> dict[str, Any]:
    return {"reply_parameters": {"message_id": message_id, "allow_sending_without_reply": True}}
