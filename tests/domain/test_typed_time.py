import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.typed_time import minute_of
from bot.domain.zones import MINUTES_A_DAY


@pytest.mark.parametrize(
    ("typed", "minute"),
    [
        ("18:30", 1110),
        ("18.30", 1110),
        ("18h30", 1110),
        ("1830", 1110),
        ("830", 510),
        ("18", 1080),
        ("18 h", 1080),
        (" 6:30 PM ", 1110),
        ("6 p. m.", 1080),
        ("12 am", 0),
        ("12:15 pm", 735),
        ("६:३०", 390),
        ("६:३० बजे", 390),
        ("बेलुका ६ बजे", 1080),
        ("١٨:٣٠", 1110),
        ("\u200f٦:٣٠ م", 1110),
        ("٦ صباحا", 360),
        ("00:00", 0),
        ("23:59", 1439),
    ],
)
def test_a_time_is_read_as_people_type_it(typed: str, minute: int) -> None:
    assert minute_of(typed) == minute


@pytest.mark.parametrize("typed", ["", "24:00", "18:60", "13 pm", "0 am", "soon", "18:30:00", "-5", "181830"])
def test_what_is_no_time_is_none(typed: str) -> None:
    assert minute_of(typed) is None


@given(st.text())
def test_nonsense_is_never_an_error(typed: str) -> None:
    minute = minute_of(typed)
    assert minute is None or 0 <= minute < MINUTES_A_DAY
