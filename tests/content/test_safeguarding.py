import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli.safeguarding import app
from bot.content.reader import ContentError
from bot.content.safeguarding import FOLDER, load_ear
from bot.content.safeguarding_model import FILE, read_model, write_model
from bot.content.safeguarding_phrases import Phrase, Side, locales
from bot.content.safeguarding_report import (
    BEGIN,
    DOCUMENT,
    END,
    Listened,
    Row,
    Share,
    markdown,
    read_figures,
    report,
    row,
    told,
    with_table,
)
from bot.content.safeguarding_rules import load_language
from bot.content.safeguarding_training import digest_of_training
from bot.content.safeguarding_words import load_words
from bot.domain.safeguarding import NOTHING, Ear, Heard, Kind, Severity
from bot.folders import shared_folder

CONTENT = shared_folder("content")
MODEL = CONTENT / FOLDER / FILE
RETRAIN = (
    "phrases or words changed: `foursteps safeguarding train`, then `foursteps safeguarding report --write`"
)


@pytest.fixture(scope="module")
def ear() -> Ear:
    return load_ear(CONTENT)


def test_the_model_was_trained_on_the_phrases_and_words_there_are() -> None:
    assert read_model(MODEL).head.trained_on == digest_of_training(CONTENT), RETRAIN


def test_the_figures_that_are_told_are_true(ear: Ear) -> None:
    rows = report(CONTENT, ear, Side.TEST)
    assert read_figures(CONTENT) == tuple(rows), RETRAIN
    document = (CONTENT.parent / "docs" / DOCUMENT).read_text(encoding="utf-8")
    tables = told(rows, report(CONTENT, ear, Side.SECOND))
    assert with_table(document, tables) == document, RETRAIN


def test_every_language_reads_the_same_ideas() -> None:
    known = load_words(CONTENT / FOLDER / "en").keys()
    for locale in locales(CONTENT):
        assert load_words(CONTENT / FOLDER / locale).keys() <= known, locale


def test_a_model_is_read_as_it_was_written(tmp_path: Path) -> None:
    trained = read_model(MODEL)
    write_model(tmp_path / FILE, trained)
    assert (tmp_path / FILE).read_bytes() == MODEL.read_bytes()
    assert MODEL.stat().st_size <= 1_500_000


@pytest.mark.parametrize("damaged", [b"", b"{}\n", b"not a model", MODEL.read_bytes()[:-9]])
def test_a_damaged_model_is_named_with_its_remedy(tmp_path: Path, damaged: bytes) -> None:
    (tmp_path / FILE).write_bytes(damaged)
    with pytest.raises(ContentError, match="foursteps safeguarding train"):
        read_model(tmp_path / FILE)


