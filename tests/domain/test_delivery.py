from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.delivery import (
    HALT,
    DeliveryState,
    Done,
    Failed,
    Follow,
    Halted,
    Moved,
    NotSent,
    OnAmbiguous,
    Outcome,
    Retry,
    Sent,
    Step,
    Throttled,
    Uncertain,
    Unpaid,
    Unreachable,
    held_back,
    next_step,
)
from bot.domain.learner import Learner, LearnerId
from bot.domain.learner import Step as Arrival

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
SOMEBODY = Learner(id=LearnerId(1), chat_id=1001, locale="en", step=Arrival.DONE, joined_at=NOON)


@pytest.mark.parametrize(
    ("outcome", "step"),
    [
        (Sent(7), Done(DeliveryState.SENT, message_id=7)),
        (Throttled(timedelta(seconds=9)), Retry(NOON + timedelta(seconds=9))),
        (NotSent(), Retry(NOON + timedelta(seconds=2))),
        (Halted("Conflict"), Retry(NOON + HALT)),
        (Uncertain(), Done(DeliveryState.UNCERTAIN)),
        (Unreachable(), Done(DeliveryState.UNREACHABLE)),
        (Unpaid("no Stars"), Retry(NOON)),
        (Failed("bad"), Done(DeliveryState.FAILED, "bad")),
        (Moved(-100), Follow(-100, NOON)),
    ],
)
def test_each_end_of_a_call_has_its_sequel(outcome: Outcome, step: Step) -> None:
    assert next_step(outcome, attempts=1, now=NOON) == step


def test_a_chat_that_moves_again_is_not_followed_for_ever() -> None:
    assert next_step(Moved(-100), attempts=10, now=NOON) == Done(DeliveryState.FAILED, "moved too often")


def test_a_chat_that_moved_is_followed_though_it_was_throttled_before() -> None:
    assert next_step(Moved(-100), attempts=3, now=NOON) == Follow(-100, NOON)


def test_what_asked_for_no_stars_and_is_refused_for_them_has_failed() -> None:
    assert next_step(Unpaid("no Stars"), attempts=2, now=NOON) == Done(DeliveryState.FAILED, "no Stars")


@pytest.mark.parametrize(("attempts", "is_resent"), [(1, True), (2, True), (3, False)])
def test_what_must_arrive_is_sent_again_a_few_times(attempts: int, is_resent: bool) -> None:  # noqa: FBT001
    step = next_step(Uncertain(), attempts=attempts, now=NOON, on_ambiguous=OnAmbiguous.RESEND)
    assert isinstance(step, Retry) is is_resent
    assert is_resent or step == Done(DeliveryState.UNCERTAIN)


def test_one_unasked_message_a_day_is_enough() -> None:
    served = replace(SOMEBODY, zone="Asia/Kathmandu", unasked_on="2026-11-22")
    held = held_back(served, expires_at=None, now=NOON)
    assert held == Retry(datetime(2026, 11, 23, 2, 15, tzinfo=UTC))  # 08:00 there
    assert held_back(served, expires_at=None, now=NOON, is_unasked=False) is None
    assert held_back(served, expires_at=None, now=NOON + timedelta(hours=24)) is None


def test_who_wants_no_quiet_hours_waits_until_the_same_time_tomorrow() -> None:
    served = replace(SOMEBODY, quiet_from=0, quiet_until=0, unasked_on="2026-11-22")
    assert held_back(served, expires_at=None, now=NOON) == Retry(NOON + timedelta(days=1))


def test_after_distress_nothing_comes_until_it_is_over() -> None:
    calm = replace(SOMEBODY, calm_until=NOON + timedelta(hours=3))
    assert held_back(calm, expires_at=None, now=NOON, is_unasked=False) == Retry(NOON + timedelta(hours=3))
    assert held_back(calm, expires_at=None, now=NOON + timedelta(hours=3)) is None


@given(st.integers(1, 10_000))
def test_without_a_connection_it_is_tried_again_for_ever_but_ever_more_slowly(attempts: int) -> None:
    step = next_step(NotSent(), attempts=attempts, now=NOON)
    later = next_step(NotSent(), attempts=attempts + 1, now=NOON)
    assert isinstance(step, Retry)
    assert isinstance(later, Retry)
    assert NOON < step.at <= later.at <= NOON + timedelta(minutes=5)


def test_by_day_nothing_holds_a_delivery_back() -> None:
    assert held_back(SOMEBODY, expires_at=None, now=NOON) is None


def test_a_stop_counts_before_anything_else() -> None:
    gone = replace(SOMEBODY, stopped_at=NOON, unreachable_at=NOON)
    assert held_back(gone, expires_at=NOON, now=NOON) == Done(DeliveryState.CANCELLED, "stopped")


def test_what_is_too_late_is_not_put_off_to_the_morning() -> None:
    night = NOON + timedelta(hours=9)
    assert held_back(SOMEBODY, expires_at=night, now=night) == Done(DeliveryState.EXPIRED)


@pytest.mark.parametrize("day", ["2026-03-29", "2026-10-25", "2026-06-01"])  # clocks go forward, back, stay
def test_the_night_ends_at_eight_on_the_wall_whatever_the_clocks_do(day: str) -> None:
    paris = ZoneInfo("Europe/Paris")
    reader = replace(SOMEBODY, zone="Europe/Paris")
    for minutes in range(-4 * 60, 8 * 60, 7):
        at = (datetime.fromisoformat(f"{day}T00:00").replace(tzinfo=paris)).astimezone(UTC)
        at += timedelta(minutes=minutes)
        if at.astimezone(paris).hour in range(8, 20):
            continue
        step = held_back(reader, expires_at=None, now=at)
        assert isinstance(step, Retry)
        assert step.at.astimezone(paris).isoformat()[:16] == f"{day}T08:00"
        assert held_back(reader, expires_at=None, now=step.at) is None


@given(
    st.datetimes(datetime(2020, 1, 1), datetime(2035, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001
    st.sampled_from(
        ["Asia/Kathmandu", "America/Bogota", "Africa/Cairo", "Europe/Madrid", "Pacific/Apia", None]
    ),
)
def test_nothing_is_ever_let_through_at_night(now: datetime, zone: str | None) -> None:
    reader = replace(SOMEBODY, zone=zone)
    step = held_back(reader, expires_at=None, now=now)
    hour = now.astimezone(ZoneInfo(zone or "UTC")).hour
    assert (step is None) == (8 <= hour < 20)
