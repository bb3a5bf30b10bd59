from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.review import remember

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
ANSWERS = st.lists(st.tuples(st.booleans(), st.integers(-3, 200)), min_size=1, max_size=20)


def test_a_missed_question_comes_back_before_a_known_one() -> None:
    assert remember(None, was_right=False, now=NOW).due_at < remember(None, was_right=True, now=NOW).due_at


def test_what_is_known_again_and_again_comes_back_later_and_later() -> None:
    first = remember(None, was_right=True, now=NOW)
    second = remember(first, was_right=True, now=first.due_at)
    third = remember(second, was_right=True, now=second.due_at)
    assert first.due_at - NOW < second.due_at - first.due_at < third.due_at - second.due_at


def test_a_miss_brings_it_back_soon() -> None:
    known = remember(None, was_right=True, now=NOW)
    known = remember(known, was_right=True, now=known.due_at)
    missed = remember(known, was_right=False, now=known.due_at)
    assert missed.due_at - known.due_at < known.due_at - NOW


@given(ANSWERS)
def test_it_is_always_due_within_half_a_year_and_never_at_once(answers: list[tuple[bool, int]]) -> None:
    memory, now = None, NOW
    for was_right, days in answers:  # a clock may even go back
        now += timedelta(days=days)
        memory = remember(memory, was_right=was_right, now=now)
        assert timedelta(days=1) <= memory.due_at - now <= timedelta(days=180)


@given(ANSWERS)
def test_there_is_no_chance_in_it(answers: list[tuple[bool, int]]) -> None:
    for was_right, days in answers:
        now = NOW + timedelta(days=days)
        assert remember(None, was_right=was_right, now=now) == remember(None, was_right=was_right, now=now)
