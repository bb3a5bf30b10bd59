"""Time zones: from a wall clock somewhere to instants, whatever daylight saving does there."""

from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

MINUTES_A_DAY = 24 * 60
_SECOND = timedelta(seconds=1)


@lru_cache(maxsize=1024)
def zone_info(name: str | None) -> ZoneInfo:
    """Return a zone by its IANA name; UTC for none, and for a name that is no longer known."""
    try:
        return ZoneInfo(name or "UTC")
    except (KeyError, ValueError, OSError):  # OSError: the name of a folder
        return ZoneInfo("UTC")


def is_zone(name: str) -> bool:
    """Tell whether there is such a zone."""
    return name == "UTC" or zone_info(name).key == name


def clock_time(minute: int) -> time:
    """Turn minutes after midnight into a time of day."""
    return time(minute // 60, minute % 60)


def local(at: datetime, zone: str | None) -> datetime:
    """Read the wall clock of a zone at an instant."""
    return at.astimezone(zone_info(zone))


def on_wall(day: date, minute: int, zone: str | None) -> datetime | None:
    """Return the first instant of a local day when its wall clock shows `minute` or later.

    A time that comes twice counts the first time; a time that is skipped gives the moment the clock jumps.
    None where the jump leads out of the day.
    """
    at = from_wall(day, minute, zone)
    return at if local(at, zone).date() == day else None


def from_wall(day: date, minute: int, zone: str | None) -> datetime:
    """Return the first instant when a wall clock shows `minute` of a day or later, be it on the next."""
    info = zone_info(zone)
    wall = datetime.combine(day, clock_time(minute))
    at = wall.replace(tzinfo=info).astimezone(UTC)
    return at if at.astimezone(info).replace(tzinfo=None) == wall else _jump(wall, info)


def again_on_wall(day: date, minute: int, zone: str | None) -> datetime | None:
    """Return the instant when a wall clock that was set back shows `minute` for the second time."""
    info = zone_info(zone)
    wall = datetime.combine(day, clock_time(minute), info)
    again = wall.replace(fold=1)
    return again.astimezone(UTC) if again.utcoffset() < wall.utcoffset() else None  # type: ignore[operator]


def _jump(wall: datetime, info: ZoneInfo) -> datetime:
    """Find the instant when the clock jumps over `wall`, to the second."""
    before = wall.replace(tzinfo=info, fold=1).astimezone(UTC)
    after = wall.replace(tzinfo=info, fold=0).astimezone(UTC)
    while after - before > _SECOND:
        middle = before + (after - before) // _SECOND // 2 * _SECOND
        if middle.astimezone(info).replace(tzinfo=None) < wall:
            before = middle
        else:
            after = middle
    return after
