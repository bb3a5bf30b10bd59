"""What is left to do for each sentence of a language."""

from pathlib import Path

from bot.domain.text import Text
from bot.i18n.marks import Mark, load_marks

PO = """msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\n"

msgctxt "read"
msgid "Stop"
msgstr "Arrête"

# machine-draft
msgctxt "draft"
msgid "Stop"
msgstr "Arrête"

#, fuzzy
msgctxt "stale"
msgid "Stop"
msgstr "Va"

msgctxt "missing"
msgid "Stop"
msgstr ""
"""


def test_each_sentence_says_what_is_left_to_do(tmp_path: Path) -> None:
    path = tmp_path / "fr" / "LC_MESSAGES" / "messages.po"
    path.parent.mkdir(parents=True)
    path.write_text(PO, encoding="utf-8")
    marks = load_marks(tmp_path, "fr")
    assert {name: marks.of(Text(name, "Stop")) for name in ("read", "draft", "stale", "missing", "new")} == {
        "read": None,
        "draft": Mark.DRAFT,
        "stale": Mark.STALE,
        "missing": Mark.MISSING,
        "new": Mark.MISSING,
    }


def test_the_source_has_nothing_left_and_a_language_without_a_file_has_all(tmp_path: Path) -> None:
    assert load_marks(tmp_path, "en").of(Text("x", "Stop")) is None
    assert load_marks(tmp_path, "sw").of(Text("x", "Stop")) is Mark.MISSING
