from pathlib import Path

from typer.testing import CliRunner

from bot.cli.helplines import app

LIST = """
- country: NP
  name: Child Helpline
  kind: child_helpline
  phone: '1098'
  audience: children
  source: [https://example.org/a @ 2020-05-17, https://example.com/b]
  source_date: '2020-05-17'
  confidence: confirmed
"""


def run(*words: str) -> tuple[int, str]:
    done = CliRunner().invoke(app, words)
    return done.exit_code, done.output


def test_a_list_is_imported_checked_and_found_stale(tmp_path: Path) -> None:
    (tmp_path / "list.yaml").write_text(LIST)
    folder = str(tmp_path / "files")
    assert run("import", str(tmp_path / "list.yaml"), "--folder", folder) == (
        0,
        "1 files: 1 lines added, 0 changed.\n",
    )
    assert run("check", "--folder", folder) == (0, "0 faults, 0 warnings, 0 doubts.\n")
    assert run("stale", "--folder", folder) == (0, "2022-05-17  np-1098  Child Helpline\n1 lines are due.\n")


def test_a_fault_is_named_and_fails(tmp_path: Path) -> None:
    (tmp_path / "list.yaml").write_text(LIST.replace("'1098'", "'+977 1'"))
    folder = str(tmp_path / "files")
    run("import", str(tmp_path / "list.yaml"), "--folder", folder)
    code, output = run("check", "--folder", folder)
    assert code == 1
    assert "NP.yaml:6: np-9771: +977 1 is impossible in NP. Check it, or withhold it." in output


def test_a_file_that_is_no_list_is_refused(tmp_path: Path) -> None:
    (tmp_path / "list.yaml").write_text("nothing")
    code, output = run("import", str(tmp_path / "list.yaml"), "--folder", str(tmp_path / "files"))
    assert code == 1
    assert "This is no list of helplines." in output
