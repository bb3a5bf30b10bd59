"""Boosters: some weeks after somebody began to learn, an invitation to look back."""

from datetime import date, timedelta
from enum import StrEnum

PROGRAMME = "booster"


class Booster(StrEnum):
    """Which look back it is; each comes once in a learner's life."""

    WEEK_8 = "week-8"
    WEEK_20 = "week-20"


_FROM = {Booster.WEEK_8: timedelta(weeks=8), Booster.WEEK_20: timedelta(weeks=20)}
_OPEN_FOR = timedelta(weeks=4)  # who is reminded one day a week has four chances


def booster_on(day: date, *, began_on: date) -> Booster | None:
    """Return the booster whose time a local day is, for somebody who began to learn on `began_on`."""
    return next((each for each, after in _FROM.items() if after <= day - began_on < after + _OPEN_FOR), None)
