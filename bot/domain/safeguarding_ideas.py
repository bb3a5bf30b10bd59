"""What words are about, the same in every language: die, picture, threaten, my child, tonight, a game.

The model learns from ideas, so that what one language teaches it helps in all the others. A word may mean
nothing in one language and everything in another (German “die”): the languages of a message are found first,
by how many of its words each of them knows, and a word is read in the first of these that knows it.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.domain.safeguarding_sound import sound_of
from bot.domain.safeguarding_text import words_of

BEGINNING = "*"
ALWAYS_READ = "en"
"""Young people mix English into everything."""

_SMALL_WORDS = "the"
_PRIOR = 1.25
_BY_SOUND = 0.75
_SHORTEST_SOUND = 3
_SHORTEST_BEGINNING = 2
_PREFIXES = ("وال", "بال", "ال", "لل", "و", "ف", "ب", "ل", "ك")

Meanings = dict[str, frozenset[str]]
"""The ideas of a word by language."""


@dataclass(frozen=True, slots=True)
class _Row:
    """Hold an expression of several words by what comes after the first."""

    rest: tuple[str, ...]
    locale: str
    idea: str
    is_beginning: bool


@dataclass(frozen=True, slots=True)
class Ideas:
    """Hold the words of all languages."""

    exact: Mapping[str, Meanings]
    beginnings: Mapping[str, Meanings]
    sounds: Mapping[str, Meanings]
    rows: Mapping[str, tuple[_Row, ...]]

    def of(self, words: Sequence[str], locale: str) -> list[list[str]]:
        """Return the ideas of each word, in alphabetical order."""
        meanings = [self._meanings(word) for word in words]
        languages = _ranked(meanings, locale)
        found = [_first(meaning, languages) for meaning in meanings]
        for place, word in enumerate(words):
            for row in self.rows.get(word, ()):
                end = place + len(row.rest)
                if row.locale in languages and _stands(row, words[place + 1 : end + 1]):
                    found[end] |= {row.idea}
        return [sorted(ideas - {_SMALL_WORDS}) for ideas in found]

    def _meanings(self, word: str) -> Meanings:
        found = self._written(word)
        if found:
            return found
        if "\u0621" <= word[0] <= "\u064a":
            return next(filter(None, map(self._written, _unprefixed(word))), found)
        sound = sound_of(word)
        return self.sounds.get(sound, found) if len(sound) >= _SHORTEST_SOUND else found

    def _written(self, word: str) -> Meanings:
        found = self.exact.get(word)
        for length in range(_SHORTEST_BEGINNING, len(word) + 1):
            more = self.beginnings.get(word[:length])
            if more is not None:
                found = _joined(found, more) if found else more
        return found or {}


def _joined(one: Meanings, other: Meanings) -> Meanings:
    return {
        locale: one.get(locale, frozenset()) | other.get(locale, frozenset())
        for locale in sorted(one.keys() | other.keys())
    }


def _unprefixed(word: str) -> Iterator[str]:
    return (word[len(each) :] for each in _PREFIXES if word.startswith(each) and len(word) - len(each) > 1)


def _stands(row: _Row, words: Sequence[str]) -> bool:
    if len(words) != len(row.rest):
        return False
    if not row.is_beginning:
        return tuple(words) == row.rest
    return tuple(words[:-1]) == row.rest[:-1] and words[-1].startswith(row.rest[-1])


def _ranked(meanings: Iterable[Meanings], locale: str) -> list[str]:
    """Return the languages to read a message in, the best first."""
    known: defaultdict[str, float] = defaultdict(float)
    for meaning in meanings:
        for each in meaning:
            known[each] += 1
    own = locale.split("-", maxsplit=1)[0]
    for each in known:
        known[each] *= _PRIOR if each.split("-", maxsplit=1)[0] == own else 1
    best = sorted(known, key=lambda each: (-known[each], each))[:1]
    ours = sorted(each for each in known if each.split("-", maxsplit=1)[0] == own)
    return list(dict.fromkeys([*best, *ours, ALWAYS_READ]))


def _first(meaning: Meanings, languages: Iterable[str]) -> frozenset[str]:
    return next((meaning[each] for each in languages if each in meaning), frozenset())


def ideas_of(languages: Mapping[str, Mapping[str, Iterable[str]]]) -> Ideas:
    """Make the ideas of all languages from their words: by locale, by idea."""
    exact, beginnings, sounds = (defaultdict[str, Meanings](dict) for _ in range(3))
    rows: defaultdict[str, list[_Row]] = defaultdict(list)
    for locale, ideas in languages.items():
        for idea, expressions in ideas.items():
            for expression in expressions:
                words = words_of(expression.removesuffix(BEGINNING)).words
                is_beginning = expression.endswith(BEGINNING)
                if len(words) > 1:
                    rows[words[0]].append(_Row(words[1:], locale, idea, is_beginning))
                    continue
                _add(beginnings if is_beginning else exact, words[0], locale, idea)
                if not is_beginning and "\u0900" <= words[0] <= "\u097f":
                    _add(sounds, sound_of(words[0]), locale, idea)
    return Ideas(exact, beginnings, sounds, {word: tuple(each) for word, each in rows.items()})


def _add(table: defaultdict[str, Meanings], word: str, locale: str, idea: str) -> None:
    table[word][locale] = table[word].get(locale, frozenset()) | {idea}
