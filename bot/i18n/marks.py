"""How far each sentence of a language has come, for those who look at it: authors, translators, printers."""

from collections.abc import Mapping
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

from bot.i18n import po
from bot.i18n.po import Entry, Key
from bot.i18n.strings import po_path


class Mark(StrEnum):
    """Say what is left to do for a sentence."""

    MISSING = "missing"
    STALE = "stale"
    DRAFT = "draft"


def marks(folder: Path, tag: str) -> Mapping[Key, Mark]:
    """Return what is left to do in a language, by context and source; what a person has read has no mark."""
    path = po_path(folder, tag)
    return _marks(path, path.stat().st_mtime_ns) if path.exists() else {}


@lru_cache(maxsize=32)
def _marks(path: Path, _changed_at: int) -> Mapping[Key, Mark]:
    """Read a file once for each of its states: a thousand sentences take a moment."""
    return {entry.key: mark for entry in po.read(path).entries if (mark := _mark(entry))}


def _mark(entry: Entry) -> Mark | None:
    if entry.is_stale:
        return Mark.STALE
    if not entry.is_translated:
        return Mark.MISSING
    return Mark.DRAFT if entry.is_draft else None
