r"""Letters, words and sentences in any of our scripts.

Python's `\w` leaves out the vowel signs of Devanagari and Khmer, so a word needs a class of its own.
"""

import re
import unicodedata

MARKS = (
    "\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0900-\u0903\u093a-\u094f\u0951-\u0957\u0962\u0963\u17b4-\u17d3"
)
LETTER = rf"[\w{MARKS}]"
"""A regular expression for one character of a word."""

_WORD = re.compile(rf"(?:[^\W_]|[{MARKS}])+(?:['\u2019](?:[^\W\d_]|[{MARKS}])+)*")
_SENTENCE_END = re.compile(r"(?<=[.!?…।؟។])[”\u2019»)\"']*\s+|\n+")
_FOLDED = str.maketrans({"\u2018": "'", "\u2019": "'", "ى": "ي", "ة": "\u0647", "\u0640": None})
_ARABIC_MARKS = re.compile("[\u0610-\u061a\u064b-\u065f\u0670]")


def plain(text: str) -> str:
    """Fold what a reader does not see: case, kinds of apostrophe, hidden characters, Arabic vowel signs."""
    seen = "".join(each for each in unicodedata.normalize("NFKD", text) if unicodedata.category(each) != "Cf")
    folded = _ARABIC_MARKS.sub("", seen.casefold().translate(_FOLDED))
    return unicodedata.normalize("NFC", folded)


def words_of(text: str) -> list[str]:
    """Return the words of a text, in order; numbers count as words."""
    return _WORD.findall(text)


def sentences_of(text: str) -> list[str]:
    """Return the sentences of a text."""
    return [sentence.strip() for sentence in _SENTENCE_END.split(text) if words_of(sentence)]
