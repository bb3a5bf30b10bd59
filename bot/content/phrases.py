"""Phrases to look for in a text, written as a person would write them down.

`send|share` is either word, `click*` any word that begins so, `0` any number. Latin and other spaced scripts
are searched for whole words; Arabic words may carry their usual prefixes and Nepali or Hindi ones
their postpositions; Khmer, which puts no spaces between words, is searched as it stands.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from bot.content.words import LETTER, plain

_ARABIC = re.compile("[\u0621-\u064a]")
_DEVANAGARI = re.compile("[\u0904-\u0939]")
_KHMER = re.compile("[\u1780-\u17b3]")
_PREFIXES = "(?:[وف]?(?:[بكل]?ال|لل|[بكل])?)"
_POSTPOSITIONS = "(?:हरू|हरु|लाई|द्वारा|बाट|सँग|सित|को|का|की|कै|ले|मा|नै)*"
_NUMBER = r"\d+(?:[.,]\d+)*"


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """Hold a phrase as it is looked for; inside one of `unless` it is harmless."""

    words: str
    pattern: re.Pattern[str]
    unless: tuple[re.Pattern[str], ...] = ()

    def find(self, text: str) -> str | None:
        """Return what of a plain text matches, None when nothing does."""
        if not self.pattern.search(text):
            return None
        for harmless in self.unless:
            text = harmless.sub("\N{SYMBOL FOR NULL}", text)
        found = self.pattern.search(text)
        return found[0].strip() if found else None


def phrase(words: str, unless: Iterable[str] = ()) -> Phrase:
    """Make a phrase from the way it is written in a list."""
    return Phrase(words=words, pattern=_compiled(words), unless=tuple(map(_compiled, unless)))


def _compiled(words: str) -> re.Pattern[str]:
    folded = plain(words)
    before, after = _edges(folded)
    return re.compile(before + r"[\s\-]+".join(map(_word, folded.split())) + after)


def _edges(words: str) -> tuple[str, str]:
    """Return what may stand around a phrase in its script."""
    if _KHMER.search(words):
        return "", ""
    prefixes = _PREFIXES if _ARABIC.search(words) else ""
    suffixes = _POSTPOSITIONS if _DEVANAGARI.search(words) else ""
    return f"(?<!{LETTER}){prefixes}", f"{suffixes}(?!{LETTER})"


def _word(word: str) -> str:
    if word == "0":
        return _NUMBER
    return "(?:" + "|".join(re.escape(each).replace(r"\*", f"{LETTER}*") for each in word.split("|")) + ")"
