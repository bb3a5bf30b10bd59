"""Times, places and payloads as anybody may type them."""

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.broadcast import LONGEST, LONGEST_TITLE, body, length, title
from bot.domain.country import Country
from bot.domain.typed_time import minute_of
from bot.domain.zones import MINUTES_A_DAY
from bot.screens.countries import INHABITED
from bot.services.countries import MOST, search
from tests.fuzz.examples import LONG

_TIMES = st.one_of(
    st.text(max_size=40),
    st.from_regex(r"\d{0,4}[:.h, ]?\d{0,3} ?(am|pm|बिहान|साँझ|ص|م|uhr|बजे)?", fullmatch=True),
    st.text("0123456789\u0966\u0967\u0968\u0663\u0664:.h apm", max_size=12),
)
COUNTRIES = [
    Country(code=code, name=name) for code, name in (("NP", "Nepal"), ("MX", "México"), ("EG", "مصر"))
]


@LONG
@given(_TIMES)
def test_a_time_is_a_minute_of_the_day_or_nothing(typed: str) -> None:
    minute = minute_of(typed)
    assert minute is None or 0 <= minute < MINUTES_A_DAY


@LONG
@given(st.integers(0, 23), st.integers(0, 59), st.sampled_from([":", ".", "h"]))
def test_a_time_as_most_write_it_is_understood(hour: int, minute: int, sign: str) -> None:
    assert minute_of(f"{hour}{sign}{minute:02}") == hour * 60 + minute


@LONG
@given(st.one_of(st.text(max_size=60), st.text(min_size=1, max_size=3).map(lambda text: text * 1500)))
def test_a_country_is_one_of_ours_or_none(typed: str) -> None:
    found = search(typed, COUNTRIES)
    assert set(found) <= set(INHABITED)
    assert len(found) <= MOST


@LONG
@given(st.text(max_size=5000))
def test_what_a_coordinator_writes_fits_a_message(typed: str) -> None:
    for found, longest in ((body(typed), LONGEST), (title(typed), LONGEST_TITLE)):
        assert found is None or 0 < length(found) <= longest
        assert found is None or found == found.strip()
