"""What the latest messages look like, so that none is edited into what it already is.

A convenience, not a memory: it is bounded, it may be lost at any time, and the worst that follows is an
edit that Telegram answers with "message is not modified".
"""

from collections import OrderedDict

from bot.screens.base import Screen

_KEPT = 10_000


class Shown:
    """Keep the look of the messages sent or changed lately."""

    def __init__(self, *, kept: int = _KEPT) -> None:
        """Take how many messages to keep in mind."""
        self._looks: OrderedDict[tuple[int, int], int] = OrderedDict()
        self._kept = kept

    def __len__(self) -> int:
        return len(self._looks)

    def note(self, chat_id: int, message_id: int, screen: Screen) -> None:
        """Remember what a message looks like now."""
        self._looks[chat_id, message_id] = _look(screen)
        self._looks.move_to_end((chat_id, message_id))
        if len(self._looks) > self._kept:
            self._looks.popitem(last=False)

    def forget(self, chat_id: int, message_id: int) -> None:
        """Forget a message that is about to change: the change may come through unnoticed."""
        self._looks.pop((chat_id, message_id), None)

    def forget_chat(self, chat_id: int) -> None:
        """Forget every message of a chat."""
        for key in [key for key in self._looks if key[0] == chat_id]:
            del self._looks[key]

    def is_same(self, chat_id: int, message_id: int, screen: Screen) -> bool:
        """Tell whether a message is known to look like this screen."""
        return self._looks.get((chat_id, message_id)) == _look(screen)


def _look(screen: Screen) -> int:
    return hash((screen.text, screen.buttons))
