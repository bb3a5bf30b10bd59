import shutil
from pathlib import Path

import pytest

from bot.content.reading import grade, hardest, syllables, too_long
from bot.content.reading_rules import check_reading
from bot.content.terms import ReadingLimits
from bot.folders import shared_folder

HARD = (
    "Organisations responsible for international communication infrastructure continually investigate "
    "sophisticated manipulation opportunities affecting vulnerable communities and institutions everywhere."
)


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("phone", 1), ("asked", 1), ("wanted", 2), ("picture", 2), ("pictures", 2), ("message", 2),
        ("messages", 3), ("little", 2), ("people", 2), ("everybody", 4), ("idea", 3), ("being", 2),
        ("doing", 2), ("agree", 2), ("created", 3), ("video", 3), ("family", 3), ("careful", 2),
        ("safety", 2), ("sometimes", 2), ("responsible", 4), ("emergency", 4), ("you", 1), ("it", 1),
        ("tried", 1), ("worries", 2), ("watches", 2), ("likes", 1), ("tables", 2), ("don’t", 1),
        ("friend’s", 1), ("seriously", 4), ("usually", 4), ("million", 2), ("saying", 2), ("worrying", 3),
        ("trying", 2), ("special", 2), ("police", 2), ("3", 1), ("rhythm", 1),
    ],
)  # fmt: skip
def test_syllables_are_counted_as_spoken(word: str, count: int) -> None:
    assert syllables(word) == count


def test_short_sentences_of_short_words_are_easy() -> None:
    assert grade(["Stop. Take a breath. Tell an adult you trust."]) < 2
    assert grade([HARD]) > 12
    assert grade([]) == 0


def test_the_hardest_sentence_is_named() -> None:
    assert hardest([f"Stop. {HARD} Go."]) == HARD


def test_long_sentences_and_words_are_found_in_any_script() -> None:
    limits = ReadingLimits(sentence=5, word=12)
    assert [sentence for sentence, _, _ in too_long("Kurz. Das ist ein sehr langer Satz hier.", limits)] == [
        "Das ist ein sehr langer Satz hier."
    ]
    assert list(too_long("तिमीले के गर्न सक्छौ?", limits)) == []
    (found,) = too_long("Donaudampfschifffahrt geht.", limits)
    assert "Donaudampfschifffahrt" in found[1]


@pytest.mark.parametrize(
    "name", ["lessons/stop-first.yaml", "lessons/hear-your-child.yaml", "pairs/one-rule-each.yaml"]
)
def test_a_file_that_became_hard_is_found(tmp_path: Path, name: str) -> None:
    shutil.copytree(shared_folder("content"), tmp_path, dirs_exist_ok=True)
    text = (tmp_path / name).read_text(encoding="utf-8")
    assert not list(check_reading(tmp_path, "en"))
    (tmp_path / name).write_text(text.replace(".\n", f". {HARD}\n"), encoding="utf-8")
    found = [each for each in check_reading(tmp_path, "en") if "need grade" in each.problem]
    assert {each.file for each in found} == {tmp_path / name}
    assert all(each.sentence == HARD for each in found)
