"""The law of reminders, over every zone and every change of its clock from 2020 to 2035."""

import functools
import itertools
import zoneinfo
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.learner import LearnerId
from bot.domain.quiet import is_quiet
from bot.domain.reminder import (
    EVERY_DAY,
    WINDOW,
    WORDINGS,
    Occurrence,
    QuietHours,
    Reminder,
    ReminderId,
    next_due,
    next_wording,
    occurrence,
    with_day,
)

FIRST, LAST = datetime(2020, 1, 1, tzinfo=UTC), datetime(2036, 1, 1, tzinfo=UTC)
STEP = timedelta(days=6)  # no two changes of any zone are nearer to each other


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def a_reminder(
    zone: str, *, minute: int = 18 * 60, days: int = EVERY_DAY, due_at: datetime | None = None
) -> Reminder:
    return Reminder(
        id=ReminderId(1),
        learner_id=LearnerId(1),
        days=days,
        minute=minute,
        zone=zone,
        is_active=True,
        due_at=due_at,
    )


@functools.cache
def transitions() -> dict[str, tuple[datetime, ...]]:
    """Return the changes of every zone; zones that change alike stand once."""
    alike: dict[tuple[object, ...], str] = {}
    found: dict[str, tuple[datetime, ...]] = {}
    for name in sorted(zoneinfo.available_timezones()):
        zone = ZoneInfo(name)
        changes = tuple(_changes(zone))
        kind = (
            zone.utcoffset(FIRST.astimezone(zone)),
            *((at, at.astimezone(zone).utcoffset()) for at in changes),
        )
        if alike.setdefault(kind, name) == name:
            found[name] = changes
    return found


def _changes(zone: ZoneInfo) -> list[datetime]:
    changes = []
    at = FIRST
    while at < LAST:
        end = at + STEP
        while (change := _first_change(zone, at, end)) is not None:
            changes.append(change)
            at = change
        at = end
    return changes


def _first_change(zone: ZoneInfo, low: datetime, high: datetime) -> datetime | None:
    offset = low.astimezone(zone).utcoffset()
    if high.astimezone(zone).utcoffset() == offset:
        return None
    while high - low > timedelta(seconds=1):
        middle = low + (high - low) // timedelta(seconds=1) // 2 * timedelta(seconds=1)
        low, high = (middle, high) if middle.astimezone(zone).utcoffset() == offset else (low, middle)
    return high


def _minutes_round(change: datetime, zone: ZoneInfo) -> set[int]:
    """Pick times of day that a change may skip, repeat or touch."""
    walls = [(change + timedelta(minutes=by)).astimezone(zone) for by in (-61, -30, -1, 0, 1, 30, 61)]
    return {wall.hour * 60 + wall.minute for wall in walls} | {0, 18 * 60}


def _run(reminder: Reminder, change: datetime, *, days: int = 2) -> list[datetime]:
    at, met = change - timedelta(days=days), []
    while (due := next_due(reminder, now=at)) is not None and due < change + timedelta(days=days, hours=2):
        assert due > at
        met.append(due)
        at = due
    return met


def test_there_are_enough_changes_to_prove_anything() -> None:
    assert len(transitions()) > 70
    assert sum(map(len, transitions().values())) > 1000


@pytest.mark.parametrize("part", range(4))
def test_every_reminder_comes_once_a_local_day_at_its_wall_clock_time(part: int) -> None:
    for name, changes in list(transitions().items())[part::4]:
        zone = ZoneInfo(name)
        for change in changes:
            for minute in _minutes_round(change, zone):
                _check(a_reminder(name, minute=minute), change, zone)


def _check(reminder: Reminder, change: datetime, zone: ZoneInfo) -> None:
    met = _run(reminder, change)
    days = [due.astimezone(zone).date() for due in met]
    assert all(later > earlier for earlier, later in pairwise(days)), (reminder.zone, change)
    for due in met:
        wall = due.astimezone(zone)
        if wall.hour * 60 + wall.minute != reminder.minute:
            _check_skipped(reminder, due, zone)
        assert wall.fold == 0 or wall.hour * 60 + wall.minute != reminder.minute
    missing = {days[0] + timedelta(days=number) for number in range((days[-1] - days[0]).days)} - set(days)
    for day in missing:
        assert not _shows(day, reminder.minute, zone), (reminder.zone, change, day)


