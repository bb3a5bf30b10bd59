"""Telegram's speed limits, for rehearsals that switch them on."""

import math
from collections import deque
from dataclasses import dataclass, field

from bot.simulator.errors import too_many

_WINDOW = 1.0
_PER_SECOND = 30
_PAID_PER_SECOND = 1000
_CHAT_BURST = 5
_CHAT_REFILL = 1.0


@dataclass(slots=True)
class Limits:
    """At most 30 messages in any second, and one a second in a chat after a short burst.

    Messages that are paid for have a limit of their own: 1,000 a second.
    """

    _sent: deque[float] = field(default_factory=deque)
    _paid: deque[float] = field(default_factory=deque)
    _chats: dict[int, tuple[float, float]] = field(default_factory=dict)

    def count(self, chat_id: int, now: float, *, is_paid: bool = False) -> None:
        """Count a message, or raise 429."""
        sent, most = (self._paid, _PAID_PER_SECOND) if is_paid else (self._sent, _PER_SECOND)
        while sent and sent[0] <= now - _WINDOW:
            sent.popleft()
        if len(sent) >= most:
            raise too_many(1)
        self._count_in_chat(chat_id, now)
        sent.append(now)

    def _count_in_chat(self, chat_id: int, now: float) -> None:
        left, seen = self._chats.get(chat_id, (_CHAT_BURST, now))
        left = min(_CHAT_BURST, left + (now - seen) * _CHAT_REFILL)
        if left < 1:
            self._chats[chat_id] = (left, now)
            raise too_many(math.ceil((1 - left) / _CHAT_REFILL))
        self._chats[chat_id] = (left - 1, now)
