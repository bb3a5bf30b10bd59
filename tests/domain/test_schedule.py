from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.audience import Share
from bot.domain.offer import MOST_OFFERS, Offer, OfferKind, site, with_offer, without_offer
from bot.domain.reach import reckon
from bot.domain.schedule import day_of, due_at, start_for_hour
from bot.domain.zones import MINUTES_A_DAY, local
from tests.domain.test_broadcast import NOON, a_broadcast

ZONES = st.sampled_from(
    ["Pacific/Kiritimati", "Asia/Kathmandu", "Europe/Berlin", "America/New_York", "Etc/GMT+12", None]
)
DAYS = st.dates(date(2026, 1, 1), date(2030, 12, 31))
SPRING = datetime(2027, 3, 27, 12, 0, tzinfo=UTC)  # the clocks of Berlin go forward in the night after it


def a_share(**changes: Any) -> Share:
    plain = {"locale": "en", "zone": None, "quiet_from": 1200, "quiet_until": 480, "count": 10}
    return Share(**{**plain, **changes})


@given(DAYS, st.integers(0, MINUTES_A_DAY - 1), ZONES, st.integers(0, 59))
def test_everybody_gets_it_on_the_day_and_at_the_hour(
    day: date, minute: int, zone: str | None, late: int
) -> None:
    starts_at = start_for_hour(day, minute)
    assert day_of(starts_at) == day
    at = due_at(zone, local_minute=minute, starts_at=starts_at, now=starts_at + timedelta(minutes=late))
    wall = local(at, zone)
    assert wall.date() == day
    is_shown = wall.hour * 60 + wall.minute == minute
    assert is_shown or local(at - timedelta(minutes=1), zone).utcoffset() != wall.utcoffset()


@given(st.timedeltas(timedelta(), timedelta(days=1500)), st.integers(0, MINUTES_A_DAY - 1), ZONES)
def test_without_a_day_it_is_the_next_time(after: timedelta, minute: int, zone: str | None) -> None:
    now = NOON + after
    due = due_at(zone, local_minute=minute, starts_at=None, now=now)
    assert now <= due <= now + timedelta(hours=26)


def test_an_hour_that_is_skipped_gives_the_moment_after_it() -> None:
    due = due_at("Europe/Berlin", local_minute=150, starts_at=None, now=SPRING)
    assert due == datetime(2027, 3, 28, 1, 0, tzinfo=UTC)


def test_at_once_is_at_once() -> None:
    assert due_at("Asia/Tokyo", local_minute=None, starts_at=None, now=NOON) == NOON


def test_who_had_a_message_today_gets_it_in_the_morning() -> None:
    shares = [a_share(), a_share(unasked_on="2026-11-22", count=3), a_share(unasked_on="2026-11-21", count=1)]
    reach = reckon(a_broadcast(), shares, now=NOON, per_second=25)
    assert (reach.recipients, reach.served, reach.asleep) == (14, 3, 0)
    assert reach.ends_at == datetime(2026, 11, 23, 8, 0, 1, tzinfo=UTC)


def test_it_is_told_for_whom_it_will_have_expired() -> None:
    night = a_share(zone="Asia/Tokyo", count=7)  # 21:00, so it waits for eleven hours
    reach = reckon(a_broadcast(life=timedelta(hours=6)), [a_share(), night], now=NOON, per_second=25)
    assert (reach.asleep, reach.too_late) == (7, 7)
    day = reckon(a_broadcast(life=timedelta(days=1)), [a_share(), night], now=NOON, per_second=25)
    assert (day.asleep, day.too_late) == (7, 0)


def test_the_end_of_one_by_each_clock_is_the_last_clock() -> None:
    broadcast = a_broadcast(local_minute=18 * 60)
    shares = [a_share(zone="Asia/Kathmandu"), a_share(zone="America/New_York")]
    reach = reckon(broadcast, shares, now=NOON, per_second=25)
    assert reach.ends_at == datetime(2026, 11, 22, 23, 0, 1, tzinfo=UTC)
    assert reach.takes == timedelta(seconds=1)


def test_there_are_a_few_buttons_at_most_and_each_once() -> None:
    offers: tuple[Offer, ...] = ()
    for kind in (OfferKind.HELP, OfferKind.HELP, *OfferKind):
        offers = with_offer(offers, Offer(kind=kind))
    assert len(offers) == MOST_OFFERS == len(set(offers))
    assert without_offer(offers, 0) == offers[1:]
    assert without_offer(offers, 7) == offers


@pytest.mark.parametrize(
    ("url", "name"),
    [("https://www.stopncii.org/a/b", "stopncii.org"), ("https://discord.com", "discord.com")],
)
def test_a_link_is_called_by_its_site(url: str, name: str) -> None:
    assert site(url) == name
