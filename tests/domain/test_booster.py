from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.booster import Booster, booster_on

BEGAN = date(2026, 3, 2)
A_YEAR = [BEGAN + timedelta(days=number) for number in range(366)]


@pytest.mark.parametrize(("weeks", "booster"), [(8, Booster.WEEK_8), (20, Booster.WEEK_20)])
def test_it_opens_weeks_after_the_start(weeks: int, booster: Booster) -> None:
    opens = BEGAN + timedelta(weeks=weeks)
    assert booster_on(opens, began_on=BEGAN) is booster
    assert booster_on(opens - timedelta(days=1), began_on=BEGAN) is None


@given(st.integers(0, 6))
def test_whoever_is_reminded_once_a_week_meets_each_four_times(weekday: int) -> None:
    met = [booster_on(day, began_on=BEGAN) for day in A_YEAR if day.weekday() == weekday]
    assert [met.count(booster) for booster in Booster] == [4, 4]
