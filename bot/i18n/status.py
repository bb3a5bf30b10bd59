"""How far each language has come."""

from dataclasses import dataclass

from bot.i18n.po import PoFile


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


def status(po: PoFile) -> Status:
    """Count."""
    return Status(
        total=len(po.entries),
        translated=sum(entry.is_translated for entry in po.entries),
        stale=sum(entry.is_stale for entry in po.entries),
        drafts=sum(entry.is_draft for entry in po.entries),
    )
