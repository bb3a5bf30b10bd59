"""How often distress was heard, told so that nobody can be found in it.

A month is told once it is over, and months do not overlap: a number that changed from one day to the next
would tell of one child. Within a month the kinds add up to a total, and so do its days; the countries of a
kind add up to the kind. Each of these is a `Table`, so that what is hidden in it cannot be worked out.
Nothing else is told: no total of a country and no country of a hidden kind, since such numbers would cross
the tables.
"""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeVar

from bot.domain.safeguarding import Kind
from bot.domain.stats import Table, table

Counts = Mapping[tuple[date, str | None, Kind | None], int]
"""By day, country and kind; None where it is not known, which for a kind means that the ear failed."""

OLDEST = 22
"""So many months back: everything older may be erased in part, and then tells what was in the part."""
_GIVEN_UP_FIRST = (None, *reversed(Kind))
_K = TypeVar("_K", bound=Hashable)


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    """Hold a month by its first day and the first day of the next."""

    first: date
    end: date

    @property
    def days(self) -> tuple[date, ...]:
        """Return every day of it."""
        return tuple(self.first + timedelta(days=no) for no in range((self.end - self.first).days))


@dataclass(frozen=True, slots=True, kw_only=True)
class Distress:
    """Hold what may be told of a month; of countries only those that may be named with a number."""

    by_kind: Table[Kind | None]
    by_country: Mapping[Kind | None, Mapping[str | None, int]]
    by_day: Table[date]


def month(today: date, *, back: int) -> Month:
    """Return a month that is over; 1 is the last one, 2 the one before."""
    end = today.replace(day=1)
    for _ in range(min(max(back, 1), OLDEST) - 1):
        end = (end - timedelta(days=1)).replace(day=1)
    return Month(first=(end - timedelta(days=1)).replace(day=1), end=end)


def told(counts: Counts, over: Month) -> Distress:
    """Decide what may be told of all countries."""
    by_kind = _table({kind: _sum(counts, kind=kind) for kind in _GIVEN_UP_FIRST})
    by_day = _table({day: sum(n for (on, _, _), n in counts.items() if on == day) for day in over.days})
    if by_kind.total is None or by_day.total is None:  # either total would betray the other
        return Distress(by_kind=_nothing_of(by_kind), by_country={}, by_day=_nothing_of(by_day))
    return Distress(
        by_kind=by_kind,
        by_country={kind: _table(_by_country(counts, kind)).shown for kind in by_kind.shown},
        by_day=by_day,
    )


def within(whole: Distress, countries: frozenset[str]) -> Distress:
    """Keep what is told of some countries; nothing is added up anew, for such sums betray what is hidden."""
    return Distress(
        by_kind=_nothing_of(whole.by_kind),
        by_country={
            kind: {place: n for place, n in shown.items() if place in countries}
            for kind, shown in whole.by_country.items()
        },
        by_day=_nothing_of(whole.by_day),
    )


def _sum(counts: Counts, *, kind: Kind | None) -> int:
    return sum(n for (_, _, of), n in counts.items() if of is kind)


def _by_country(counts: Counts, kind: Kind | None) -> dict[str | None, int]:
    """Add up in an order that tells nothing of the numbers."""
    places = sorted({place for _, place, _ in counts}, key=lambda place: place or "")
    return {
        place: sum(n for (_, at, of), n in counts.items() if at == place and of is kind) for place in places
    }


def _table(counts: Mapping[_K, int]) -> Table[_K]:
    """Hide what is small. None at all tells of nobody: it needs no row beside it to be hidden by."""
    rows = table({row: count for row, count in counts.items() if count})
    return Table(total=rows.total, shown=rows.shown, hidden=frozenset(counts.keys() - rows.shown.keys()))


def _nothing_of(rows: Table[_K]) -> Table[_K]:
    return Table(total=None, shown={}, hidden=rows.hidden | rows.shown.keys())
