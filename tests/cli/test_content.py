import json
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli.content import app
from bot.content.catalog import load_catalog
from bot.content.new import NOUNS
from bot.domain.lesson import Audience, LessonId
from bot.folders import shared_folder

TITLE = "Why now?"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(shared_folder("content"), tmp_path / "content"))


def run(*words: str, typed: str = "") -> tuple[int, str]:
    done = CliRunner().invoke(app, words, input=typed)
    return done.exit_code, done.output


def test_a_lesson_is_begun_by_options(folder: Path) -> None:
    named = ("--id", "ask-why", "--title", TITLE, "--unit", "truth", "--audience", "both", "--minutes", "4")
    code, output = run("new", "lesson", *named, "--folder", str(folder))
    assert code == 0
    assert f"Written: {folder / 'lessons' / 'ask-why.yaml'}" in output
    lesson = load_catalog(folder).lesson(LessonId("ask-why"))
    assert (lesson.title.source, lesson.audience, lesson.minutes) == (TITLE, Audience.BOTH, 4)


def test_what_is_not_given_is_asked_for(folder: Path) -> None:
    code, output = run("new", "lesson", "--folder", str(folder), typed=f"ask-why\n{TITLE}\ntruth\nparent\n\n")
    assert code == 0
    assert "Unit (challenges, privacy, help" in output
    lesson = load_catalog(folder).lesson(LessonId("ask-why"))
    assert (lesson.unit_id, lesson.audience, lesson.minutes) == ("truth", Audience.PARENT, 2)


@pytest.mark.parametrize(
    ("typed", "refusal"),
    [
        (f"stop-first\n{TITLE}\ntruth\nteen\n\n", "`stop-first` is there already"),
        (f"ask-why\n{TITLE}\ncooking\n", "`cooking` is not known: choose one of challenges"),
        (f"ask-why\n{TITLE}\ntruth\nuncles\n", "`uncles` is not known: choose one of teen, parent, both."),
    ],
)
def test_a_refusal_names_the_remedy(folder: Path, typed: str, refusal: str) -> None:
    code, output = run("new", "lesson", "--folder", str(folder), typed=typed)
    assert code == 2
    assert refusal in output
    assert "Traceback" not in output


def test_a_course_that_cannot_be_read_is_no_place_for_a_lesson(folder: Path) -> None:
    (folder / "units.yaml").write_text("units: [\n", encoding="utf-8")
    code, output = run("new", "lesson", "--folder", str(folder))
    assert code == 2
    assert "units.yaml:2: This is not YAML" in output


def test_stats_are_a_table_with_its_totals() -> None:
    code, output = run("stats")
    rows = {line.split()[0]: line.split()[1:] for line in output.splitlines() if line.strip()}
    assert code == 0
    assert rows["lessons"][0] == "54"
    assert rows["challenge"][0].isdecimal()
    assert rows["all"][-2] == "2026-11-22"


def test_stats_are_given_to_programs() -> None:
    code, output = run("stats", "--json")
    counted = json.loads(output)
    assert code == 0
    assert counted["course"]["files"] == sum(row["files"] for row in counted["lessons"])
    assert {row["audience"] for row in counted["lessons"]} == {"teen", "parent", "both"}


def test_content_with_faults_is_not_counted(folder: Path) -> None:
    (folder / "lessons" / "stop-first.yaml").write_text("title: x\n", encoding="utf-8")
    code, output = run("stats", "--folder", str(folder))
    assert code == 2
    assert "`audience` is missing" in output


def test_schemas_are_written(tmp_path: Path) -> None:
    code, output = run("schema", "--folder", str(tmp_path / "schemas"))
    assert code == 0
    assert f"Written: {tmp_path / 'schemas' / 'lesson.json'}" in output.replace("\n", " ")
    assert json.loads((tmp_path / "schemas" / "units.json").read_text())["required"] == [
        "units",
        "topics",
        "happenings",
    ]


@pytest.mark.parametrize("noun", NOUNS)
def test_other_nouns_are_begun_too(folder: Path, noun: str) -> None:
    code, output = run("new", noun, "--id", "something-new", "--folder", str(folder))
    assert (code, "Written: " in output) == (0, True)
    code, output = run("new", noun, "--folder", str(folder), typed="something-new\n")
    assert (code, "`something-new` is there already" in output) == (2, True)
