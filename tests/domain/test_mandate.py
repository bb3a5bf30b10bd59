import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.mandate import FOUNDER, Deed, Mandate, Rank

MANDATES = st.builds(
    Mandate,
    rank=st.sampled_from(Rank),
    countries=st.frozensets(st.sampled_from(["NP", "IN", "PE"])),
    cohorts=st.frozensets(st.sampled_from(["a", "b"])),
)


@pytest.mark.parametrize(
    ("rank", "deeds"),
    [
        (Rank.VIEWER, {Deed.LOOK}),
        (Rank.EDITOR, {Deed.LOOK, Deed.WRITE}),
        (Rank.SENDER, {Deed.LOOK, Deed.WRITE, Deed.SEND}),
        (Rank.ADMIN, set(Deed)),
    ],
)
def test_each_rank_may_what_it_says(rank: Rank, deeds: set[Deed]) -> None:
    assert {deed for deed in Deed if Mandate(rank=rank).may(deed)} == deeds


@given(MANDATES, MANDATES, MANDATES)
def test_what_is_handed_on_is_never_more_than_what_one_has(a: Mandate, b: Mandate, c: Mandate) -> None:
    assert a.covers_all_of(a)
    assert FOUNDER.covers_all_of(a)
    if a.covers_all_of(b) and b.covers_all_of(c):
        assert a.covers_all_of(c)
    if a.covers_all_of(b):
        assert all(a.may(deed) for deed in Deed if b.may(deed))
        assert not a.countries or (b.countries and b.countries <= a.countries)
