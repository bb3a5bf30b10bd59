"""How hard a text is to read."""

import re
from collections.abc import Iterable, Iterator

from bot.content.terms import ReadingLimits
from bot.content.words import sentences_of, words_of

_VOWELS = re.compile(r"[aeiouy]+")
_SILENT_E = re.compile(r"(?<![aeiouy])(?:es|ed|e)$")
_SOUNDED = re.compile(r"(?:[^aeiouy]le|[td]ed|(?:[sxz]|[cs]h|[cg])es|[^aeiouy]les|[bcdfgkpstz]led)$")
_TWO_SOUNDS = re.compile(r"(?<![tcsgl])i[ao]|eo(?!u|ple)|ua[lt]|[aeouy]ing$|uin|dea$|ie[tr]|iu")
_JOINS = re.compile(r"(?<=[aeiouy])(?:[^aeiouy])e(?=(?:ly|ty|ful|less|ment|thing|where|one|body|self)s?$)")
_KNOWN = {
    "every": 2, "everybody": 4, "everyone": 3, "everything": 3, "everywhere": 3, "somebody": 3, "someone": 2,
    "something": 2, "sometimes": 2, "people": 2, "people's": 2, "friend": 1, "friends": 1, "friendly": 2,
    "quiet": 2, "video": 3, "videos": 3, "online": 2, "different": 2, "evening": 2, "business": 2, "area": 3,
    "maybe": 2, "the": 1, "are": 1, "create": 2, "created": 3,
    "real": 1, "really": 2, "science": 2, "someone's": 2,
    "don't": 1, "doesn't": 2,
    "isn't": 2, "wasn't": 2, "didn't": 2, "couldn't": 2, "wouldn't": 2,
    "hasn't": 2,
    "haven't": 2,
    "shouldn't": 2, "weren't": 1, "aren't": 1, "can't": 1, "won't": 1, "you're": 1, "they're": 1,
    "we're": 1, "area's": 3, "ok": 2, "app": 1, "agreed": 2, "worried": 2, "tried": 1,
}  # fmt: skip


def syllables(word: str) -> int:
    """Count the syllables of an English word: its groups of vowels, mended where English is odd."""
    word = word.casefold().replace("’", "'")
    if word in _KNOWN:
        return _KNOWN[word]
    bare = re.sub(r"[^a-z]", "", word.removesuffix("'s"))
    if not bare:
        return 1
    sounded = bare if _SOUNDED.search(bare) else _SILENT_E.sub("", bare) or bare
    groups = len(_VOWELS.findall(_JOINS.sub("x", sounded)))
    return max(1, groups + len(_TWO_SOUNDS.findall(bare)))


def grade(texts: Iterable[str]) -> float:
    """Return the Flesch-Kincaid grade of some English texts: the school years it takes to read them."""
    sentences = [sentence for text in texts for sentence in sentences_of(text)]
    words = [word for sentence in sentences for word in words_of(sentence)]
    if not words:
        return 0.0
    return 0.39 * len(words) / len(sentences) + 11.8 * sum(map(syllables, words)) / len(words) - 15.59


def hardest(texts: Iterable[str]) -> str:
    """Return the sentence with the highest grade: mend it first."""
    return max((each for text in texts for each in sentences_of(text)), key=lambda each: grade([each]))


def too_long(text: str, limits: ReadingLimits) -> Iterator[tuple[str, str, str]]:
    """Find sentences and words that are too long: the sentence, the problem, the remedy."""
    for sentence in sentences_of(text):
        words = words_of(sentence)
        if len(words) > limits.sentence:
            problem = f"The sentence has {len(words)} words; readers follow {limits.sentence}."
            yield sentence, problem, "Make two of it."
        longest = max(words, key=len)
        if len(longest) > limits.word:
            problem = f"“{longest}” has {len(longest)} letters; readers manage {limits.word}."
            yield sentence, problem, "Find a shorter word."