def a_folder(tmp_path: Path, name: str, text: str) -> Path:
    folder = tmp_path / FOLDER / "en"
    folder.mkdir(parents=True)
    (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_every_fault_of_rules_is_named_by_its_line(tmp_path: Path) -> None:
    text = (
        'note: "x"\nidioms:\n  - "@nobody"\nrules:\n  a-rule:\n    kind: grooming\n    severity: urgent\n'
        '    phrases:\n      - "meet me"\n      - "really? meet"\n'
    )
    with pytest.raises(ContentError) as caught:
        load_language(a_folder(tmp_path, "rules.yaml", text))
    assert [(error.line, error.problem) for error in caught.value.errors] == [
        (10, "`really? meet` must begin with a word that is not optional."),
        (3, "`@nobody` is not among the words."),
    ]


def test_words_without_letters_are_named(tmp_path: Path) -> None:
    folder = a_folder(tmp_path, "words.yaml", 'note: "x"\nwords:\n  die: "die, :-)"\n')
    with pytest.raises(ContentError, match="`die` lists `:-\\)`"):
        load_words(folder)
    with pytest.raises(ContentError, match="which holds no word"):
        load_ear(tmp_path)


def test_a_language_without_files_has_no_rules_and_no_words(tmp_path: Path) -> None:
    assert load_language(tmp_path).rules == ()
    assert load_words(tmp_path) == {}
    assert load_ear(tmp_path).hear("i want to die", "en") == NOTHING


def a_phrase(severity: Severity, kind: Kind | None = Kind.GROOMING) -> Phrase:
    return Phrase(text="x", locale="en", kind=kind, severity=severity, group="x")


def heard(severity: Severity, kind: Kind | None = Kind.GROOMING) -> Heard:
    return Heard(kind=kind, severity=severity, matched="x")


def share(part: int, whole: int) -> Share:
    return Share(part=part, whole=whole)


URGENT, CONCERN, NONE = Severity.URGENT, Severity.CONCERN, Severity.NONE


def test_what_was_heard_is_counted() -> None:
    listened = [
        Listened(phrase=phrase, heard=what)
        for phrase, what in (
            (a_phrase(URGENT), heard(URGENT)),
            (a_phrase(URGENT), heard(CONCERN, Kind.IMAGE_LEAK)),
            (a_phrase(URGENT), heard(NONE)),
            (a_phrase(CONCERN), heard(URGENT)),
            (a_phrase(CONCERN), replace(NOTHING, is_possible=True)),
            (a_phrase(NONE, None), replace(NOTHING, is_possible=True)),
            (a_phrase(NONE, None), heard(CONCERN)),
            (a_phrase(NONE), heard(NONE)),
            (a_phrase(NONE), heard(URGENT)),
            (a_phrase(NONE), NOTHING),
        )
    ]
    assert row("en", listened) == Row(
        locale="en",
        urgent=share(2, 3),
        as_urgent=share(1, 3),
        concern=share(1, 2),
        false=share(2, 5),
        kind=share(2, 3),
        question=share(1, 3),
        met=share(4, 5),
        met_harmless=share(3, 5),
    )
    assert [each.is_right for each in listened] == [
        True,
        True,
        False,
        True,
        False,
        True,
        False,
        True,
        False,
        True,
    ]


def a_row(urgent: int, concern: int, false: int) -> Row:
    shares = {name: share(1, 1) for name in ("as_urgent", "kind", "question", "met", "met_harmless")}
    return Row(
        locale="en", urgent=share(urgent, 100), concern=share(concern, 100), false=share(false, 100), **shares
    )


def test_what_misses_its_goal_is_marked() -> None:
    assert a_row(95, 85, 2).below == ()
    assert a_row(94, 84, 3).below == ("urgent", "concern", "harmless")
    table = markdown([a_row(94, 85, 3)]).splitlines()
    cells = "94.0% ✗ | 100.0% | 85.0% | 3.0% ✗ | 100.0% | 100.0% | 100.0% | 100.0% | 100 + 100 + 100"
    assert table[-1] == f"| en | {cells} |"
    assert with_table(f"a\n{BEGIN}\nold\n{END}\nb", "new") == f"a\n{BEGIN}\nnew\n{END}\nb"
    assert str(share(0, 0)) == "-"


def check(*lines: str) -> tuple[int, str]:
    done = CliRunner().invoke(app, ["check"], input="\n".join(lines))
    return done.exit_code, done.output


def test_an_organisation_tests_its_own_phrases() -> None:
    code, output = check(
        '{"id": "a", "lang": "en", "text": "I want to die"}', "", '{"id": 2, "lang": "en", "text": "ok"}'
    )
    assert code == 0
    assert [json.loads(line) for line in output.splitlines()] == [
        {"id": "a", "kind": "self_harm", "severity": "urgent", "matched_rule": "en/self_harm/want-to-die"},
        {"id": 2, "kind": None, "severity": "none", "matched_rule": ""},
    ]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("a secret", "Line 2 is not JSON"),
        ('{"id": 1, "text": "a secret"}', "Line 2: lang is missing"),
        ('["a secret"]', "Line 2: the object is missing or of the wrong type"),
        ('{"id": 1, "lang": "en", "text": ["a secret"]}', "Line 2: text is missing or of the wrong type"),
    ],
)
def test_a_bad_line_is_named_and_never_shown(line: str, said: str) -> None:
    code, output = check('{"id": 1, "lang": "en", "text": "ok"}', line)
    assert code == 2
    assert said in output
    assert "a secret" not in output


def test_only_development_phrases_are_printed() -> None:
    done = CliRunner().invoke(app, ["phrases", "--locale", "km"])
    assert done.exit_code == 0
    missed = CliRunner().invoke(app, ["phrases", "--locale", "km", "--missed"])
    assert 0 < len(missed.output.splitlines()) < len(done.output.splitlines())


def test_the_report_is_written_where_it_is_read(tmp_path: Path) -> None:
    content = tmp_path / "content"
    shutil.copytree(CONTENT / FOLDER / "km", content / FOLDER / "km")
    document = tmp_path / "docs" / DOCUMENT
    document.parent.mkdir()
    document.write_text(f"{BEGIN}\n{END}\n", encoding="utf-8")
    done = CliRunner().invoke(app, ["report", "--folder", str(content), "--write"])
    assert done.exit_code == 0
    assert "| km |" in document.read_text(encoding="utf-8")
    assert [row.locale for row in read_figures(content)] == ["km", "all"]
    document.write_text("", encoding="utf-8")
    CliRunner().invoke(app, ["report", "--folder", str(content), "--write", "--development"])
    assert document.read_text(encoding="utf-8") == ""
