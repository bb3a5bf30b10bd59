"""`foursteps print`, as somebody at a shell meets it."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli.main import app

run = CliRunner().invoke


def test_a_unit_is_written_by_number_or_by_name(tmp_path: Path) -> None:
    for unit in ("1", "challenges"):
        result = run(app, ["print", "--locale", "ne", "--unit", unit, "--out", str(tmp_path / unit)])
        assert result.exit_code == 0
        assert (tmp_path / unit / "foursteps-challenges-ne.html").is_file()
        assert "Open it in a browser and print it" in result.output


def test_the_class_is_written_alone_or_with_a_unit(tmp_path: Path) -> None:
    for said, name in ([], "class"), (["--unit", "1"], "challenges-class"):
        assert run(app, ["print", "--class", *said, "--out", str(tmp_path)]).exit_code == 0
        assert (tmp_path / f"foursteps-{name}-en.html").is_file()


def test_without_a_browser_the_pdf_is_left_out_and_that_is_said(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    result = run(app, ["print", "--unit", "1", "--pdf", "--out", str(tmp_path)])
    assert result.exit_code == 0
    assert "No PDF was made: neither Chromium nor Chrome is installed." in result.output
    assert (tmp_path / "foursteps-challenges-en.html").is_file()


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        (["--unit", "99"], "The units are 1 (challenges)"),
        ([], "Say which unit with --unit, or --all, or --class."),
        (["--unit", "1", "--locale", "tlh"], "There are no lessons in tlh: choose one of en,"),
        (["--unit", "1", "--locale", "fr"], "There are no lessons in fr"),
        (["--unit", "1", "--country", "QQ"], "We know no helplines of QQ"),
    ],
)
def test_what_is_not_there_is_told_with_what_is(tmp_path: Path, said: list[str], answer: str) -> None:
    result = run(app, ["print", *said, "--out", str(tmp_path)])
    assert result.exit_code == 2
    assert answer in result.output
    assert list(tmp_path.iterdir()) == []
