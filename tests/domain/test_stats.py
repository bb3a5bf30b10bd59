from collections import defaultdict
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.stats import LEAST, Answers, Table, by_name, table, veiled

View = tuple[int | None, tuple[tuple[int, int], ...], frozenset[int]]
COUNTS = st.dictionaries(st.sampled_from("abcdef"), st.integers(0, 40), min_size=1)


@pytest.mark.parametrize(("count", "shown"), [(0, None), (9, None), (10, 10), (11, 11)])
def test_a_small_count_is_not_shown(count: int, shown: int | None) -> None:
    assert veiled(count) == shown


def test_large_counts_are_all_shown() -> None:
    assert table({"a": 10, "b": 200}) == Table(total=210, shown={"a": 10, "b": 200}, hidden=frozenset())


def test_one_small_count_takes_the_next_one_with_it() -> None:
    assert table({"a": 4, "b": 50, "c": 80}) == Table(total=134, shown={"c": 80}, hidden=frozenset("ab"))


def test_which_large_row_is_given_up_tells_nothing_of_its_number() -> None:
    assert table(by_name({"c": 12, "a": 500, "b": 3})).hidden == frozenset("ab")


def test_several_small_counts_hide_each_other() -> None:
    found = table({"a": 4, "b": 5, "c": 6, "d": 90})
    assert (found.shown, found.hidden) == ({"d": 90}, frozenset("abc"))


def test_a_small_total_is_not_shown() -> None:
    assert table({"a": 4, "b": 5}).total is None


@given(COUNTS)
def test_nothing_small_is_ever_shown(counts: dict[str, int]) -> None:
    found = table(counts)
    assert all(count >= LEAST for count in found.shown.values())
    assert found.total is None or found.total >= LEAST
    assert found.shown.keys() | found.hidden == counts.keys()


@given(COUNTS)
def test_what_is_missing_from_the_total_is_never_small_nor_one_row_alone(counts: dict[str, int]) -> None:
    found = table(counts)
    if found.total is not None and found.hidden:
        assert found.total - sum(found.shown.values()) >= LEAST
        assert len(found.hidden) > 1


def test_the_largest_small_counts_are_not_given_away_by_their_sum() -> None:
    assert table({"a": 9, "b": 9, "c": 30}) == Table(total=48, shown={}, hidden=frozenset("abc"))
    assert table({"a": 9, "b": 9}).total is None


def shared_out(people: int, rows: int) -> Iterator[tuple[int, ...]]:
    """Share people out over rows in every way."""
    if rows == 1:
        yield (people,)
        return
    for first in range(people + 1):
        for rest in shared_out(people - first, rows - 1):
            yield first, *rest


@pytest.mark.parametrize(("rows", "most"), [(1, 40), (2, 60), (3, 42), (4, 30)])
def test_who_knows_the_rules_cannot_work_out_what_is_hidden(rows: int, most: int) -> None:
    """Lay side by side all counts that look alike: no hidden row is the same in all of them."""
    alike: defaultdict[View, list[tuple[int, ...]]] = defaultdict(list)
    for people in range(most + 1):
        for counts in shared_out(people, rows):
            found = table(dict(enumerate(counts)))
            alike[found.total, tuple(found.shown.items()), found.hidden].append(counts)
    for (_, _, hidden), those in alike.items():
        assert all(len({counts[row] for counts in those}) > 1 for row in hidden), those


def test_a_share_of_few_people_is_not_shown() -> None:
    assert Answers(learners=9, right=90, wrong=10).percent_right is None
    assert Answers(learners=10, right=2, wrong=1).percent_right == 67
    assert Answers(learners=10, right=0, wrong=0).percent_right is None
