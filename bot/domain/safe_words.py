"""Words that stand for help, or for hiding the chat: a whole message, in any language, one slip forgiven."""

from dataclasses import dataclass
from enum import StrEnum

from bot.domain.safeguarding_text import words_of

LONGEST_MESSAGE = 120
"""Characters of a message that is looked at; a word with much around it is no word."""
FORGIVING = 5
"""Letters from which on one slip is forgiven."""
FORGIVING_TO_HIDE = 6
"""The same for hiding: what takes messages away should be meant."""
SHORTEST, LONGEST = 3, 30
"""Characters of a word of one's own."""


class Called(StrEnum):
    """What a word asks for."""

    HELP = "help"
    HIDE = "hide"


class OwnWord(StrEnum):
    """What is to be said of a word that somebody wants as their own."""

    GOOD = "good"
    COMMON = "common"
    TOO_SHORT = "too-short"
    TOO_LONG = "too-long"
    TAKEN = "taken"


@dataclass(frozen=True, slots=True, kw_only=True)
class SafeWords:
    """Hold the words that everybody has, in their plain spelling; `common` are poor words of one's own."""

    help: frozenset[str]
    hide: frozenset[str]
    common: frozenset[str] = frozenset()

    def find(self, text: str) -> Called | None:
        """Tell what a whole message asks for; where in doubt, help."""
        written = plain(text)
        if not written:
            return None
        if written in self.hide:
            return Called.HIDE
        if _is_among(written, self.help, FORGIVING):
            return Called.HELP
        return Called.HIDE if _is_among(written, self.hide, FORGIVING_TO_HIDE) else None

    def judge(self, text: str) -> OwnWord:
        """Judge what somebody wants as their own word."""
        word = plain(text)
        if len(text.strip()) > LONGEST:
            return OwnWord.TOO_LONG
        if self.find(text) is not None:
            return OwnWord.TAKEN
        if len(word) < SHORTEST or not any(each.isalpha() for each in word):
            return OwnWord.TOO_SHORT
        return OwnWord.COMMON if word in self.common else OwnWord.GOOD


def plain(text: str) -> str:
    """Return a message as words are compared: as the ear hears it, without spaces; empty where too long."""
    return "" if len(text) > LONGEST_MESSAGE else "".join(words_of(text).words)


def is_word(text: str, word: str) -> bool:
    """Tell whether a whole message is a word (in its plain spelling), or one slip away from it."""
    written = plain(text)
    return bool(written) and _is_among(written, frozenset({word}), FORGIVING)


def one_slip_apart(one: str, other: str) -> bool:
    """Tell whether two words differ by a letter more, less, other, or by two neighbours changing places."""
    if abs(len(one) - len(other)) > 1:
        return False
    start = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), None)
    if start is None:
        return True
    here, there = one[start:], other[start:]
    rests = ((here[1:], there[1:]), (here[1:], there), (here, there[1:]))
    return any(a == b for a, b in rests) or (here[:2] == there[1::-1] and here[2:] == there[2:])


def _is_among(written: str, words: frozenset[str], forgiving: int) -> bool:
    return written in words or any(len(word) >= forgiving and one_slip_apart(written, word) for word in words)
