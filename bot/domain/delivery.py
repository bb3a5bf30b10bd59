"""What can become of a message on its way to a chat.

Every way a call to Telegram can end is one of these values; whoever sends must `match` them all.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NewType

from bot.domain.learner import Learner
from bot.domain.quiet import end_of_quiet

DeliveryId = NewType("DeliveryId", int)

HALT = timedelta(minutes=1)
"""How long nothing is tried after Telegram refused the token."""
_LONGEST_PAUSE = timedelta(minutes=5)


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


class DeliveryState(StrEnum):
    """Where a delivery is. PENDING and SENDING are open, the others are ends.

    One thing may still change: what was taken for UNCERTAIN, when its sender comes back with the truth.
    """

    PENDING = "pending"
    SENDING = "sending"
    SENT = "sent"
    UNREACHABLE = "unreachable"
    FAILED = "failed"
    UNCERTAIN = "uncertain"
    EXPIRED = "expired"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True, kw_only=True)
class Claimed:
    """Hold a delivery that is ours to send, with the learner as they are now.

    `lease` and `attempts` fence: whoever holds others may no longer say what became of it.
    """

    id: DeliveryId
    learner: Learner
    lease: str
    attempts: int
    broadcast_id: int | None = None
    reminder_id: int | None = None
    local_day: str | None = None

    @property
    def kind(self) -> str:
        """Name the kind, for counting."""
        return "reminder" if self.broadcast_id is None else "broadcast"


@dataclass(frozen=True, slots=True)
class Done:
    """The delivery has ended."""

    state: DeliveryState
    reason: str | None = None
    message_id: int | None = None


@dataclass(frozen=True, slots=True)
class Retry:
    """The delivery waits until `at`; nothing of it was sent."""

    at: datetime


Step = Done | Retry


def held_back(learner: Learner, *, expires_at: datetime | None, now: datetime) -> Step | None:
    """Return what keeps a due delivery from being sent now; None where nothing does.

    Asked in the transaction that takes the delivery, so that a "stop" a moment ago counts.
    """
    if learner.stopped_at is not None:
        return Done(DeliveryState.CANCELLED, "stopped")
    if learner.unreachable_at is not None:
        return Done(DeliveryState.UNREACHABLE)
    if expires_at is not None and expires_at <= now:
        return Done(DeliveryState.EXPIRED)
    morning = end_of_quiet(learner.quiet_from, learner.quiet_until, learner.zone, now)
    return Retry(morning) if morning > now else None


def next_step(outcome: Outcome, *, attempts: int, now: datetime) -> Step:
    """Decide what follows from the end of a call.

    Only what surely was not sent is tried again, and for as long as the delivery lives: an outage is nobody's
    fault. A chat that moved is a group, and learners are people, so it can only be a mistake of ours.
    """
    match outcome:
        case Sent(message_id):
            step: Step = Done(DeliveryState.SENT, message_id=message_id)
        case Throttled() | NotSent() | Halted():
            step = Retry(now + _wait(outcome, attempts))
        case Unreachable():
            step = Done(DeliveryState.UNREACHABLE)
        case Failed(reason):
            step = Done(DeliveryState.FAILED, reason)
        case Moved():
            step = Done(DeliveryState.FAILED, "the chat has another id")
        case Uncertain():
            step = Done(DeliveryState.UNCERTAIN)
    return step


def _wait(outcome: Throttled | NotSent | Halted, attempts: int) -> timedelta:
    match outcome:
        case Throttled(wait):
            return wait
        case Halted():
            return HALT
        case NotSent():
            return _pause(attempts)


def _pause(attempts: int) -> timedelta:
    """Wait longer after each try: 2, 4, 8 seconds and so on, at most five minutes."""
    return min(timedelta(seconds=2 ** min(attempts, 10)), _LONGEST_PAUSE)
