from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from bot.content import pieces
from bot.content.piece import Piece
from bot.content.reader import Lines
from bot.content.tally import plain, tally
from bot.domain.lesson import Audience, Source
from bot.domain.text import Text
from bot.folders import shared_folder

CONTENT = shared_folder("content")
READ = date(2026, 11, 22)
GUIDE = Piece(
    lines=Lines(CONTENT / "guides" / "calm.yaml", {}),
    value=(Text("guide/calm/title", "Keep calm"), Text("guide/calm/step-1", "Breathe in and out.")),
    audience=Audience.TEEN,
    comments={},
    note=None,
    sources=tuple(Source(url="https://a.example/", supports=each, read_on=READ) for each in "xy"),
    checked_on=date(2026, 10, 1),
    review_by=date(2026, 12, 1),
)


def test_units_stand_in_the_order_of_the_course_and_add_up() -> None:
    counted = tally(CONTENT)
    units = list(dict.fromkeys(row.unit for row in counted.lessons))
    assert units == ["challenges", "privacy", "help", "people", "respect", "truth", "balance"]
    assert sum(len(row.files) for row in counted.lessons) == len(counted.course.files)
    assert sum(row.words for row in counted.lessons) == counted.course.words
    assert counted.course.questions == sum(
        path.read_text(encoding="utf-8").count("    stem:") for path in (CONTENT / "lessons").glob("*.yaml")
    )


def test_every_word_that_is_translated_counts() -> None:
    teens = next(row for row in tally(CONTENT).lessons if (row.unit, row.audience) == ("truth", "teen"))
    assert (len(teens.files), teens.questions) == (3, 9)
    assert teens.words > 3 * 120


def test_other_nouns_are_counted_by_their_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    dire = replace(GUIDE, audience=Audience.PARENT, checked_on=date(2026, 9, 1))
    monkeypatch.setattr(pieces, "_LOADERS", (lambda _: (GUIDE, dire, GUIDE),))
    rows = {(row.noun, row.audience): row for row in tally(CONTENT).others}
    teens, parents = rows["guides", Audience.TEEN], rows["guides", Audience.PARENT]
    assert (len(teens.files), teens.words, teens.pages) == (1, 12, frozenset({"https://a.example/"}))
    assert parents.files == teens.files
    total = tally(CONTENT).total
    assert (total.oldest_check, total.next_review) == (date(2026, 9, 1), date(2026, 12, 1))


def test_counts_become_json() -> None:
    assert plain(tally(CONTENT).course)["oldest_check"] == "2026-11-22"
    assert isinstance(plain(tally(CONTENT).total)["pages"], int)


def test_an_empty_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(Exception, match="The file is missing"):
        tally(tmp_path)
