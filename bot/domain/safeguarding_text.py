"""A message as the ear hears it: words in a plain spelling, however they were typed.

Case, accents, zero-width marks, curly quotes, elongation (heeelp), spaced letters (h e l p), letters written
as digits (h3lp) and emoji make no difference. Arabic, Devanagari and Khmer lose what is often left out. Every
rule goes through the same folding, so a rule is written as people spell.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

LONGEST = 4096
"""Characters that are heard: Telegram's longest message."""

_MARKS = {
    **dict.fromkeys(range(0x0300, 0x0370)),  # accents
    **dict.fromkeys(range(0x064B, 0x0660)),  # Arabic vowels, hamza above and below, madda
    **dict.fromkeys((0x0640, 0x0670, 0x093C)),  # tatweel, dagger alef, nukta
    **dict.fromkeys(range(0xFE00, 0xFE10)),  # how an emoji is drawn
    **dict.fromkeys(range(0x1F3FB, 0x1F400)),  # skin
    **dict.fromkeys((0x00AD, 0x061C, 0x180E, 0xFEFF)),  # marks without a width: soft hyphen and the like
    **dict.fromkeys(range(0x200B, 0x2010)),
    **dict.fromkeys(range(0x202A, 0x202F)),
    **dict.fromkeys(range(0x2060, 0x2070)),
    **dict.fromkeys(range(0xE0000, 0xE0080)),
}
_LETTERS = str.maketrans(
    {
        **dict(zip("đøłı", "doli", strict=True)),
        "æ": "ae",
        "œ": "oe",
        **dict(zip("ىیکةٱ", "ييكها", strict=True)),
        **dict.fromkeys("ँऀ", "ं"),
        **dict.fromkeys("’‘ʼ`", "'"),  # noqa: RUF001
        **dict.fromkeys("।॥។៕…", "."),
        "؟": "?",
        "¿": " ",
    }
)
_EMOJI = {
    **dict.fromkeys("😭😢", "crying"),
    **dict.fromkeys("🔪🗡", "knife"),
    **dict.fromkeys("💀☠", "skull"),
    **dict.fromkeys("📸📷🤳", "picture"),
    **dict.fromkeys("😂🤣😆😅", "laughing"),
    "🩸": "blood",
    "🔫": "gun",
    "💊": "pills",
    "🆘": "help me",
    "👊": "fist",
    "⚽": "football",
    "🎮": "game",
}
_EMOJI_WORDS = {ord(emoji): f" {word} " for emoji, word in _EMOJI.items()}
_DIGIT_LETTERS = str.maketrans("0134578@$!|", "oieastbasii")
_ELISION = re.compile(r"(?<![^\W_])([cdjlmnst]|(?:jus|lors|puis)?qu)'(?=[^\W\d_])")
"""French: l'école, j'ai, qu'il are two words each."""

_APOSTROPHE = re.compile(r"(?<=[^\W\d_])'(?=[^\W\d_])")
# It looks 40 signs ahead for a letter: to the end from each sign would be the square of the length.
_LEET = re.compile(r"(?<![\w@$])(?=[a-z0-9])(?=[a-z0-9@$!|]{0,40}[a-z])[a-z0-9][a-z0-9@$!|]*[a-z0-9$]")
_LEET_INSIDE = re.compile(r"(?<=[a-z])[0134578@$!|]+(?=[a-z]|$)|^[0134578](?=[a-z]{2})")
_REPEATED = re.compile(r"([^\W\d_])\1+")
_SPACED = re.compile(r"(?<![^\W_])(?:[^\W\d_][ .\-*_]){3,}[^\W\d_](?![^\W_])")
_BETWEEN = re.compile(r"[ .\-*_]")
_SIGN = "[\u2600-\u27bf\U0001f300-\U0001faff]"
_WORD = re.compile(r"(?:[^\W_]|[\u0900-\u0963\u0966-\u097f\u17b6-\u17d3\u17dd])+|[.!?\n]+|" + _SIGN)
_ENDS = ".!?\n"
_QUESTION = "?"
_KHMER = re.compile(
    r"[\u1780-\u17b3](?:\u17d2[\u1780-\u17b3]|[\u17b6-\u17d1\u17d3\u17dd])*|[^\u1780-\u17dd]+"
)
_KHMER_APART = re.compile(r"[^\S\n]+(?=[\u17b6-\u17d3\u17dd])")
_IS_KHMER = re.compile(r"[\u1780-\u17b3]")


@dataclass(frozen=True, slots=True)
class Words:
    """Hold the words of a message, and for each the number of its sentence.

    An emoji is a word, and so is the question mark at the end of a sentence.
    """

    words: tuple[str, ...]
    sentences: tuple[int, ...]

    def spoken(self) -> "Words":
        """Return the words alone, without emoji and question marks."""
        kept = [place for place, word in enumerate(self.words) if word[0].isalnum()]
        return Words(tuple(self.words[at] for at in kept), tuple(self.sentences[at] for at in kept))


def words_of(text: str) -> Words:
    """Return the words of the first LONGEST characters."""
    words: list[str] = []
    sentences: list[int] = []
    sentence = 0
    for found in _WORD.findall(folded(text[:LONGEST])[:LONGEST]):
        ends = found[0] in _ENDS
        parts = [_QUESTION] * (_QUESTION in found) if ends else _parts(found)
        words += parts
        sentences += [sentence] * len(parts)
        sentence += ends
    return Words(tuple(words), tuple(sentences))


def rows_of(expressions: Sequence[str]) -> list[tuple[str, ...]]:
    """Return the words of each of many short expressions, none of which holds a line break."""
    lines = folded("\n".join(expressions)).split("\n") if expressions else []
    words = ([each for each in _WORD.findall(line) if each[0] not in _ENDS] for line in lines)
    return [tuple(chain.from_iterable(map(_parts, each))) for each in words]


def _parts(word: str) -> list[str]:
    """Return the syllables of a Khmer word, which knows no spaces; any other word as it is."""
    return _KHMER.findall(word) if _IS_KHMER.search(word) else [word]


def folded(text: str) -> str:
    """Return a message in its plain spelling, words and sentence marks still in their places."""
    text = text.casefold()
    if not text.isascii():
        # An acute typed for an apostrophe: NFKC would make a space of it.
        text = unicodedata.normalize("NFKC", text.replace("\u00b4", "'")).casefold().translate(_LETTERS)
        text = unicodedata.normalize("NFD", text.translate(_EMOJI_WORDS))
        text = _KHMER_APART.sub("", text.translate(_MARKS).translate(_LETTERS))
    text = _APOSTROPHE.sub("", _ELISION.sub(r"\1 ", text.replace("`", "'")))
    return _REPEATED.sub(r"\1", _LEET.sub(_spelled, _SPACED.sub(_joined, text)))


def _joined(spaced: re.Match[str]) -> str:
    return _BETWEEN.sub("", spaced[0])


def _spelled(word: re.Match[str]) -> str:
    return _LEET_INSIDE.sub(lambda digits: digits[0].translate(_DIGIT_LETTERS), word[0])
