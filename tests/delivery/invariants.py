"""What must hold of everything that is sent, whatever goes wrong: one place for every proof."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from bot.domain.broadcast import BroadcastState
from bot.domain.ledger import Ledger, Rule
from bot.domain.quiet import is_quiet
from bot.domain.zones import local


class Law(StrEnum):
    """What must hold besides the rules of the ledger."""

    PACE = "no second holds more messages than the pace"
    PAUSE = "nothing leaves while Telegram asked us to wait"
    END = "a broadcast is finished only when nothing is left"
    NIGHT = "nothing unasked leaves in somebody's quiet hours"
    DAILY = "a reminder comes once a local day"


@dataclass(frozen=True, slots=True)
class Departure:
    """A message that left us, in seconds of the one clock of the proof."""

    at: float
    chat_id: int
    is_paid: bool = False


@dataclass(frozen=True, slots=True)
class Pause:
    """A stretch of time in which nothing may leave."""

    begins: float
    ends: float


@dataclass(frozen=True, slots=True)
class Look:
    """What somebody saw who looked at a broadcast in between."""

    state: BroadcastState
    left: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Hold all that is known when a broadcast has come to its end."""

    ledger: Ledger
    per_second: int
    paid_per_second: int = 0
    departures: Sequence[Departure] = ()
    pauses: Sequence[Pause] = ()
    looks: Sequence[Look] = field(default=())


def broken(evidence: Evidence) -> set[Rule | Law]:
    """Return every rule that does not hold."""
    found: set[Rule | Law] = {breach.rule for breach in evidence.ledger.breaches()}
    times = [departure.at for departure in evidence.departures]
    free, paid = ([one.at for one in evidence.departures if one.is_paid is paid] for paid in (False, True))
    if busiest_second(free) > evidence.per_second or busiest_second(paid) > evidence.paid_per_second:
        found.add(Law.PACE)
    if any(pause.begins < at < pause.ends for pause in evidence.pauses for at in times):
        found.add(Law.PAUSE)
    if any(look.state is BroadcastState.FINISHED and look.left for look in evidence.looks):
        found.add(Law.END)
    return found


def busiest_second(times: Iterable[float]) -> int:
    """Return the most that left within any second."""
    ordered, most, first = sorted(times), 0, 0
    for number, at in enumerate(ordered):
        while at - ordered[first] > 1:
            first += 1
        most = max(most, number - first + 1)
    return most


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """An unasked message that left for somebody, who has these quiet hours."""

    at: datetime
    chat_id: int
    zone: str
    quiet_from: int = 0
    quiet_until: int = 0


def broken_by_clocks(arrivals: Sequence[Arrival]) -> set[Law]:
    """Return every rule about local time that does not hold of reminders and other unasked messages."""
    return set(_broken_by_clocks(arrivals))


def _broken_by_clocks(arrivals: Sequence[Arrival]) -> Iterator[Law]:
    if any(is_quiet(each.quiet_from, each.quiet_until, each.zone, each.at) for each in arrivals):
        yield Law.NIGHT
    days: Mapping[object, int] = Counter(
        (each.chat_id, local(each.at, each.zone).date()) for each in arrivals
    )
    if any(count > 1 for count in days.values()):
        yield Law.DAILY
