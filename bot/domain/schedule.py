"""When a broadcast starts, when each recipient is due, and until when it is still worth sending."""

from datetime import UTC, date, datetime, timedelta

from bot.domain.zones import clock_time, local, on_wall

_AHEAD = timedelta(hours=15)
"""The clocks furthest ahead show UTC+14; an hour more, so that theirs is never missed."""
LIVES = (timedelta(hours=6), timedelta(days=1), timedelta(days=2), timedelta(days=7))
DAYS_AHEAD = 14


def start_for_hour(day: date, minute: int) -> datetime:
    """Return when to start, so that every wall clock on Earth still has that time of that day before it."""
    return datetime.combine(day, clock_time(minute), UTC) - _AHEAD


def day_of(starts_at: datetime) -> date:
    """Return the day that `start_for_hour` was given."""
    return (starts_at + _AHEAD).date()


def due_at(
    zone: str | None, *, local_minute: int | None, starts_at: datetime | None, now: datetime
) -> datetime:
    """Return when a recipient in a zone is due, if it starts now.

    By their own wall clock it is the next time it shows `local_minute`, on the chosen day or, where that time
    has gone by, on the next one.
    """
    if local_minute is None:
        return now
    day = local(now, zone).date()
    if starts_at is not None:
        day = max(day, day_of(starts_at))
    days = (day + timedelta(days=number) for number in range(4))
    found = (on_wall(day, local_minute, zone) for day in days)
    return next(at for at in found if at is not None and at >= now)
