from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.broadcast_report import is_over, taps_by_button
from tests.domain.test_recall import NOON, SENT


def test_a_person_counts_for_each_button_they_tapped() -> None:
    assert taps_by_button({0b001: 10, 0b011: 5, 0b100: 20}, 3) == (15, None, 20)


def test_buttons_that_are_forgotten_are_known_by_their_taps() -> None:
    assert taps_by_button({0b100: 12}, 0) == (None, None, 12)
    assert taps_by_button({}, 0) == ()


@given(st.dictionaries(st.integers(0, 7), st.integers(0, 30)))
def test_no_button_tells_of_few_people(groups: dict[int, int]) -> None:
    assert all(count is None or count >= 10 for count in taps_by_button(groups, 3))


def test_the_numbers_are_kept_for_half_a_year() -> None:
    assert not is_over(SENT, NOON + timedelta(days=179))
    assert is_over(SENT, NOON + timedelta(days=180))
