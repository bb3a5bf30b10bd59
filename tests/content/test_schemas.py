import json
import re
from typing import Any

import pytest
import yaml

from bot.content.schemas import KINDS, Kind, editor_settings, schema_text
from bot.folders import shared_folder

CONTENT = shared_folder("content")
ROOT = CONTENT.parent
SCHEMAS = ROOT / "docs" / "schemas"
LESSON = KINDS[0]


class Editor(yaml.BaseLoader):
    """Read as editors do, by YAML 1.2's core schema: numbers, booleans, nothing; days stay words."""


def _resolve(tag: str, pattern: str, first: str, read: Any) -> None:
    Editor.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(pattern), list(first))
    Editor.add_constructor(f"tag:yaml.org,2002:{tag}", lambda _, node: read(node.value))


_resolve("null", r"^(~|null|Null|NULL)$", "~nN", lambda _: None)
Editor.add_implicit_resolver("tag:yaml.org,2002:null", re.compile("^$"), [""])
_resolve("bool", r"^(true|True|TRUE|false|False|FALSE)$", "tTfF", lambda word: word.lower() == "true")
_resolve("int", r"^[-+]?[0-9]+$", "-+0123456789", int)
_resolve("float", r"^[-+]?(\.[0-9]+|[0-9]+\.[0-9]*)([eE][-+]?[0-9]+)?$", "-+.0123456789", float)


def as_seen(text: str) -> Any:
    return yaml.load(text, Loader=Editor)  # noqa: S506 (a BaseLoader builds plain values only)


def faults(kind: Kind, value: Any) -> list[str]:
    jsonschema = pytest.importorskip("jsonschema")
    validator = jsonschema.Draft202012Validator(json.loads(schema_text(kind)))
    validator.check_schema(validator.schema)
    return [f"{fault.json_path}: {fault.message}" for fault in validator.iter_errors(value)]


def lesson(old: str = "", new: str = "") -> Any:
    text = (CONTENT / "lessons" / "stop-first.yaml").read_text(encoding="utf-8")
    assert old in text
    return as_seen(text.replace(old, new, 1))


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_the_schemas_that_ship_are_up_to_date(kind: Kind) -> None:
    shipped = (SCHEMAS / f"{kind.name}.json").read_text(encoding="utf-8")
    assert shipped == schema_text(kind), "run `foursteps content schema`"


def test_no_schema_is_left_over() -> None:
    assert {path.stem for path in SCHEMAS.glob("*.json")} == {kind.name for kind in KINDS}


def test_every_file_of_an_author_has_one_schema() -> None:
    covered = [path for kind in KINDS for files in kind.files for path in CONTENT.glob(files)]
    assert len(covered) == len(set(covered))
    assert set(CONTENT.rglob("*.yaml")) == set(covered), "add the new kind of file to KINDS"


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_the_content_that_ships_is_valid_to_an_editor(kind: Kind) -> None:
    for path in (path for files in kind.files for path in CONTENT.glob(files)):
        assert faults(kind, as_seen(path.read_text(encoding="utf-8"))) == [], path


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("minutes: 2", "minuets: 2", "$: Additional properties"),
        ("minutes: 2", "minutes: 20", "$.minutes: 20 is greater"),
        ("minutes: 2", "minutes: two", "$.minutes: 'two' is not of type"),
        ("audience: teen", "audience: uncle", "$.audience: 'uncle' is not one of"),
        ("today: >-", "today:\nnote: >-", "$.today: None is not of type"),
        ("right: true", "right: 1", "right: 1 is not of type"),
        ("url: https://", "url: http://", "$.sources[0].url"),
        ("id: filming", "id: Filming!", "$.questions[0].id"),
        ("topics: [challenges]", "topics: []", "$.topics: [] "),
    ],
)
def test_an_editor_marks_what_is_wrong(old: str, new: str, fault: str) -> None:
    assert any(each.startswith(fault) or fault in each for each in faults(LESSON, lesson(old, new)))


def test_words_that_look_like_something_else_are_words() -> None:
    for title in ("112", "true", "3.5", "2026-11-22"):
        assert faults(LESSON, lesson('title: "Stop: the ten-second gap"', f"title: {title}")) == []


def test_the_guide_tells_editors_which_schema_is_for_which_files() -> None:
    guide = (ROOT / "docs" / "authoring.md").read_text(encoding="utf-8")
    block = guide.split("```json\n")[1].split("```")[0]
    assert json.loads(block) == {"yaml.schemas": editor_settings()}, "as KINDS has it"


def test_a_schema_stands_where_the_template_says() -> None:
    template = (ROOT / "bot" / "content" / "templates" / "lesson.yaml").read_text(encoding="utf-8")
    address = template.partition("$$schema=")[2].split()[0]
    assert (CONTENT / "lessons" / address).resolve() == (SCHEMAS / "lesson.json").resolve()
