import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli import i18n
from bot.cli.i18n import app
from bot.i18n.locales import load_translators
from bot.i18n.po import new_header, read, write

CODE = """
# i18n: The first words anybody sees.
def hello(t):
    return t("Hello, {name}.", name="x"), t.label("Menu"), t.plural("{count} day", "{count} days", 2)
"""


@pytest.fixture
def toy(tmp_path: Path) -> Path:
    """Return a source tree of one module, extracted and ready to translate."""
    (tmp_path / "bot").mkdir()
    (tmp_path / "bot" / "toy.py").write_text(CODE, encoding="utf-8")
    for command in ("extract", "update"):
        run(tmp_path, command)
    return tmp_path


def run(root: Path, *arguments: str, code: int = 0) -> str:
    result = CliRunner().invoke(app, [arguments[0], "--root", str(root), *arguments[1:]])
    assert result.exit_code == code, result.output
    return result.output


def po(root: Path, tag: str) -> Path:
    return root / "locales" / tag / "LC_MESSAGES" / "messages.po"


def spoil(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_extracting_twice_changes_nothing(toy: Path) -> None:
    pot = toy / "locales" / "messages.pot"
    before = pot.read_bytes()
    run(toy, "extract")
    assert pot.read_bytes() == before
    assert [entry.source for entry in read(pot).entries] == ["Hello, {name}.", "Menu", "{count} day"]


def test_a_fresh_tree_is_in_order_but_not_complete(toy: Path) -> None:
    run(toy, "check")
    assert "ne is 0.0 % complete: 3 missing" in run(toy, "check", "--complete", "ne,ar", code=1)


def test_new_words_in_the_code_call_for_extract_and_update(toy: Path) -> None:
    spoil(toy / "bot" / "toy.py", '"Menu"', '"Start"')
    assert "messages.pot is behind the source" in run(toy, "check", code=1)
    run(toy, "extract")
    assert "is behind the template" in run(toy, "check", code=1)
    run(toy, "update")
    run(toy, "check")


def test_a_sentence_put_together_at_run_time_fails_the_build(toy: Path) -> None:
    spoil(toy / "bot" / "toy.py", 't.label("Menu")', 't.label(f"Menu {t}")')
    assert "bot/toy.py:4: a sentence put together" in run(toy, "check", code=1)


@pytest.mark.parametrize("command", ["check", "compile"])
def test_a_broken_placeholder_fails_the_build(toy: Path, command: str) -> None:
    spoil(
        po(toy, "es"), 'msgid "Hello, {name}."\nmsgstr ""', 'msgid "Hello, {name}."\nmsgstr "Hola, {nombre}."'
    )
    assert "unknown placeholder {nombre}" in run(toy, command, code=1)


def test_a_wrong_plural_rule_fails_the_build(toy: Path) -> None:
    file = read(po(toy, "es"))
    write(po(toy, "es"), type(file)(header=new_header("en").replace("!= 1", "> 1"), entries=file.entries))
    assert "the header must say" in run(toy, "check", code=1)


def test_translations_go_out_come_back_and_are_spoken(toy: Path) -> None:
    lines = run(toy, "export", "--locale", "es", "--missing").splitlines()
    records = [json.loads(line) for line in lines]
    words: dict[str, str | list[str]] = {
        "Hello, {name}.": "Hola, {name}.",
        "Menu": "Menú",
        "{count} day": ["un día", "{count} días"],
    }
    filled = toy / "es.jsonl"
    filled.write_text("\n".join(json.dumps({**r, "translation": words[r["source"]]}) for r in records))
    assert "3 taken, 0 refused" in run(toy, "import", "--locale", "es", str(filled))
    assert "100.0 %" in run(toy, "status")
    run(toy, "check", "--complete", "es")
    run(toy, "compile")
    assert load_translators(toy / "locales")("es").plural_label("{count} day", "{count} days", 3) == "3 días"
    run(toy, "review", "--locale", "es")
    assert not any(entry.is_draft for entry in read(po(toy, "es")).entries)


def test_imports_of_separate_chunks_add_up(toy: Path) -> None:
    for chunk in ("1/3", "2/3"):
        record = json.loads(run(toy, "export", "--locale", "ne", "--chunk", chunk))
        filled = toy / "chunk.jsonl"
        filled.write_text(json.dumps({**record, "translation": record["source"]}))
        run(toy, "import", "--locale", "ne", str(filled))
    assert [entry.is_translated for entry in read(po(toy, "ne")).entries] == [True, True, False]


def test_a_refused_line_is_named(toy: Path) -> None:
    filled = toy / "bad.jsonl"
    filled.write_text('{"source": "Menu", "translation": "' + "x" * 33 + '"}')
    assert "bad.jsonl:1: 33 characters" in run(toy, "import", "--locale", "ne", str(filled), code=1)


@pytest.mark.parametrize("chunk", ["0/4", "5/4", "x", "1/0"])
def test_a_chunk_is_a_part_of_a_whole(toy: Path, chunk: str) -> None:
    run(toy, "export", "--locale", "ne", "--chunk", chunk, code=2)


def test_only_served_languages_are_handed_out(toy: Path) -> None:
    run(toy, "export", "--locale", "xx", code=2)


def test_content_stands_in_the_template_under_its_context() -> None:
    pot = i18n._template(Path(i18n.__file__).parents[2])
    button = next(entry for entry in pot.entries if entry.context == "challenge/chat/button")
    assert (button.files, button.limit) == (("content/challenge/chat.yaml",), 32)
