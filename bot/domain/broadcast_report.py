"""What came of a broadcast, told so that nobody can be found in it.

What became of the messages is told exactly, as the progress tells it: it says nothing about who people are.
Languages, countries, taps and leaving are counts of people: small ones are hidden.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain.broadcast import Broadcast, Run
from bot.domain.retention import BROADCAST_DELIVERIES
from bot.domain.stats import Table, veiled

LEAVING = timedelta(hours=24)
"""How long after a broadcast a person's leaving counts as caused by it."""


class Left(StrEnum):
    """How a person left because of a broadcast."""

    STOPPED = "stopped"
    BLOCKED = "blocked"


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """Hold what came of a broadcast; None stands for a count that is too small to be shown."""

    run: Run
    by_locale: Table[str | None]
    by_country: Table[str | None]
    taps: tuple[int | None, ...]
    left: Mapping[Left, int | None]


def taps_by_button(groups: Mapping[int, int], buttons: int) -> tuple[int | None, ...]:
    """Count who tapped each button, from the counts of people by what they tapped (bit 0: the first)."""
    known = max([buttons, *(tapped.bit_length() for tapped in groups)])
    return tuple(
        veiled(sum(people for tapped, people in groups.items() if tapped >> number & 1))
        for number in range(known)
    )


def is_over(broadcast: Broadcast, now: datetime) -> bool:
    """Tell whether the time is over for which its numbers are kept."""
    return broadcast.finished_at is not None and broadcast.finished_at + BROADCAST_DELIVERIES <= now
