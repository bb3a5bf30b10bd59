"""A broadcast: one message from a coordinator to many learners."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import NewType

from bot.domain.audience import SPARE, Audience, Others, Reach, duration, is_covered, text_locale
from bot.domain.delivery import DeliveryState
from bot.domain.learner import LearnerId
from bot.domain.mandate import Mandate

BroadcastId = NewType("BroadcastId", int)

LONGEST = 3_500
"""UTF-16 units in a text; Telegram's own limit is 4,096."""
LONGEST_WITH_PICTURE = 1_024
"""UTF-16 units in a text under a picture, which is Telegram's limit."""


class BroadcastState(StrEnum):
    """How far a broadcast has come."""

    DRAFT = "draft"
    WAITING = "waiting"
    RUNNING = "running"
    PAUSED = "paused"
    CANCELLED = "cancelled"
    FINISHED = "finished"


_FROM: Mapping[BroadcastState, frozenset[BroadcastState]] = {
    BroadcastState.DRAFT: frozenset({BroadcastState.WAITING}),
    BroadcastState.WAITING: frozenset({BroadcastState.DRAFT}),
    BroadcastState.RUNNING: frozenset({BroadcastState.DRAFT, BroadcastState.WAITING, BroadcastState.PAUSED}),
    BroadcastState.PAUSED: frozenset({BroadcastState.RUNNING}),
    BroadcastState.CANCELLED: frozenset({BroadcastState.RUNNING, BroadcastState.PAUSED}),
    BroadcastState.FINISHED: frozenset({BroadcastState.RUNNING, BroadcastState.PAUSED}),
}


class Fault(StrEnum):
    """What keeps a broadcast from being sent."""

    NO_TEXT = "no-text"
    TOO_LONG_FOR_PICTURE = "too-long"
    NO_ENGLISH = "no-english"
    NOBODY = "nobody"
    OUT_OF_SCOPE = "out-of-scope"


@dataclass(frozen=True, slots=True, kw_only=True)
class Broadcast:
    """Hold a broadcast. `bodies` are texts by language; `picture` is Telegram's id of a picture it holds."""

    id: BroadcastId
    author_id: LearnerId
    state: BroadcastState = BroadcastState.DRAFT
    bodies: Mapping[str, str]
    picture: str | None = None
    audience: Audience
    progress_message_id: int | None = None
    created_at: datetime
    started_at: datetime | None = None
    finished_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """Count the deliveries of a broadcast by what became of them.

    Those that wait for somebody's morning wait until `last_due_at` at most.
    """

    by_state: Mapping[DeliveryState, int]
    last_due_at: datetime | None = None

    def of(self, *states: DeliveryState) -> int:
        """Return how many are in these states."""
        return sum(self.by_state.get(state, 0) for state in states)

    @property
    def total(self) -> int:
        """Return how many there are."""
        return sum(self.by_state.values())

    @property
    def left(self) -> int:
        """Return how many have not come to an end."""
        return self.of(DeliveryState.PENDING, DeliveryState.SENDING)

    def ends_at(self, now: datetime, per_second: int) -> datetime:
        """Return when the last one will have been sent, as things are."""
        return max(now, self.last_due_at or now) + duration(self.left, per_second)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Hold a draft, whom it would reach now, and what must be mended first."""

    broadcast: Broadcast
    reach: Reach
    faults: tuple[Fault, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Hold a broadcast that was started, and how it goes."""

    broadcast: Broadcast
    tally: Tally


def came_from(state: BroadcastState) -> frozenset[BroadcastState]:
    """Return the states from which this one can be reached."""
    return _FROM[state]


def length(text: str) -> int:
    """Count as Telegram does, in UTF-16 units."""
    return len(text.encode("utf-16-le")) // 2


def body(text: str) -> str | None:
    """Return what a coordinator typed as a text to send; None where it is empty or too long."""
    tidy = text.strip()
    return tidy if 0 < length(tidy) <= LONGEST else None


def with_body(broadcast: Broadcast, locale: str, text: str) -> Broadcast:
    """Write the text in a language, anew where there is one."""
    return replace(broadcast, bodies={**broadcast.bodies, locale: text})


def without_body(broadcast: Broadcast, locale: str) -> Broadcast:
    """Take the text in a language away."""
    return replace(broadcast, bodies={tag: text for tag, text in broadcast.bodies.items() if tag != locale})


def body_for(broadcast: Broadcast, locale: str) -> tuple[str, str] | None:
    """Return the language and text for a learner; None for who gets none."""
    chosen = text_locale(locale, broadcast.bodies, broadcast.audience.others)
    return None if chosen is None else (chosen, broadcast.bodies[chosen])


def faults(broadcast: Broadcast, mandate: Mandate | None, *, recipients: int) -> tuple[Fault, ...]:
    """Return what must be mended before it can be sent, under the mandate of whoever would send it."""
    texts = broadcast.bodies
    is_too_long = broadcast.picture is not None and any(
        length(text) > LONGEST_WITH_PICTURE for text in texts.values()
    )
    found = {
        Fault.NO_TEXT: not texts,
        Fault.TOO_LONG_FOR_PICTURE: is_too_long,
        Fault.NO_ENGLISH: broadcast.audience.others is Others.IN_ENGLISH and SPARE not in texts,
        Fault.NOBODY: bool(texts) and recipients == 0,
        Fault.OUT_OF_SCOPE: mandate is None or not is_covered(broadcast.audience, mandate),
    }
    return tuple(fault for fault, is_there in found.items() if is_there)
