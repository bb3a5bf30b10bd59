"""Ticks: a bit for each step, in the button and nowhere else."""

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.guide import current, ticked, toggled

STEPS = st.integers(min_value=1, max_value=8)
TICKS = st.integers(min_value=-(10**17), max_value=10**17)


def test_the_first_step_without_a_tick_is_the_current_one() -> None:
    assert current(0b000, 3) == 0
    assert current(0b001, 3) == 1
    assert current(0b101, 3) == 1
    assert current(0b111, 3) is None


def test_a_tick_comes_and_goes() -> None:
    assert toggled(0b001, 2, 3) == 0b101
    assert toggled(0b101, 2, 3) == 0b001


@given(TICKS, STEPS, st.data())
def test_a_toggle_changes_one_step_only(ticks: int, of: int, data: st.DataObject) -> None:
    place = data.draw(st.integers(min_value=0, max_value=of - 1))
    before, after = ticked(ticks, of), ticked(toggled(ticks, place, of), of)
    assert [at for at in range(of) if before[at] != after[at]] == [place]


@given(TICKS, STEPS)
def test_whatever_a_button_says_there_are_as_many_ticks_as_steps(ticks: int, of: int) -> None:
    assert len(ticked(ticks, of)) == of
    here = current(ticks, of)
    assert here is None or 0 <= here < of
