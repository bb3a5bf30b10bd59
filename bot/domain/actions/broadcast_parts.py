"""What a broadcast is made of besides its texts; and a reader's tap on a button under it."""

from dataclasses import dataclass

from bot.domain.action import Action
from bot.domain.offer import OfferKind


@dataclass(frozen=True, slots=True, kw_only=True)
class AskTitle(Action):
    """Ask for the title that coordinators see."""

    broadcast_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AskAttachment(Action):
    """Ask for a picture, a file or a video."""

    broadcast_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoveAttachment(Action):
    """Take it away."""

    broadcast_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ShowOffers(Action):
    """Show the buttons under the message."""

    broadcast_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ChooseOffer(Action):
    """Show what a new button can lead to; `unit` names a part of the course."""

    broadcast_id: int
    kind: OfferKind
    unit: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AddOffer(Action):
    """Add a button."""

    broadcast_id: int
    kind: OfferKind
    subject: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DropOffer(Action):
    """Take a button away, by its number from 0."""

    broadcast_id: int
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenOffer(Action):
    """Show what a button under a broadcast leads to."""

    broadcast_id: int
    number: int
