import difflib
import re
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from bot.content.catalog import load_catalog
from bot.content.check import check
from bot.content.new import NOUNS, NewFileError, NewLesson, write_lesson, write_piece
from bot.content.problem import Severity
from bot.domain.lesson import Audience, LessonId
from bot.folders import shared_folder

TODAY = date(2026, 11, 22)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(shared_folder("content"), tmp_path / "content"))


def a_lesson(**given: Any) -> NewLesson:
    plain = {
        "id": "ask-why",
        "title": 'Asking: "why now?" #1',
        "unit": "truth",
        "audience": Audience.TEEN,
        "minutes": 2,
    }
    return NewLesson(**{**plain, **given})


def test_a_new_lesson_can_be_shown_at_once(folder: Path) -> None:
    path = write_lesson(folder, a_lesson(), today=TODAY)
    assert path == folder / "lessons" / "ask-why.yaml"
    lesson = load_catalog(folder).lesson(LessonId("ask-why"))
    assert (lesson.title.source, lesson.unit_id, lesson.minutes) == ('Asking: "why now?" #1', "truth", 2)
    assert (lesson.checked_on, lesson.review_by) == (TODAY, date(2028, 11, 21))


def test_the_unit_lists_it_last_and_every_other_line_stays(folder: Path) -> None:
    units = folder / "units.yaml"
    before = units.read_text(encoding="utf-8").splitlines()
    write_lesson(folder, a_lesson(), today=TODAY)
    after = units.read_text(encoding="utf-8").splitlines()
    changes = [line for line in difflib.ndiff(before, after) if not line.startswith("  ")]
    assert changes == ["+       - ask-why"]
    unit = next(unit for unit in load_catalog(folder).units if unit.id == "truth")
    assert unit.lesson_ids[-1] == "ask-why"


def test_the_check_says_what_is_still_to_be_written(folder: Path) -> None:
    path = write_lesson(folder, a_lesson(), today=TODAY)
    found = [each for each in check(folder, TODAY) if each.severity is Severity.ERROR]
    assert {each.file for each in found} == {path}
    said = [each.problem for each in found if "still to be written" in each.problem]
    assert all(each.line > 1 and each.remedy for each in found)
    written = path.read_text(encoding="utf-8")
    assert len(said) == written.count("(write ") + written.count("to-write") + written.count("example.org")


@pytest.mark.parametrize(
    ("given", "refusal"),
    [
        ({"id": "stop-first"}, "`stop-first` is there already"),
        ({"id": "Ask Why"}, "`Ask Why` is no id: use a-z"),
        ({"id": "../units"}, "is no id"),
        ({"id": "a" * 25}, "at most 24 characters"),
        ({"unit": "cooking"}, "There is no unit `cooking`: choose one of challenges"),
        ({"title": " "}, "The title has 0 characters"),
        ({"title": "a" * 33}, "The title has 33 characters"),
        ({"minutes": 11}, "11 minutes do not fit"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(
    folder: Path, given: dict[str, Any], refusal: str
) -> None:
    before = {path: path.read_bytes() for path in folder.rglob("*.yaml")}
    with pytest.raises(NewFileError, match=refusal):
        write_lesson(folder, a_lesson(**given), today=TODAY)
    assert {path: path.read_bytes() for path in folder.rglob("*.yaml")} == before


def test_a_unit_that_lists_its_lessons_in_one_line_is_left_alone(folder: Path) -> None:
    units = folder / "units.yaml"
    text = units.read_text(encoding="utf-8")
    block = "    lessons:\n      - who-says-so\n      - pause-before-share\n      - edited-or-made\n"
    assert block in text
    units.write_text(
        text.replace(
            f"{block}      - talking-to-chatbots\n",
            "    lessons: [who-says-so, pause-before-share, edited-or-made, talking-to-chatbots]\n",
        ),
        encoding="utf-8",
    )
    with pytest.raises(NewFileError, match="one lesson a line"):
        write_lesson(folder, a_lesson(), today=TODAY)
    assert not (folder / "lessons" / "ask-why.yaml").exists()


@pytest.mark.parametrize("noun", NOUNS)
def test_the_other_nouns_can_be_shown_at_once(folder: Path, noun: str) -> None:
    before = load_catalog(folder)
    path = write_piece(folder, noun, "something-new", today=TODAY)
    assert path == folder / NOUNS[noun] / "something-new.yaml"
    assert load_catalog(folder) != before
    found = [each for each in check(folder, TODAY) if each.severity is Severity.ERROR]
    assert {each.file for each in found} == {path}
    written = path.read_text(encoding="utf-8")
    said = [each for each in found if "still to be written" in each.problem]
    assert len(said) == written.count("(write ") + written.count("example.org")


@pytest.mark.parametrize("noun", sorted({*NOUNS} - {"guide"}))
def test_the_other_nouns_stand_last(folder: Path, noun: str) -> None:
    path = write_piece(folder, noun, "something-new", today=TODAY)
    place = re.compile(r"^(?:order|place): (\d+)$", re.MULTILINE)
    places = {
        file.stem: [int(each) for each in place.findall(file.read_text(encoding="utf-8"))]
        for file in path.parent.iterdir()
    }
    assert max(places, key=places.__getitem__) == "something-new"
    assert list(places.values()).count(places["something-new"]) == 1


def test_a_guide_is_for_something_that_has_none(folder: Path) -> None:
    before = {name for guide in load_catalog(folder).guides.values() for name in guide.happenings}
    for number in range(len(load_catalog(folder).happenings) - len(before)):
        write_piece(folder, "guide", f"guide-{number}", today=TODAY)
    names = [name for guide in load_catalog(folder).guides.values() for name in guide.happenings]
    assert sorted(names) == sorted(load_catalog(folder).happenings)
    with pytest.raises(NewFileError, match="Every happening has its guide"):
        write_piece(folder, "guide", "one-more", today=TODAY)


@pytest.mark.parametrize("noun", NOUNS)
def test_no_file_is_written_over(folder: Path, noun: str) -> None:
    write_piece(folder, noun, "something-new", today=TODAY)
    with pytest.raises(NewFileError, match="`something-new` is there already"):
        write_piece(folder, noun, "something-new", today=TODAY)
    with pytest.raises(NewFileError, match="is no id"):
        write_piece(folder, noun, "../something", today=TODAY)
