"""What the latest messages look like, so that none is edited into what it already is.

A convenience, not a memory: it is bounded, it may be lost at any time, and the worst that follows is an
edit that Telegram answers with "message is not modified".
"""

from collections import OrderedDict

from bot.screens.base import Screen

_KEPT = 5_000


class Shown:
    """Keep the look of each chat's last screen, for the chats seen lately."""

    def __init__(self) -> None:
        self._looks: OrderedDict[int, tuple[int, int]] = OrderedDict()

    def note(self, chat_id: int, message_id: int, screen: Screen) -> None:
        """Remember what a message looks like now."""
        self._looks[chat_id] = (message_id, _look(screen))
        self._looks.move_to_end(chat_id)
        if len(self._looks) > _KEPT:
            self._looks.popitem(last=False)

    def is_same(self, chat_id: int, message_id: int, screen: Screen) -> bool:
        """Tell whether a message is known to look like this screen."""
        return self._looks.get(chat_id) == (message_id, _look(screen))


def _look(screen: Screen) -> int:
    return hash((screen.text, screen.buttons))
