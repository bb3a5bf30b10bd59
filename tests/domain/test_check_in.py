"""The law of check-ins: the next local day, by day, never in the quiet hours, whatever the clock does."""

import zoneinfo
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.check_in import LIFE, MOST_A_WEEK, may_ask_again, next_day
from bot.domain.quiet import is_quiet
from bot.domain.reminder import QuietHours
from bot.domain.zones import local

ZONES = sorted(zoneinfo.available_timezones() - {"localtime", "Factory"})
NOWS = st.datetimes(datetime(2020, 1, 1), datetime(2035, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001
NIGHTS = st.tuples(st.integers(18 * 60, 24 * 60 - 1), st.integers(5 * 60, 12 * 60))  # as may be chosen


def quiet(zone: str, start: int = 20 * 60, end: int = 8 * 60) -> QuietHours:
    return QuietHours(start=start, end=end, zone=zone)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@given(NOWS, st.sampled_from(ZONES), NIGHTS)
def test_it_comes_on_the_next_local_day_by_day_and_outside_the_quiet_hours(
    now: datetime, zone: str, night: tuple[int, int]
) -> None:
    planned = next_day(quiet(zone, *night), now=now)
    there = local(planned.due_at, zone)
    assert there.date() == planned.day == local(now, zone).date() + timedelta(days=1)
    assert 9 * 60 <= there.hour * 60 + there.minute < 20 * 60
    assert not is_quiet(*night, zone, planned.due_at)
    assert planned.expires_at - planned.due_at == LIFE


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        ("2026-11-22 10:15", "2026-11-23 10:15"),  # 16:00 in Nepal: at the same time
        ("2026-11-22 17:00", "2026-11-23 13:45"),  # 22:45: half past seven in the evening
        ("2026-11-21 19:00", "2026-11-23 03:15"),  # 00:45 on the 22nd: nine o'clock on the 23rd
    ],
)
def test_it_comes_at_about_the_time_of_asking(now: str, expected: str) -> None:
    assert next_day(quiet("Asia/Kathmandu"), now=at(now)).due_at == at(expected)


def test_the_wall_clock_decides_across_a_change_of_the_clock() -> None:
    planned = next_day(quiet("Europe/London"), now=at("2026-10-24 16:00"))  # 17:00; clocks go back that night
    assert planned.due_at == at("2026-10-25 17:00")


def test_a_day_that_a_zone_leaves_out_is_passed_over() -> None:
    planned = next_day(quiet("Pacific/Apia"), now=at("2011-12-29 20:00"))  # there was no 30 December
    assert planned.day == date(2011, 12, 31)


def test_where_every_hour_of_the_day_is_quiet_the_sender_waits_for_the_morning() -> None:
    planned = next_day(quiet("UTC", 8 * 60, 22 * 60), now=at("2026-11-22 12:00"))
    assert planned.due_at == at("2026-11-23 09:00")


def test_not_yet_is_asked_again_twice_and_a_week_later_anew() -> None:
    today = date(2026, 11, 22)
    asked = [today - timedelta(days=days) for days in range(MOST_A_WEEK)]
    assert may_ask_again(asked[:1], today=today)
    assert may_ask_again(asked[:2], today=today)
    assert not may_ask_again(asked, today=today)
    assert may_ask_again(asked, today=today + timedelta(days=7))
