"""How far each language has come."""

from collections.abc import Iterable
from dataclasses import dataclass

from bot.i18n.parts import Part, part_of
from bot.i18n.po import Entry, PoFile


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """Count a language's sentences."""

    total: int
    translated: int
    stale: int
    drafts: int

    @property
    def missing(self) -> int:
        """Return how many sentences have no usable translation and no stale one either."""
        return self.total - self.translated - self.stale

    @property
    def coverage(self) -> float:
        """Return the share of sentences shown in the language, rounded down: 100 means all of them."""
        return self.translated * 1000 // self.total / 10 if self.total else 100.0

    @property
    def draft_share(self) -> float:
        """Return the share of translations that no person has read yet, rounded up: 0 means none."""
        return -(-self.drafts * 1000 // self.translated) / 10 if self.translated else 0.0


def status(po: PoFile, part: Part | None = None, *, pot: PoFile | None = None) -> Status:
    """Count a part, or everything; a template also counts what was left out of the file."""
    entries = _in(po.entries, part)
    return Status(
        total=len(_in(pot.entries, part)) if pot else len(entries),
        translated=sum(entry.is_translated for entry in entries),
        stale=sum(entry.is_stale for entry in entries),
        drafts=sum(entry.is_draft for entry in entries),
    )


def _in(entries: Iterable[Entry], part: Part | None) -> list[Entry]:
    return [entry for entry in entries if part is None or part_of(entry.context) is part]
