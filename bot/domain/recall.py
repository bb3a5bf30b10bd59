"""Taking a broadcast back: for two days Telegram lets a bot delete what it wrote."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum

from bot.domain.delivery import (
    NOT_FOUND,
    DeliveryId,
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

WINDOW = timedelta(hours=48)
"""How long a message can be deleted, which is Telegram's rule."""


class Recall(StrEnum):
    """What becomes of one message that is to be deleted; all but WANTED are ends."""

    WANTED = "wanted"
    DELETED = "deleted"
    GONE = "gone"
    FAILED = "failed"
    UNREACHABLE = "unreachable"


@dataclass(frozen=True, slots=True, kw_only=True)
class Recalled:
    """Count the messages that were to be deleted by what became of them."""

    by_end: Mapping[Recall, int] = field(default_factory=dict)

    def of(self, *ends: Recall) -> int:
        """Return how many came to these ends."""
        return sum(self.by_end.get(end, 0) for end in ends)

    @property
    def total(self) -> int:
        """Return how many there are."""
        return sum(self.by_end.values())

    @property
    def left(self) -> int:
        """Return how many are still to be deleted."""
        return self.of(Recall.WANTED)


@dataclass(frozen=True, slots=True, kw_only=True)
class RecallPlan:
    """Hold what taking a broadcast back would mean: what can be deleted, and what stays."""

    broadcast_id: int
    deletable: int
    too_old: int
    uncertain: int
    waiting: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Hold a message that is to be deleted."""

    delivery_id: DeliveryId
    chat_id: int
    message_id: int


def end_of(outcome: Outcome) -> Recall | None:
    """Return what a call to delete came to; None where it is to be made again, for twice does no harm."""
    match outcome:
        case Sent():
            return Recall.DELETED
        case Failed(reason):
            return Recall.GONE if reason == NOT_FOUND else Recall.FAILED
        case Unreachable():
            return Recall.UNREACHABLE
        case Moved() | Unpaid():
            return Recall.FAILED
        case Throttled() | NotSent() | Uncertain() | Halted():
            return None
