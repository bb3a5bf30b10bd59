"""What a button under a broadcast offers to its reader."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

MOST_OFFERS = 3


class OfferKind(StrEnum):
    """Where a button leads."""

    LESSON = "lesson"
    CHALLENGE = "challenge"
    GUIDE = "guide"
    HELP = "help"
    LINK = "link"


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """Hold a button: `subject` is the id of a lesson or a guide, or the address of a page."""

    kind: OfferKind
    subject: str = ""


def with_offer(offers: Sequence[Offer], offer: Offer) -> tuple[Offer, ...]:
    """Add a button where there is room and it is not there yet."""
    if offer in offers or len(offers) >= MOST_OFFERS:
        return tuple(offers)
    return (*offers, offer)


def without_offer(offers: Sequence[Offer], number: int) -> tuple[Offer, ...]:
    """Take a button away by its number, counted from 0."""
    return tuple(offer for place, offer in enumerate(offers) if place != number)


def site(url: str) -> str:
    """Name the site of an address."""
    return url.removeprefix("https://").partition("/")[0].removeprefix("www.")
