"""A broadcast: one message from a coordinator to many learners."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NewType

from bot.domain.attachment import Attachment
from bot.domain.audience import Audience, Reach, duration, is_covered, text_locale
from bot.domain.delivery import DeliveryState
from bot.domain.headcount import Headcount, headcount
from bot.domain.learner import LearnerId
from bot.domain.mandate import Mandate
from bot.domain.offer import Offer
from bot.domain.recall import WINDOW, Recalled
from bot.domain.stars import Fee

BroadcastId = NewType("BroadcastId", int)

LONGEST = 3_500
"""UTF-16 units in a text; Telegram's own limit is 4,096."""
LONGEST_CAPTION = 1_024
"""UTF-16 units in a text under an attachment, which is Telegram's limit."""
LONGEST_TITLE = 60
_BLANKED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")
_NEVER_SENT = re.compile("[\r\u2028-\u202e]")
_BLANK = "\u115f\u1160\u2800\u3164\uffa0"  # letters and signs without a stroke


class BroadcastState(StrEnum):
    """How far a broadcast has come."""

    DRAFT = "draft"
    WAITING = "waiting"
    SCHEDULED = "scheduled"
    RUNNING = "running"
    PAUSED = "paused"
    CANCELLED = "cancelled"
    FINISHED = "finished"


_FROM: Mapping[BroadcastState, frozenset[BroadcastState]] = {
    BroadcastState.DRAFT: frozenset({BroadcastState.WAITING, BroadcastState.SCHEDULED}),
    BroadcastState.WAITING: frozenset({BroadcastState.DRAFT, BroadcastState.SCHEDULED}),
    BroadcastState.SCHEDULED: frozenset({BroadcastState.DRAFT, BroadcastState.WAITING}),
    BroadcastState.RUNNING: frozenset(
        {BroadcastState.DRAFT, BroadcastState.WAITING, BroadcastState.SCHEDULED, BroadcastState.PAUSED}
    ),
    BroadcastState.PAUSED: frozenset({BroadcastState.RUNNING}),
    BroadcastState.CANCELLED: frozenset(
        {BroadcastState.SCHEDULED, BroadcastState.RUNNING, BroadcastState.PAUSED}
    ),
    BroadcastState.FINISHED: frozenset({BroadcastState.RUNNING, BroadcastState.PAUSED}),
}
UNSTARTED = frozenset({BroadcastState.DRAFT, BroadcastState.WAITING, BroadcastState.SCHEDULED})


class Fault(StrEnum):
    """What keeps a broadcast from being sent."""

    NO_TEXT = "no-text"
    TOO_LONG_FOR_CAPTION = "too-long"
    NO_SPARE = "no-spare"
    NOBODY = "nobody"
    TOO_FEW = "too-few"
    OUT_OF_SCOPE = "out-of-scope"
    REFUSED_WORDS = "refused-words"


@dataclass(frozen=True, slots=True, kw_only=True)
class Broadcast:
    """Hold a broadcast. `title` is for coordinators; `bodies` are texts by language, `offers` its buttons.

    It starts at `starts_at` (None: at once), and each recipient is due when their own wall clock shows
    `local_minute` (None: at the start). Whoever could not be sent to within `life` gets it no more.
    """

    id: BroadcastId
    author_id: LearnerId
    state: BroadcastState = BroadcastState.DRAFT
    title: str | None = None
    bodies: Mapping[str, str]
    attachment: Attachment | None = None
    offers: tuple[Offer, ...] = ()
    audience: Audience
    starts_at: datetime | None = None
    local_minute: int | None = None
    life: timedelta = timedelta(days=2)
    approver_id: LearnerId | None = None
    progress_message_id: int | None = None
    created_at: datetime
    started_at: datetime | None = None
    finished_at: datetime | None = None
    recalled_at: datetime | None = None


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


