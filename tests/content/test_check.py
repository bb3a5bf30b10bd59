import re
import shutil
from datetime import date
from pathlib import Path

import pytest

from bot.content.catalog import load_catalog
from bot.content.check import check
from bot.content.guides import load_guides
from bot.content.problem import Severity
from bot.folders import shared_folder

TODAY = date(2026, 11, 22)
LESSON = "lessons/stop-first.yaml"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("lessons", "challenge", "terms", "guides"):
        shutil.copytree(shared_folder("content") / name, tmp_path / name)
    for name in ("units.yaml", "class.yaml", "links.yaml", "skills.yaml"):
        shutil.copy(shared_folder("content") / name, tmp_path)
    return tmp_path


def swap(folder: Path, name: str, old: str, new: str) -> None:
    text = (folder / name).read_text(encoding="utf-8")
    assert old in text
    (folder / name).write_text(text.replace(old, new, 1), encoding="utf-8")


def test_the_content_that_ships_has_no_errors() -> None:
    assert [
        str(each) for each in check(shared_folder("content"), TODAY) if each.severity is Severity.ERROR
    ] == []


@pytest.mark.parametrize(
    ("name", "old", "new", "problem"),
    [
        (LESSON, "minutes: 2", "minutes: many", "`minutes`"),
        (LESSON, "minutes: 2", "minuets: 2", "`minuets` is not known"),
        (LESSON, "minutes: 2", "minutes: 2\nminutes: 2", "twice"),
        (LESSON, "topics: [challenges]", "topics: [cooking]", "`cooking` is not among the topics"),
        (LESSON, "  - id: strong-push", "  - id: filming", "The id `filming` stands twice"),
        (LESSON, "        right: true\n", "", "exactly one choice"),
        (LESSON, "checked_on: 2026-11-22", "checked_on: 2026-11-23", "`checked_on` has not come"),
        (LESSON, "read_on: 2026-11-22", "read_on: 2026-12-01", "`read_on` has not come"),
        (LESSON, "checked_on: 2026-11-22", "checked_on: 2026-11-01", "read after `checked_on`"),
        (LESSON, "review_by: 2028-11-22", "review_by: 2026-11-22", "not after `checked_on`"),
        (LESSON, "review_by: 2028-11-22", "review_by: 2030-01-01", "more than 24 months"),
        (LESSON, "https://www.tiktok.com", "http://www.tiktok.com", "`sources.0.url`"),
        (LESSON, "It takes two seconds.", "It takes " + "long " * 40, "words in all"),
        (LESSON, "the ten-second gap", "the ten-second gap between two things", "stands on a button"),
        (LESSON, "text: Making a short pause before I choose.", "text: A pause.", "much longer"),
        (
            LESSON,
            "before I get scared.",
            "before I get so scared that I can no longer move.",
            "60 characters",
        ),
        (LESSON, "Doing it fast, before I get scared.", "All of the above, in this order.", "points at"),
        (LESSON, "Doing it fast, before I get scared.", "Making a short pause before I choose.", "the same"),
        (LESSON, "You may say: “Not now.”", "Why did you want it?", "“why did you want” blames"),
        (LESSON, "You may say: “Not now.”", "You shouldn\u2019t have.", "“you shouldn't have” blames"),
        ("lessons/child-threatened.yaml", "It is not your fault. We", "Breathe. We", "not their fault"),
        ("units.yaml", "label: Getting help", "label: Getting help from all who can help", "on a button"),
        (
            "units.yaml",
            "  - id: tell\n",
            "  - id: lost\n    label: a\n    parent_label: b\n  - id: tell\n",
            "`lost` leads",
        ),
        ("units.yaml", "      - stop-first\n", "", "No unit lists this lesson"),
        ("units.yaml", "      - stop-first\n", "      - stop-first\n      - stop-first\n", "is listed twice"),
        (
            "units.yaml",
            "      - stop-first\n",
            "      - stop-first\n      - not-there\n",
            "The file is missing",
        ),
        (LESSON, "It takes two seconds.", "(write why it takes two seconds)", "is still to be written"),
        (LESSON, "skill: slow-down", "skill: to-write", "“to-write” is still to be written"),
        (LESSON, "https://www.tiktok.com/", "https://example.org/", "is still to be written"),
        ("challenge/saw.yaml", "button: ", "button: TODO ", "is still to be written"),
        ("challenge/common.yaml", 'checked_on: "2026', 'checked_on: "2027', "`checked_on` has not come"),
        ("terms/en.yaml", "banned:", "forbidden:", "`forbidden` is not known"),
    ],
)
def test_a_seeded_fault_is_found(folder: Path, name: str, old: str, new: str, problem: str) -> None:
    swap(folder, name, old, new)
    found = [each for each in check(folder, TODAY) if problem in each.problem]
    assert found, [str(each) for each in check(folder, TODAY)]
    assert all(each.severity is Severity.ERROR and each.remedy and each.line > 0 for each in found)
    assert len({str(each) for each in found}) == len(found)


def test_missing_feedback_is_found(folder: Path) -> None:
    path = folder / LESSON
    path.write_text(
        re.sub(r"        feedback: >-\n          Being.*\n", "", path.read_text(encoding="utf-8")),
        encoding="utf-8",
    )
    assert [each.problem for each in check(folder, TODAY)] == ["`questions.0.choices.0.feedback` is missing."]


def test_right_choices_that_are_mostly_the_longest_are_found(folder: Path) -> None:
    for path in (folder / "lessons").glob("*.yaml"):
        text = path.read_text(encoding="utf-8")
        path.write_text(
            re.sub(r"(\.|”)\n        right: true", r" and more\1\n        right: true", text), "utf-8"
        )
    assert any("right choice is the longest" in each.problem for each in check(folder, TODAY))


def test_a_review_is_announced_before_it_is_overdue(folder: Path) -> None:
    def said(today: date) -> list[tuple[str, Severity]]:
        return [(each.file.stem, each.severity) for each in check(folder, today) if "review" in each.problem]

    assert said(date(2027, 4, 21)) == []
    soon, late = date(2027, 5, 1), date(2027, 5, 23)
    lessons = load_catalog(folder).lessons.values()
    about_products = [lesson.id for lesson in lessons if lesson.review_by < date(2028, 1, 1)]
    guides = sorted(each.id for each in load_guides(folder) if each.review_by < date(2028, 1, 1))
    assert said(soon) == [(name, Severity.WARNING) for name in ("common", *guides, *sorted(about_products))]
    assert ("picture-threat", Severity.ERROR) in said(late)


def test_a_word_to_be_careful_with_is_a_warning(folder: Path) -> None:
    swap(folder, LESSON, "Nothing is wrong with you.", "You are no victim.")
    assert [each.severity for each in check(folder, TODAY)] == [Severity.WARNING]
