import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.screens.sheet import written


def read(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize("begins", ["=", "+", "-", "@", "\t", "\r", "\n", "\0", "\0="])
def test_nothing_is_taken_for_a_formula(begins: str) -> None:
    ((cell,),) = read(written([(f"{begins}1+1",)]))
    assert cell == f"'{begins}1+1".replace("\0", "")


def test_plain_cells_stay_as_they_are() -> None:
    assert read(written([("a", 1), ('"b", c', "न")])) == [["a", "1"], ['"b", c', "न"]]


@given(st.lists(st.lists(st.text(), min_size=1), min_size=1))
def test_no_cell_begins_dangerously_whatever_it_held(rows: list[list[str]]) -> None:
    for row in read(written(rows)):
        assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n", "\0")) for cell in row)
        assert not any("\0" in cell for cell in row)