class RemarkKind(StrEnum):
    """What a remark on a text is about."""

    BANNED = "banned"
    CAUTIONED = "cautioned"
    BLAMING = "blaming"
    ALARM = "alarm"
    METHODS = "methods"
    NAMED = "named"
    SHOUTING = "shouting"
    LINK = "link"


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """Hold what is wrong with a sentence; `locale` is None in the title. What is grave is not sent."""

    kind: RemarkKind
    locale: str | None
    words: str
    sentence: str
    is_grave: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Hold a draft, whom it would reach now, what must be mended first, and what it costs (None: nothing).

    `reach` is exact; what people see are `counts`, which hide what is below `least`.
    """

    broadcast: Broadcast
    reach: Reach
    least: int
    faults: tuple[Fault, ...]
    remarks: tuple[Remark, ...] = ()
    fee: Fee | None = None

    @property
    def counts(self) -> Headcount:
        """Return what may be shown of whom it would reach."""
        return headcount(self.reach, self.broadcast.bodies, self.least)


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Hold a broadcast that was started, and how it goes: `rate` is how many come to an end in a second.

    `fee` is what is left costs; None where nothing is paid for.
    """

    broadcast: Broadcast
    tally: Tally
    recalled: Recalled = field(default_factory=Recalled)
    rate: float | None = None
    fee: Fee | None = None

    @property
    def has_ended(self) -> bool:
        """Tell whether nothing will change any more."""
        is_over = self.broadcast.state in {BroadcastState.CANCELLED, BroadcastState.FINISHED}
        return is_over and not self.tally.left and not self.recalled.left


def came_from(state: BroadcastState) -> frozenset[BroadcastState]:
    """Return the states from which this one can be reached."""
    return _FROM[state]


def can_be_recalled(broadcast: Broadcast, now: datetime) -> bool:
    """Tell whether some of it may still be deleted: it was started, not long ago, and is not taken back."""
    if broadcast.started_at is None or broadcast.recalled_at is not None:
        return False
    return (broadcast.finished_at or now) + WINDOW > now


def length(text: str) -> int:
    """Count as Telegram does, in UTF-16 units."""
    return len(text.encode("utf-16-le")) // 2


def body(text: str) -> str | None:
    """Return what a coordinator typed as a text to send; None where it is empty or too long."""
    tidy = _sent(text).strip()
    return tidy if _is_seen(tidy) and length(tidy) <= LONGEST else None


def title(text: str) -> str | None:
    """Return what a coordinator typed as a title; None where it is empty or too long."""
    tidy = " ".join(_sent(text).split())
    return tidy if _is_seen(tidy) and length(tidy) <= LONGEST_TITLE else None


def _sent(text: str) -> str:
    """Take away the signs that Telegram takes away, so that a text is empty for us where it is for it."""
    return _NEVER_SENT.sub("", _BLANKED.sub(" ", text))


def _is_seen(text: str) -> bool:
    """Tell whether there is anything to see: of invisible signs alone Telegram makes no message."""
    return any(unicodedata.category(sign)[0] not in "CZ" and sign not in _BLANK for sign in text)


def is_empty(broadcast: Broadcast) -> bool:
    """Tell whether nothing was written yet."""
    return not (broadcast.title or broadcast.bodies or broadcast.attachment or broadcast.offers)


def with_body(broadcast: Broadcast, locale: str, text: str) -> Broadcast:
    """Write the text in a language, anew where there is one."""
    return replace(broadcast, bodies={**broadcast.bodies, locale: text})


def without_body(broadcast: Broadcast, locale: str) -> Broadcast:
    """Take the text in a language away."""
    return replace(broadcast, bodies={tag: text for tag, text in broadcast.bodies.items() if tag != locale})


def body_for(broadcast: Broadcast, locale: str) -> tuple[str, str] | None:
    """Return the language and text for a learner; None for who gets none."""
    chosen = text_locale(locale, broadcast.bodies, broadcast.audience.spare)
    return None if chosen is None else (chosen, broadcast.bodies[chosen])


def faults(
    broadcast: Broadcast, mandate: Mandate | None, *, recipients: int, least: int
) -> tuple[Fault, ...]:
    """Return what must be mended before it can be sent, under the mandate of whoever would send it.

    Where `least` is more than one, nobody is too few as well: it must not tell whether somebody is there.
    """
    audience, texts = broadcast.audience, broadcast.bodies
    is_too_long = broadcast.attachment is not None and any(
        length(text) > LONGEST_CAPTION for text in texts.values()
    )
    found = {
        Fault.NO_TEXT: not texts,
        Fault.TOO_LONG_FOR_CAPTION: is_too_long,
        Fault.NO_SPARE: audience.spare is not None and audience.spare not in texts,
        Fault.NOBODY: bool(texts) and recipients < least == 1,
        Fault.TOO_FEW: bool(texts) and recipients < least != 1,
        Fault.OUT_OF_SCOPE: mandate is None or not is_covered(audience, mandate),
    }
    return tuple(fault for fault, is_there in found.items() if is_there)
