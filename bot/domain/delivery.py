"""What can become of a message on its way to a chat.

Every way a call to Telegram can end is one of these values; whoever sends must `match` them all.
"""

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True)
class Sent:
    """Telegram took the message; `message_id` is None where nothing new was made (an edit, a deletion)."""

    message_id: int | None = None


@dataclass(frozen=True, slots=True)
class Throttled:
    """Telegram asks us to wait; nothing was sent."""

    retry_after: timedelta


@dataclass(frozen=True, slots=True)
class NotSent:
    """The request never left (no connection): trying again cannot double anything."""


@dataclass(frozen=True, slots=True)
class Uncertain:
    """The request left and no answer came: the message may or may not be in the chat."""


@dataclass(frozen=True, slots=True)
class Unreachable:
    """The person blocked the bot, never started it, or is gone."""


@dataclass(frozen=True, slots=True)
class Moved:
    """The chat has another id now."""

    chat_id: int


@dataclass(frozen=True, slots=True)
class Failed:
    """Telegram will never take this message as it is."""

    reason: str


@dataclass(frozen=True, slots=True)
class Halted:
    """Nothing can be sent at all for now: the token was refused or another process uses it."""

    reason: str


Outcome = Sent | Throttled | NotSent | Uncertain | Unreachable | Moved | Failed | Halted
