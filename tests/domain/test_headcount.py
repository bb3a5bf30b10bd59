from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.audience import Reach
from bot.domain.headcount import Headcount, headcount, rounded

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
COUNTS = st.dictionaries(st.sampled_from(("ar", "en", "es", "fr", "ne")), st.integers(1, 40))


def counted(least: int = 10, texts: tuple[str, ...] = (), **given: Any) -> Headcount:
    fields = {"by_locale": {}, "left_out": {}, "spared": 0, "asleep": 0, **given}
    reach = Reach(begins_at=NOON, ends_at=NOON, **fields)
    return headcount(reach, texts or tuple(reach.by_locale), least)


@pytest.mark.parametrize(("count", "shown"), [(0, None), (9, None), (10, 10), (19, 10), (137, 130)])
def test_counts_are_rounded_down_and_small_ones_are_not_shown(count: int, shown: int | None) -> None:
    assert rounded(count, 10) == shown


def test_where_one_person_is_enough_every_count_is_exact() -> None:
    found = counted(1, by_locale={"en": 3}, left_out={"ne": 1}, asleep=2)
    assert (found.recipients, found.by_locale, found.left_out) == (3, {"en": 3}, {"ne": 1})
    assert (found.asleep, found.without_text) == (2, 1)


def test_a_language_of_few_takes_another_one_with_it() -> None:
    found = counted(by_locale={"en": 50, "es": 70, "ne": 3})
    assert (found.recipients, found.by_locale) == (120, {"en": None, "es": 70, "ne": None})


def test_whether_anybody_reads_a_text_is_not_told() -> None:
    nobody = counted(by_locale={"en": 50}, texts=("en", "ne"))
    assert nobody == counted(by_locale={"en": 50, "ne": 1}, texts=("en", "ne"))


@given(COUNTS, COUNTS)
def test_nothing_below_the_smallest_audience_is_ever_shown(
    by_locale: dict[str, int], left_out: dict[str, int]
) -> None:
    found = counted(by_locale=by_locale, left_out=left_out, texts=("ar", "en", "es", "fr", "ne"))
    shown = [found.recipients, found.without_text, *found.by_locale.values(), *found.left_out.values()]
    assert all(count is None or (count >= 10 and count % 10 == 0) for count in shown)
    hidden = [tag for tag, count in found.by_locale.items() if count is None]
    assert len(hidden) != 1 or found.recipients is None
