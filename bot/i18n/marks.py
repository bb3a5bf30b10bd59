"""How far each sentence of a language has come, for those who look at it: authors, translators, printers."""

from collections.abc import Mapping
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

from bot.domain.text import Text
from bot.i18n import po
from bot.i18n.locales import SOURCE
from bot.i18n.po import Entry, Key
from bot.i18n.strings import po_path


class Mark(StrEnum):
    """Say what is left to do for a sentence."""

    MISSING = "missing"
    STALE = "stale"
    DRAFT = "draft"


class Marks:
    """Tell what is left to do for each sentence of a language; what a person has read has no mark."""

    def __init__(self, by_key: Mapping[Key, Mark | None] | None = None) -> None:
        """Take the sentences of the translators' file (None: the source language, where all is done)."""
        self._by_key = by_key

    def of(self, text: Text) -> Mark | None:
        """Return the mark of a text; what the file does not know of is missing."""
        return None if self._by_key is None else self._by_key.get((text.context, text.source), Mark.MISSING)


def load_marks(folder: Path, tag: str) -> Marks:
    """Read the marks of a language from `<folder>/<tag>/LC_MESSAGES`."""
    if tag == SOURCE:
        return Marks()
    path = po_path(folder, tag)
    return _read(path, path.stat().st_mtime_ns) if path.exists() else Marks({})


@lru_cache(maxsize=32)
def _read(path: Path, _changed_at: int) -> Marks:
    """Read a file once for each of its states: a thousand sentences take a moment."""
    return Marks({entry.key: _mark(entry) for entry in po.read(path).entries})


def _mark(entry: Entry) -> Mark | None:
    if entry.is_stale:
        return Mark.STALE
    if not entry.is_translated:
        return Mark.MISSING
    return Mark.DRAFT if entry.is_draft else None