def _check_skipped(reminder: Reminder, due: datetime, zone: ZoneInfo) -> None:
    """A time that does not exist gives the very second the clock has jumped over it."""
    wall, before = due.astimezone(zone), (due - timedelta(seconds=1)).astimezone(zone)
    assert wall.utcoffset() != before.utcoffset()
    assert before.hour * 60 + before.minute < reminder.minute < wall.hour * 60 + wall.minute or (
        before.date() < wall.date()
    )


def _shows(day: date, minute: int, zone: ZoneInfo) -> bool:
    wall = datetime(day.year, day.month, day.day, minute // 60, minute % 60)  # noqa: DTZ001 (a wall clock)
    return wall.replace(tzinfo=zone).astimezone(UTC).astimezone(zone).replace(tzinfo=None) == wall


@pytest.mark.parametrize("part", range(4))
def test_around_every_change_it_comes_on_the_chosen_days_and_on_all_of_them(part: int) -> None:
    chosen = itertools.cycle(range(1, EVERY_DAY + 1))
    for name, changes in list(transitions().items())[part::4]:
        zone = ZoneInfo(name)
        for change in changes:
            days = next(chosen)
            met = [due.astimezone(zone) for due in _run(a_reminder(name, days=days), change, days=9)]
            assert {(wall.hour, wall.minute) for wall in met} == {(18, 0)}
            first, last = met[0].date(), met[-1].date()
            between = [first + timedelta(days=number) for number in range((last - first).days + 1)]
            assert [wall.date() for wall in met] == [day for day in between if days >> day.weekday() & 1]


NIGHTS = ((20 * 60, 8 * 60), (18 * 60, 5 * 60), (23 * 60 + 59, 12 * 60))


@pytest.mark.parametrize("part", range(4))
def test_around_every_change_nothing_comes_by_night_however_late(part: int) -> None:
    nights = itertools.cycle(NIGHTS)
    for name, changes in list(transitions().items())[part::4]:
        for change in changes:
            for minute in _minutes_round(change, ZoneInfo(name)):
                start, end = next(nights)
                quiet = QuietHours(start=start, end=end, zone=name)
                for due in _run(a_reminder(name, minute=minute), change, days=1):
                    _check_by_day(a_reminder(name, minute=minute, due_at=due), quiet, due)


def _check_by_day(reminder: Reminder, quiet: QuietHours, due: datetime) -> None:
    found = occurrence(reminder, quiet, now=due)
    assert (found is None) == is_quiet(quiet.start, quiet.end, quiet.zone, due)
    if found is None:
        return
    assert found.due_at == due < found.expires_at <= due + WINDOW
    at = due
    while at < found.expires_at:
        assert not is_quiet(quiet.start, quiet.end, quiet.zone, at), (reminder.zone, at)
        at += timedelta(minutes=29)
    assert not is_quiet(quiet.start, quiet.end, quiet.zone, found.expires_at - timedelta(seconds=1))


ZONES = sorted(zoneinfo.available_timezones() - {"localtime", "Factory"})
SWEEPS = st.lists(st.integers(1, 60 * 48), min_size=1, max_size=20)  # minutes from one to the next


@given(
    st.sampled_from(ZONES),
    st.integers(1, EVERY_DAY),
    st.integers(0, 1439),
    st.datetimes(datetime(2020, 1, 1), datetime(2035, 12, 1), timezones=st.just(UTC)),  # noqa: DTZ001
    SWEEPS,
)
def test_whenever_somebody_looks_there_is_one_a_local_day_at_most_and_none_is_stale(
    zone: str, days: int, minute: int, begin: datetime, sweeps: list[int]
) -> None:
    reminder = a_reminder(zone, days=days, minute=minute)
    reminder = replace(reminder, due_at=next_due(reminder, now=begin))
    quiet, now, met = QuietHours(start=20 * 60, end=8 * 60, zone=zone), begin, list[Occurrence]()
    for minutes in sweeps:
        now += timedelta(minutes=minutes)
        if reminder.due_at is None or reminder.due_at > now:
            continue
        found = occurrence(reminder, quiet, now=now)
        if found is not None:
            assert now - WINDOW < found.due_at <= now < found.expires_at
            assert not is_quiet(quiet.start, quiet.end, zone, now)
            assert days >> found.day.weekday() & 1
            met.append(found)
        reminder = replace(reminder, due_at=next_due(reminder, now=now))
    assert all(earlier.day < later.day for earlier, later in pairwise(met))


def test_a_time_that_does_not_exist_gives_the_moment_the_clock_jumps() -> None:
    due = next_due(a_reminder("America/New_York", minute=150), now=utc("2026-03-08 05:30"))
    assert due == utc("2026-03-08 07:00")  # 03:00 there


def test_a_time_that_comes_twice_counts_once() -> None:
    reminder = a_reminder("America/New_York", minute=90)
    first = next_due(reminder, now=utc("2026-11-01 05:00"))
    assert first == utc("2026-11-01 05:30")
    assert next_due(reminder, now=first) == utc("2026-11-02 06:30")


def test_a_time_lost_with_the_end_of_its_day_is_left_out() -> None:
    reminder = a_reminder("America/Scoresbysund", minute=23 * 60 + 30)
    due = next_due(reminder, now=utc("2026-03-28 12:00"))  # 23:00 becomes midnight that night
    assert due is not None
    assert due.astimezone(ZoneInfo(reminder.zone)).date() == date(2026, 3, 29)


def test_a_day_that_does_not_exist_has_no_reminder() -> None:
    due = next_due(a_reminder("Pacific/Apia"), now=utc("2011-12-30 05:00"))  # Samoa left Friday out
    assert due is not None
    assert due.astimezone(ZoneInfo("Pacific/Apia")).date() == date(2011, 12, 31)


def test_only_the_chosen_days_count() -> None:
    due = next_due(a_reminder("UTC", days=0b1100000), now=utc("2026-11-22 18:00"))  # a Sunday
    assert due == utc("2026-11-28 18:00")


def test_without_days_nothing_is_due() -> None:
    assert next_due(a_reminder("UTC", days=0), now=utc("2026-11-22 18:00")) is None


def test_a_day_already_served_is_over() -> None:
    due = next_due(a_reminder("UTC"), now=utc("2026-11-22 09:00"), served_on=date(2026, 11, 22))
    assert due == utc("2026-11-23 18:00")


def test_a_zone_that_is_no_longer_known_counts_as_utc() -> None:
    assert next_due(a_reminder("Europe/Atlantis"), now=utc("2026-11-22 09:00")) == utc("2026-11-22 18:00")


def test_a_day_goes_in_and_out_of_the_set() -> None:
    assert with_day(0, 6, on=True) == 0b1000000
    assert with_day(with_day(EVERY_DAY, 0, on=True), 0, on=False) == 0b1111110


NIGHT = QuietHours(start=20 * 60, end=8 * 60, zone="UTC")


def test_what_is_due_comes_and_may_be_three_hours_late_but_not_into_the_night() -> None:
    reminder = a_reminder("UTC", due_at=utc("2026-11-22 18:00"))
    assert occurrence(reminder, NIGHT, now=utc("2026-11-22 19:59")) == Occurrence(
        day=date(2026, 11, 22), due_at=utc("2026-11-22 18:00"), expires_at=utc("2026-11-22 20:00")
    )
    assert occurrence(reminder, NIGHT, now=utc("2026-11-22 20:00")) is None


def test_after_an_outage_only_the_one_within_its_window_comes() -> None:
    reminder = a_reminder("UTC", minute=600, due_at=utc("2026-11-01 10:00"))
    found = occurrence(reminder, NIGHT, now=utc("2026-11-22 11:00"))
    assert found is not None
    assert found.day == date(2026, 11, 22)
    assert occurrence(reminder, NIGHT, now=utc("2026-11-22 13:00")) is None


def test_a_reminder_in_the_quiet_hours_stays_silent() -> None:
    reminder = a_reminder("UTC", minute=21 * 60, due_at=utc("2026-11-22 21:00"))
    assert occurrence(reminder, NIGHT, now=utc("2026-11-22 21:00")) is None


@given(st.integers(1, 2**40), st.integers(4, 30))
def test_every_wording_rests_until_all_the_others_have_been_seen(learner_id: int, count: int) -> None:
    reminder = replace(a_reminder("UTC"), learner_id=LearnerId(learner_id))
    seen: list[int] = []
    for _ in range(count):
        seen.append(next_wording(reminder, seen[-1] if seen else None))
    assert set(seen) <= set(range(WORDINGS))
    for start in range(len(seen) - WORDINGS + 1):
        assert len(set(seen[start : start + WORDINGS])) == WORDINGS
