from datetime import date
from pathlib import Path

import pytest

from bot.content.reader import ContentError, ContentErrors, Schema, parse, parse_with_lines, read


class _Entry(Schema):
    phone: str
    free: bool = False


class _File(Schema):
    name: str
    minutes: int = 1
    checked_on: date | None = None
    entries: tuple[_Entry, ...] = ()


def _write(folder: Path, text: str) -> Path:
    path = folder / "file.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_every_scalar_stays_what_the_author_wrote(tmp_path: Path) -> None:
    value, _ = read(_write(tmp_path, "NO: 0116111\nopens: 22:30\nyes: on\nnothing:\n"))
    assert value == {"NO": "0116111", "opens": "22:30", "yes": "on", "nothing": ""}


def test_the_schema_types_what_was_read(tmp_path: Path) -> None:
    text = "name: NO\nminutes: 3\nchecked_on: 2026-11-22\nentries:\n  - phone: 0116111\n    free: true\n"
    assert parse(_write(tmp_path, text), _File) == _File(
        name="NO", minutes=3, checked_on=date(2026, 11, 22), entries=(_Entry(phone="0116111", free=True),)
    )


def test_every_value_knows_its_line(tmp_path: Path) -> None:
    _, lines = parse_with_lines(_write(tmp_path, "name: x\nentries:\n  - phone: 1\n  - phone: 2\n"), _File)
    assert lines.at("entries", 1, "phone") == 4
    assert lines.at("entries", "some-union-member", 0) == 3
    assert lines.at("nowhere") == 1


@pytest.mark.parametrize(
    ("text", "line", "problem"),
    [
        ("name: a\nname: b\n", 2, "The key `name` stands here twice."),
        ("name: &x a\n", 1, "There is an anchor or an alias."),
        ("name: a\nentries: *x\n", 2, "There is an anchor or an alias."),
        ("name: !!str a\n", 1, "There is a tag (tag:yaml.org,2002:str)."),
        ("name:\n\ta\n", 2, "There is a tab."),
        ("name: a\n---\nname: b\n", 2, "There is a second document."),
        ("[a]: b\n", 1, "A key is no plain word."),
        ("", 1, "The file is empty."),
        ("minutes: 2\n", 1, "`name` is missing."),
        ("name: a\nnames: b\n", 2, "`names` is not known here."),
    ],
)
def test_a_fault_names_its_line_and_a_remedy(tmp_path: Path, text: str, line: int, problem: str) -> None:
    path = _write(tmp_path, text)
    with pytest.raises(ContentError) as caught:
        parse(path, _File)
    assert (caught.value.file, caught.value.line, caught.value.problem) == (path, line, problem)
    assert caught.value.remedy


def test_several_faults_are_told_together(tmp_path: Path) -> None:
    with pytest.raises(ContentErrors) as caught:
        parse(_write(tmp_path, "name:\nminutes: many\n"), _File)
    assert [error.line for error in caught.value.errors] == [1, 2]


def test_broken_yaml_is_told_by_line(tmp_path: Path) -> None:
    with pytest.raises(ContentError) as caught:
        parse(_write(tmp_path, "name: 'a\nminutes: 2\n"), _File)
    assert "This is not YAML" in caught.value.problem


def test_a_missing_file_and_a_wrong_encoding_are_told(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match="missing"):
        read(tmp_path / "nowhere.yaml")
    (tmp_path / "latin.yaml").write_bytes(b"name: caf\xe9\n")
    with pytest.raises(ContentError, match="UTF-8"):
        read(tmp_path / "latin.yaml")
