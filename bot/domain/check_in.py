"""Check-ins: a parent asks to be asked the next day how a talk went."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from bot.domain.quiet import covers
from bot.domain.reminder import Occurrence, QuietHours
from bot.domain.zones import local, on_wall

PROGRAMME = "check-in"
LIFE = timedelta(days=2)
"""How late a check-in may still come."""
MOST_A_WEEK = 3
"""How often a parent is asked about one situation: the first time, and twice more after “not yet”."""
_WEEK = timedelta(days=7)
_EARLIEST, _LATEST = 9 * 60, 19 * 60 + 30  # half an hour before eight, so that a slow sender is in time too
_LAST_MINUTE = 29
_HORIZON_DAYS = 4  # a day can be missing where a zone jumps over the date line


def next_day(quiet: QuietHours, *, now: datetime) -> Occurrence:
    """Plan a check-in for the next local day, at about this time, by day and outside the quiet hours."""
    wall = local(now, quiet.zone)
    minute = _nearest(wall.hour * 60 + wall.minute, quiet)
    for days in range(1, _HORIZON_DAYS):
        day = wall.date() + timedelta(days=days)
        at = on_wall(day, minute, quiet.zone)
        if at is not None:
            return Occurrence(day=day, due_at=at, expires_at=at + LIFE)
    raise AssertionError("a wall clock shows every time within four days")


def may_ask_again(days: Iterable[date], *, today: date) -> bool:
    """Tell whether a parent who said “not yet” is asked once more; `days` are those they were asked on."""
    return sum(today - _WEEK < day <= today for day in days) < MOST_A_WEEK


def _nearest(minute: int, quiet: QuietHours) -> int:
    """Return the time of day nearest to `minute` at which a check-in may come."""
    open_minutes = [at for at in range(_EARLIEST, _LATEST + 1) if _is_open(at, quiet)]
    return min(open_minutes, key=lambda at: abs(at - minute), default=_EARLIEST)


def _is_open(minute: int, quiet: QuietHours) -> bool:
    """Tell whether a time and the half hour after it are free of quiet hours."""
    return not any(covers(quiet.start, quiet.end, at) for at in (minute, minute + _LAST_MINUTE))
