import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli import i18n
from bot.i18n.extraction import Found
from bot.i18n.parts import Part, part_of
from bot.i18n.po import Entry, PoFile, read
from bot.i18n.status import status

LESSON = Found(file="content/toy.yaml", line=1, source="Wait a day.", context="lesson/toy/today")


@pytest.fixture
def toy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a tree with one sentence of the interface and one of a lesson."""
    (tmp_path / "bot").mkdir()
    (tmp_path / "bot" / "toy.py").write_text('def hello(t):\n    return t.label("Menu")\n', encoding="utf-8")
    monkeypatch.setattr(i18n, "_content", lambda _root: iter([LESSON]))
    for command in ("extract", "update"):
        run(tmp_path, command)
    return tmp_path


def run(root: Path, *arguments: str, code: int = 0) -> str:
    result = CliRunner().invoke(i18n.app, [arguments[0], "--root", str(root), *arguments[1:]])
    assert result.exit_code == code, result.output
    return result.output


def sources(root: Path, tag: str) -> list[str]:
    return [entry.source for entry in read(root / "locales" / tag / "LC_MESSAGES" / "messages.po").entries]


def translate(root: Path, tag: str, *options: str) -> None:
    records = [json.loads(line) for line in run(root, "export", "--locale", tag, *options).splitlines()]
    filled = root / "filled.jsonl"
    filled.write_text("\n".join(json.dumps({**record, "translation": "Words"}) for record in records))
    run(root, "import", "--locale", tag, str(filled))


@pytest.mark.parametrize(
    ("context", "part"),
    [
        (None, Part.INTERFACE),
        ("unit/first/title", Part.INTERFACE),
        ("topic/privacy", Part.INTERFACE),
        ("happening/threat/teen", Part.INTERFACE),
        ("lesson/first-stop/title", Part.TEACHING),
        ("challenge/chat/button", Part.TEACHING),
        ("guide/threatened/step-1", Part.TEACHING),
        ("united/we/stand", Part.TEACHING),
    ],
)
def test_a_context_tells_the_part(context: str | None, part: Part) -> None:
    assert part_of(context) is part


def test_teaching_is_left_out_where_no_lessons_are_promised_until_somebody_begins(toy: Path) -> None:
    assert sources(toy, "es") == ["Menu", "Wait a day."]
    assert sources(toy, "fr") == ["Menu"]
    run(toy, "check")
    run(toy, "update", "--with-teaching", "fr")
    run(toy, "update")
    assert sources(toy, "fr") == ["Menu", "Wait a day."]
    run(toy, "check")


def test_an_interface_can_be_complete_without_lessons(toy: Path) -> None:
    assert "pt-BR is 0.0 % complete in its interface: 1 missing" in run(
        toy, "check", "--interface", "pt-BR", code=1
    )
    translate(toy, "pt-BR", "--missing", "--interface")
    run(toy, "check", "--interface", "pt-BR")
    assert "pt-BR is 50.0 % complete" in run(toy, "check", "--complete", "pt-BR", code=1)


def test_the_teaching_is_not_handed_out_with_the_interface(toy: Path) -> None:
    lines = run(toy, "export", "--locale", "es", "--missing", "--interface").splitlines()
    assert [json.loads(line)["source"] for line in lines] == ["Menu"]


def test_the_status_tells_the_parts_apart(toy: Path) -> None:
    translate(toy, "km", "--interface")
    lines = run(toy, "status").splitlines()
    khmer = next(line for line in lines if " km " in line)
    assert [cell.strip() for cell in khmer.split("│")[3:9]] == [
        "not yet", "100.0 %", "0.0 %", "0", "0", "100.0 %",
    ]  # fmt: skip


def test_what_a_file_leaves_out_is_counted_by_the_template() -> None:
    pot = PoFile(header="", entries=(Entry(source="a"), Entry(source="b", context="lesson/x")))
    po = PoFile(header="", entries=(Entry(source="a", translations=("A",)),))
    assert (status(po).total, status(po, pot=pot).missing) == (1, 1)
    assert status(po, Part.TEACHING, pot=pot).missing == 1


def test_only_served_languages_can_be_demanded(toy: Path) -> None:
    run(toy, "check", "--complete", "xx", code=2)
    run(toy, "update", "--with-teaching", "xx", code=2)
