from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.quiet import end_of_quiet, is_quiet, start_of_quiet

EVENING, MORNING = 20 * 60, 8 * 60
MINUTES = st.integers(0, 24 * 60 - 1)
ZONES = st.sampled_from(
    ["Asia/Kathmandu", "America/Havana", "Africa/Cairo", "Australia/Lord_Howe", "Europe/London", None]
)
INSTANTS = st.datetimes(datetime(2020, 1, 1), datetime(2035, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("now", "quiet"),
    [
        ("2026-11-24 02:14", True),  # 07:59 in Kathmandu
        ("2026-11-24 02:15", False),  # 08:00
        ("2026-11-24 14:14", False),  # 19:59
        ("2026-11-24 14:15", True),  # 20:00
    ],
)
def test_quiet_hours_follow_the_wall_clock_of_the_zone(now: str, quiet: bool) -> None:  # noqa: FBT001
    assert is_quiet(EVENING, MORNING, "Asia/Kathmandu", utc(now)) is quiet


def test_quiet_hours_move_with_daylight_saving() -> None:
    assert is_quiet(EVENING, MORNING, "Europe/London", utc("2026-12-01 07:30"))
    assert not is_quiet(EVENING, MORNING, "Europe/London", utc("2026-07-01 07:30"))


def test_equal_ends_mean_no_quiet_hours() -> None:
    now = utc("2026-11-24 23:00")
    assert not is_quiet(0, 0, "UTC", now)
    assert start_of_quiet(0, 0, "UTC", now) is None


@given(MINUTES, MINUTES, ZONES, INSTANTS)
def test_quiet_hours_end_when_nothing_is_quiet_any_more(
    start: int, end: int, zone: str | None, now: datetime
) -> None:
    ends_at = end_of_quiet(start, end, zone, now)
    assert ends_at >= now
    assert not is_quiet(start, end, zone, ends_at)
    if ends_at > now:
        assert is_quiet(start, end, zone, now)
        assert is_quiet(start, end, zone, ends_at - timedelta(seconds=1))


@given(MINUTES, MINUTES, ZONES, INSTANTS)
def test_quiet_hours_begin_when_the_day_ends(start: int, end: int, zone: str | None, now: datetime) -> None:
    begins_at = start_of_quiet(start, end, zone, now)
    if begins_at is None:
        assert start == end
        return
    assert begins_at >= now
    if begins_at > now:
        assert not is_quiet(start, end, zone, now)
        assert not is_quiet(start, end, zone, begins_at - timedelta(seconds=1))


def test_a_clock_that_jumps_over_the_end_of_the_day_begins_the_night() -> None:
    evening = datetime(2025, 3, 30, 0, 0, tzinfo=UTC)  # 22:00 in Scoresbysund, where 23:00 becomes midnight
    jump = start_of_quiet(23 * 60 + 59, 12 * 60, "America/Scoresbysund", evening)
    assert jump == datetime(2025, 3, 30, 1, 0, tzinfo=UTC)
