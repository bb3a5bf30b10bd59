"""A PIN is slow to guess, and open for a while only."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain import pin as rules
from bot.domain.pin import ERASED_AFTER, FREE_TRIES, NO_LOCK, OPEN_FOR, WAITS, Lock, NewPin

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
SET = Lock(sealed=b"sealed")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("4711", "4711"),
        (" 47 11 ", "4711"),
        ("47-11", "4711"),
        ("४७११", "4711"),
        ("٤٧١١", "4711"),
        ("18:30", None),
        ("4711a", None),
        ("²²²²", None),
        ("", None),
        (None, None),
    ],
)
def test_digits_of_any_script_are_read_and_nothing_else(text: str | None, wanted: str | None) -> None:
    assert rules.digits(text) == wanted


@given(st.text())
def test_whatever_is_typed_is_digits_or_nothing(text: str) -> None:
    found = rules.digits(text)
    assert found is None or (found.isascii() and found.isdecimal())


@pytest.mark.parametrize(
    ("pin", "judged"),
    [
        ("4711", NewPin.GOOD),
        ("80935274", NewPin.GOOD),
        ("2468", NewPin.GOOD),
        ("123", NewPin.LENGTH),
        ("471147114", NewPin.LENGTH),
        ("0000", NewPin.EASY),
        ("1234", NewPin.EASY),
        ("9876", NewPin.EASY),
        ("7890", NewPin.EASY),
    ],
)
def test_what_is_guessed_first_is_no_pin(pin: str, judged: NewPin) -> None:
    assert rules.judge(pin) is judged


def after(misses: int, now: datetime = NOW) -> Lock:
    lock = SET
    for _ in range(misses):
        lock = rules.missed(lock, now=now)
    return lock


def test_five_tries_are_free_and_then_it_takes_longer_and_longer() -> None:
    waits = [after(misses).wait(NOW) for misses in range(FREE_TRIES + len(WAITS) + 1)]
    assert waits == [timedelta()] * FREE_TRIES + [*WAITS, WAITS[-1]]


@given(st.integers(0, 50), st.integers(0, 50))
def test_more_wrong_tries_never_make_the_wait_shorter(fewer: int, more: int) -> None:
    fewer, more = sorted((fewer, more))
    assert after(fewer).wait(NOW) <= after(more).wait(NOW) <= WAITS[-1]


@given(st.lists(st.integers(0, 100_000), max_size=40))
def test_whoever_tries_as_soon_as_they_may_gets_few_tries_in_a_year(pauses: list[int]) -> None:
    lock, now, tries = SET, NOW, 0
    for pause in pauses:
        now += timedelta(seconds=pause)
        if not lock.wait(now):
            lock, tries = rules.missed(lock, now=now), tries + 1
    days = (now - NOW) / timedelta(days=1)
    assert tries <= FREE_TRIES + len(WAITS) + days


def test_the_right_pin_opens_for_a_while_and_wipes_the_slate() -> None:
    lock = rules.opened(rules.to_be_erased(after(9), now=NOW), now=NOW)
    assert lock == Lock(sealed=b"sealed", open_until=NOW + OPEN_FOR)
    assert not lock.is_closed(NOW + OPEN_FOR - timedelta(seconds=1))
    assert lock.is_closed(NOW + OPEN_FOR)
    assert rules.closed(lock).is_closed(NOW)


def test_without_a_pin_nothing_is_locked() -> None:
    assert not NO_LOCK.is_closed(NOW)
    assert SET.is_closed(NOW)


def test_asking_twice_puts_erasing_off_no_further() -> None:
    once = rules.to_be_erased(SET, now=NOW)
    assert once.erase_at == NOW + ERASED_AFTER
    assert rules.to_be_erased(once, now=NOW + timedelta(hours=5)) == once
