"""The ear: hear in a message, in any of our languages, whether somebody is in distress or danger."""

from dataclasses import dataclass

from bot.domain.safeguarding_heard import NOTHING, Heard, Kind, Severity
from bot.domain.safeguarding_rules import Book
from bot.domain.safeguarding_split import is_test
from bot.domain.safeguarding_text import words_of

__all__ = ["NOTHING", "Ear", "Heard", "Kind", "Severity", "is_test"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ear:
    """Hold what is needed to hear; it keeps nothing of what it hears."""

    book: Book

    def hear(self, text: str, locale: str) -> Heard:
        """Return what is heard in a message; all languages are always listened for, `locale` only leans."""
        _ = locale
        words = words_of(text)
        return self.book.find(words) or NOTHING
