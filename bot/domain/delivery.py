"""What can become of a message on its way to a chat.

Every way a call to Telegram can end is one of these values; whoever sends must `match` them all.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NewType

from bot.domain import check_in
from bot.domain.audience import Share
from bot.domain.consent import is_withheld
from bot.domain.learner import Learner
from bot.domain.quiet import end_of_quiet
from bot.domain.zones import local, on_wall

DeliveryId = NewType("DeliveryId", int)

HALT = timedelta(minutes=1)
"""How long nothing is tried after Telegram refused the token."""
NOT_FOUND = "message not found"
"""Why something failed that was about a message which is not in its chat any more."""
_LONGEST_PAUSE = timedelta(minutes=5)
_MOST_MOVES = 10  # tries altogether: a 429 or an outage before the move counts too
_MOST_UNPAID = 2  # the second try asks for no Stars
_MOST_RESENDS = 3


@dataclass(frozen=True, slots=True)
class Sent:
    """Telegram took the message; `message_id` is None where nothing new was made (an edit, a deletion)."""

    message_id: int | None = None


@dataclass(frozen=True, slots=True)
class Throttled:
    """Telegram asks us to wait; nothing was sent."""

    retry_after: timedelta


@dataclass(frozen=True, slots=True)
class Unpaid:
    """There are no Stars to pay for the message; nothing was sent."""

    reason: str


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


Outcome = Sent | Throttled | Unpaid | NotSent | Uncertain | Unreachable | Moved | Failed | Halted


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


class OnAmbiguous(StrEnum):
    """What to do when nobody can know whether a message arrived; Telegram has no key against doubles.

    DROP never doubles and may lose one message; RESEND never loses it and may double it. What matters less
    than a quiet night is dropped.
    """

    DROP = "drop"
    RESEND = "resend"


_ASKED_FOR = frozenset({check_in.PROGRAMME, "approval", "sent-back"})


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
    programme: str | None = None
    subject: str | None = None
    on_ambiguous: OnAmbiguous = OnAmbiguous.DROP

    @property
    def is_unasked(self) -> bool:
        """Tell whether it counts as the one unasked message of a day.

        A snoozed reminder was asked for, and so was a check-in; coordinators are at work.
        """
        if self.programme in _ASKED_FOR:
            return False
        return self.broadcast_id is not None or "T" not in (self.local_day or "")

    @property
    def kind(self) -> str:
        """Name the kind, for counting; a programme is called by its own name."""
        return self.programme or ("reminder" if self.broadcast_id is None else "broadcast")


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


@dataclass(frozen=True, slots=True)
class Follow:
    """The chat has another id: it is written down, and the delivery tried there."""

    chat_id: int
    at: datetime


Step = Done | Retry | Follow


def held_back(
    learner: Learner, *, expires_at: datetime | None, now: datetime, is_unasked: bool = True
) -> Done | Retry | None:
    """Return what keeps a due delivery from being sent now; None where nothing does.

    Asked in the transaction that takes the delivery, so that a "stop" a moment ago counts.
    """
    if learner.stopped_at is not None:
        return Done(DeliveryState.CANCELLED, "stopped")
    if is_withheld(learner):
        return Done(DeliveryState.CANCELLED, "no consent")
    if learner.unreachable_at is not None:
        return Done(DeliveryState.UNREACHABLE)
    if expires_at is not None and expires_at <= now:
        return Done(DeliveryState.EXPIRED)
    at = max(
        learner.calm_until or now,
        end_of_quiet(learner.quiet_from, learner.quiet_until, learner.zone, now),
        after_todays(learner, now) if is_unasked else now,
    )
    return Retry(at) if at > now else None


def local_day(learner: Learner, now: datetime) -> str:
    """Return the day on a learner's calendar, in ISO 8601."""
    return local(now, learner.zone).date().isoformat()


def after_todays(learner: Learner | Share, now: datetime) -> datetime:
    """Return `now`, or the next morning of who has had an unasked message today: one a day is enough."""
    wall = local(now, learner.zone)
    if learner.unasked_on != wall.date().isoformat():
        return now
    has_night = learner.quiet_from != learner.quiet_until
    minute = learner.quiet_until if has_night else wall.hour * 60 + wall.minute
    days = (wall.date() + timedelta(days=number) for number in (1, 2))
    return next(at for at in (on_wall(day, minute, learner.zone) for day in days) if at is not None)


def next_step(
    outcome: Outcome, *, attempts: int, now: datetime, on_ambiguous: OnAmbiguous = OnAmbiguous.DROP
) -> Step:
    """Decide what follows from the end of a call.

    What surely was not sent is tried again for as long as the delivery lives: an outage is nobody's fault.
    What may have been sent is tried again a few times where its policy says so, else never.
    """
    match outcome:
        case Sent(message_id):
            step: Step = Done(DeliveryState.SENT, message_id=message_id)
        case Throttled() | NotSent() | Halted():
            step = Retry(now + _wait(outcome, attempts))
        case Unpaid(reason):
            step = Retry(now) if attempts < _MOST_UNPAID else Done(DeliveryState.FAILED, reason)
        case Unreachable():
            step = Done(DeliveryState.UNREACHABLE)
        case Failed(reason):
            step = Done(DeliveryState.FAILED, reason)
        case Moved(chat_id):
            step = (
                Follow(chat_id, now)
                if attempts < _MOST_MOVES
                else Done(DeliveryState.FAILED, "moved too often")
            )
        case Uncertain():
            is_tried_again = on_ambiguous is OnAmbiguous.RESEND and attempts < _MOST_RESENDS
            step = Retry(now + _pause(attempts)) if is_tried_again else Done(DeliveryState.UNCERTAIN)
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
