"""The documents are true to the tree: what they name is there."""

import re
from pathlib import Path

import pytest

_ROOT = Path(__file__).parents[1]
_DOCS = sorted((_ROOT / "docs").rglob("*.md"))
_PATH = re.compile(
    r"(?<![\w/.-])((?:benchmarks|bot|content|docs|locales|tests)/[\w./-]*[\w/])(?:::(\w+))?(?![\w*<{])"
)
_LINK = re.compile(r"\]\((?!https?:|#)([^)#]+)")
_ROW = re.compile(r"^\| (R\d+) \|(.*)\|(.*)\|$", re.MULTILINE)


def missing(text: str, *, beside: Path) -> list[str]:
    """List the files and tests that a document names and that are not there."""
    paths = [
        f"{path}::{test}" if test else path
        for path, test in _PATH.findall(text)
        if not _is_there(_ROOT / path, test)
    ]
    links = [link for link in _LINK.findall(text) if not (beside / link).exists()]
    return [*paths, *links]


def _is_there(path: Path, test: str) -> bool:
    return path.exists() and (not test or f"def {test}(" in path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("document", _DOCS, ids=lambda path: path.name)
def test_what_a_document_names_is_there(document: Path) -> None:
    assert missing(document.read_text(encoding="utf-8"), beside=document.parent) == []


def test_what_is_not_there_is_found() -> None:
    text = "`bot/nowhere.py`, tests/test_docs.py::test_of_nothing, [a](no.md); `bot/run.py`, `locales/*/X.md`"
    assert missing(text, beside=_ROOT) == ["bot/nowhere.py", "tests/test_docs.py::test_of_nothing", "no.md"]


def test_every_requirement_has_a_row_and_names_its_proof() -> None:
    rows = _ROW.findall((_ROOT / "docs" / "requirements.md").read_text(encoding="utf-8"))
    assert [name for name, _, _ in rows] == [f"R{number}" for number in range(1, 40)]
    for name, _, proof in rows:
        assert re.search(r"tests/[\w/]+\.py|docs/decisions/\d{4}-", proof), (
            f"{name} names no test, no decision"
        )


def test_every_threat_says_what_stops_it_which_test_shows_it_and_what_is_left() -> None:
    text = (_ROOT / "docs" / "threats.md").read_text(encoding="utf-8")
    threats = re.split(r"^## \d+\. ", text, flags=re.MULTILINE)[1:]
    assert len(threats) >= 9
    for threat in threats:
        name = threat.partition("\n")[0]
        for part in ("Wants", "What stops it", "Shown by", "What is left"):
            assert f"**{part}.**" in threat, f"{name} lacks {part}"
        assert re.search(r"tests/[\w/]+\.py", threat), f"{name} names no test"
