"""Quiet hours: when nothing unasked may arrive, by the wall clock of a learner's zone at that instant.

`quiet_from` and `quiet_until` are minutes after local midnight; equal ones mean that no hours are quiet.
"""

from collections.abc import Callable
from datetime import date, datetime, timedelta

from bot.domain.zones import again_on_wall, from_wall, local, on_wall

_Reads = Callable[[date, int, str | None], datetime | None]


def is_quiet(quiet_from: int, quiet_until: int, zone: str | None, now: datetime) -> bool:
    """Tell whether an instant lies in the quiet hours."""
    wall = local(now, zone)
    return covers(quiet_from, quiet_until, wall.hour * 60 + wall.minute)


def end_of_quiet(quiet_from: int, quiet_until: int, zone: str | None, now: datetime) -> datetime:
    """Return the first instant from `now` on that is not quiet: `now` itself by day."""
    if not is_quiet(quiet_from, quiet_until, zone, now):
        return now
    return _next(quiet_until, zone, now)


def start_of_quiet(quiet_from: int, quiet_until: int, zone: str | None, now: datetime) -> datetime | None:
    """Return when the quiet hours begin: `now` itself by night, None where no hours are quiet."""
    if quiet_from == quiet_until:
        return None
    if is_quiet(quiet_from, quiet_until, zone, now):
        return now
    return _next(quiet_from, zone, now, first=from_wall)  # a clock that jumps into the night begins it


def covers(quiet_from: int, quiet_until: int, minute: int) -> bool:
    """Tell whether a time of day lies in the quiet hours."""
    if quiet_from <= quiet_until:
        return quiet_from <= minute < quiet_until
    return minute >= quiet_from or minute < quiet_until


def _next(minute: int, zone: str | None, now: datetime, *, first: _Reads = on_wall) -> datetime:
    """Return the next time the wall clock shows `minute`, strictly after `now`."""
    today = local(now, zone).date()
    for days in range(-1, 4):
        day = today + timedelta(days=days)
        for moment in (first(day, minute, zone), again_on_wall(day, minute, zone)):
            if moment is not None and moment > now:
                return moment
    raise AssertionError("a wall clock shows every time within four days")
