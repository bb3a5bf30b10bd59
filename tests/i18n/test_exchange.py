import json
from dataclasses import replace

import pytest

from bot.i18n.exchange import exported, imported, reviewed
from bot.i18n.po import DRAFT, FUZZY, Entry, PoFile

ENTRIES = (
    Entry(source="Menu", flags=frozenset({"max-length:32"})),
    Entry(source="{count} day", plural="{count} days", translations=("",) * 6),
    Entry(source="Stop", context="lesson/a", translations=("قف",), flags=frozenset({FUZZY}), previous="Halt"),
    Entry(source="Go", context="lesson/b", translations=("هيا",), notes=(DRAFT,)),
)
PO = PoFile(header="", entries=ENTRIES)


def test_what_is_missing_or_stale_is_exported_with_all_a_translator_needs() -> None:
    records = [json.loads(line) for line in exported(PO, tag="ar", only_missing=True)]
    assert [record["source"] for record in records] == ["Menu", "{count} day", "Stop"]
    assert records[0] == {"source": "Menu", "limit": 32, "translation": ""}
    assert records[1]["forms"][1:4] == ["n = 1", "n = 2", "n = 3, 4, 5, 6"]
    assert (records[2]["context"], records[2]["previous_source"]) == ("lesson/a", "Halt")


@pytest.mark.parametrize("parts", [1, 2, 3, 4, 7])
def test_chunks_are_the_whole_without_overlap(parts: int) -> None:
    chunks = [exported(PO, tag="ar", only_missing=False, chunk=(n + 1, parts)) for n in range(parts)]
    assert [line for chunk in chunks for line in chunk] == list(exported(PO, tag="ar", only_missing=False))


def test_what_was_exported_and_filled_in_comes_back_as_a_draft() -> None:
    line = json.dumps({"source": "Menu", "translation": "القائمة"})
    result = imported(PO, [line], tag="ar", is_draft=True)
    assert (result.taken, result.refused) == (1, ())
    assert result.po.entries[0] == replace(ENTRIES[0], translations=("القائمة",), notes=(DRAFT,))
    assert result.po.entries[1:] == ENTRIES[1:]


def test_a_stale_translation_is_fresh_again_after_an_import() -> None:
    line = json.dumps({"context": "lesson/a", "source": "Stop", "translation": "توقف"})
    entry = imported(PO, [line], tag="ar", is_draft=False).po.entries[2]
    assert (entry.is_translated, entry.previous, entry.notes) == (True, None, ())


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("not JSON", "not an object"),
        ("[]", "not an object"),
        ('{"source": "Menu", "translation": 5}', "not an object"),
        ('{"source": "Other", "translation": "x"}', "no such sentence"),
        ('{"source": "Menu", "translation": "{x}"}', "unknown placeholder"),
        ('{"source": "{count} day", "translation": ["x"]}', "6 plural forms"),
    ],
)
def test_a_faulty_line_is_refused_and_leaves_the_rest_alone(line: str, problem: str) -> None:
    good = json.dumps({"source": "Menu", "translation": "القائمة"})
    result = imported(PO, [line, good], tag="ar", is_draft=True)
    assert result.taken == 1
    assert [(number, problem in why) for number, why in result.refused] == [(1, True)]


def test_what_was_not_filled_in_is_passed_over() -> None:
    lines = ["", *exported(PO, tag="ar", only_missing=True, chunk=(1, 2))]
    assert imported(PO, lines, tag="ar", is_draft=True).po == PO


def test_a_review_takes_the_draft_mark_off_below_a_context() -> None:
    assert reviewed(PO, "lesson/a") == PO
    assert reviewed(PO, "lesson/b").entries[3].notes == ()
