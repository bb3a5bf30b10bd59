"""What is told of distress: never a small number, nor one from which a small one would follow."""

from collections import defaultdict
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.distress import OLDEST, Counts, Distress, Month, month, told, within
from bot.domain.retention import HEARD
from bot.domain.safeguarding import Kind
from bot.domain.stats import LEAST
from tests.domain.test_stats import shared_out

OCTOBER = Month(first=date(2026, 10, 1), end=date(2026, 11, 1))
DAYS = OCTOBER.days
CELLS = st.tuples(
    st.sampled_from(DAYS[:4]), st.sampled_from([None, "NP", "IN", "ES"]), st.sampled_from([None, *Kind])
)
COUNTS: st.SearchStrategy[Counts] = st.dictionaries(CELLS, st.integers(1, 40), max_size=25)
SCOPES = st.frozensets(st.sampled_from(["NP", "IN", "ES", "KE"]), min_size=1)


def numbers(found: Distress) -> list[int]:
    places = [n for shown in found.by_country.values() for n in shown.values()]
    return [*found.by_kind.shown.values(), *found.by_day.shown.values(), *places]


def test_large_numbers_are_told_by_kind_country_and_day() -> None:
    day = DAYS[3]
    found = told({(day, "NP", Kind.SELF_HARM): 12, (day, "IN", Kind.SELF_HARM): 30}, OCTOBER)
    assert found.by_kind.shown == {Kind.SELF_HARM: 42}
    assert found.by_country == {Kind.SELF_HARM: {"NP": 12, "IN": 30}}
    assert found.by_day.shown == {day: 42}


def test_a_small_country_takes_another_one_with_it() -> None:
    found = told({(DAYS[0], "NP", Kind.GROOMING): 40, (DAYS[0], "IN", Kind.GROOMING): 3}, OCTOBER)
    assert found.by_kind.shown == {Kind.GROOMING: 43}
    assert found.by_country == {Kind.GROOMING: {}}


def test_what_weighs_most_is_given_up_last() -> None:
    cells: Counts = {
        (DAYS[0], "NP", Kind.SELF_HARM): 20,
        (DAYS[0], "NP", Kind.BULLYING_THREATS): 60,
        (DAYS[0], "NP", Kind.GROOMING): 4,
    }
    assert told(cells, OCTOBER).by_kind.shown == {Kind.SELF_HARM: 20}


def test_a_small_month_tells_nothing() -> None:
    found = told({(DAYS[0], "NP", Kind.SELF_HARM): 9}, OCTOBER)
    assert numbers(found) == []
    assert found.by_kind.total is None


def test_days_that_cannot_be_told_take_the_kinds_with_them() -> None:
    nines: Counts = {(day, "NP", Kind.SELF_HARM): 9 for day in DAYS}
    assert numbers(told(nines, OCTOBER)) == []


@given(COUNTS)
def test_nothing_small_is_told_and_no_country_of_what_is_hidden(counts: Counts) -> None:
    found = told(counts, OCTOBER)
    assert all(n >= LEAST for n in numbers(found))
    assert found.by_country.keys() <= found.by_kind.shown.keys()
    assert found.by_kind.shown.keys() | found.by_kind.hidden == {None, *Kind}


@given(COUNTS)
def test_what_is_missing_is_nothing_or_many_in_several_rows(counts: Counts) -> None:
    """Take what is shown from every sum that is known or can be."""
    found = told(counts, OCTOBER)
    if found.by_kind.total is None:
        return
    by_place = {
        kind: [n for place, n in _sums(counts, kind).items() if place not in shown]
        for kind, shown in found.by_country.items()
    }
    kinds = [sum(_sums(counts, kind).values()) for kind in found.by_kind.hidden]
    days = [sum(n for (on, _, _), n in counts.items() if on == day) for day in found.by_day.hidden]
    for hidden in (kinds, days, *by_place.values()):
        missing = [n for n in hidden if n]
        assert not missing or (len(missing) > 1 and sum(missing) >= LEAST)
    assert all(set(rows) - {0} != {LEAST - 1} for rows in (kinds, days)), "their sum would give them away"


@pytest.mark.parametrize("most", [34])
def test_who_knows_the_rules_cannot_work_out_a_hidden_kind(most: int) -> None:
    """Lay side by side all months that look alike: what somebody wrote of is not the same in all of them."""
    rows = (Kind.SELF_HARM, Kind.GROOMING, None)
    alike: defaultdict[str, list[tuple[int, ...]]] = defaultdict(list)
    for people in range(most + 1):
        for counts in shared_out(people, len(rows)):
            cells: Counts = {(DAYS[0], "NP", kind): n for kind, n in zip(rows, counts, strict=True)}
            alike[str(told(cells, OCTOBER))].append(counts)
    for look, those in alike.items():
        for place, kind in enumerate(rows):
            seen = {counts[place] for counts in those}
            assert len(seen) > 1 or seen == {0} or f"{kind!r}: {seen.pop()}" in look


@given(COUNTS, SCOPES)
def test_a_part_tells_nothing_that_the_whole_does_not(counts: Counts, countries: frozenset[str]) -> None:
    whole = told(counts, OCTOBER)
    part = within(whole, countries)
    assert part.by_kind.shown == {}
    assert part.by_day.shown == {}
    for kind, shown in part.by_country.items():
        assert shown == {place: n for place, n in whole.by_country[kind].items() if place in countries}


@given(st.dates(min_value=date(2020, 1, 1), max_value=date(2040, 1, 1)), st.integers(-50, 500))
def test_a_month_is_over_and_still_kept_whole(today: date, back: int) -> None:
    over = month(today, back=back)
    assert over.end <= today
    assert over.first.day == over.end.day == 1
    assert over.first > today - HEARD + timedelta(days=1)
    assert len(over.days) in {28, 29, 30, 31}


@given(st.dates(min_value=date(2020, 1, 1), max_value=date(2040, 1, 1)), st.integers(2, OLDEST))
def test_months_do_not_overlap(today: date, back: int) -> None:
    assert month(today, back=back).end == month(today, back=back - 1).first


def _sums(counts: Counts, kind: Kind | None) -> dict[str | None, int]:
    sums: defaultdict[str | None, int] = defaultdict(int)
    for (_, place, of), n in counts.items():
        if of is kind:
            sums[place] += n
    return sums
