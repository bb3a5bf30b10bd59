"""What words are about, the same in every language: die, picture, threaten, my child, tonight, a game.

The model learns from ideas, so that what one language teaches it helps in all the others. A word may mean
nothing in one language and everything in another (German “die”): the languages of a message are found first,
by how many of its words each of them knows, and a word is read in the first of these that knows it.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from sys import intern

from bot.domain.safeguarding_sound import sound_of
from bot.domain.safeguarding_text import rows_of

BEGINNING = "*"
ALWAYS_READ = "en"
"""Young people mix English into everything."""

_SMALL_WORDS = "the"
_ROMANISED = "-Latn"
_PRIOR = 1.25
_SHORTEST_SOUND = 3
_SHORTEST_BEGINNING, _LONGEST_BEGINNING = 2, 16
_SUFFIX = re.compile(r"(?:हरू|हरु|लाई|द्वारा|बाट|संग|सित|को|का|की|कै|ले|मा|नै|ने|से|में|पर)$")
_SOUND_SUFFIXES = re.compile(r"(?:ru)?(?:li|ku|ki|k|l|m|bt|sng)$")
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
    rows: Mapping[tuple[str, str], tuple[_Row, ...]]
    """By the first two words; by the first alone where the second is only begun."""

    def of(self, words: Sequence[str], locale: str) -> list[list[str]]:
        """Return the ideas of each word, in alphabetical order."""
        meanings = [self._meanings(word) for word in words]
        rows = list(self._rows(words))
        languages = _ranked([*chain.from_iterable(meanings), *(row.locale for _, row in rows)], locale)
        found = [_first(meaning, languages) for meaning in meanings]
        for place, row in rows:
            if row.locale in languages:
                found[place] |= {row.idea}
        return [sorted(ideas - {_SMALL_WORDS}) for ideas in found]

    def _rows(self, words: Sequence[str]) -> Iterator[tuple[int, _Row]]:
        """Yield each expression of several words that stands there, by the place of its last word."""
        for place, word in enumerate(words):
            following = words[place + 1] if place + 1 < len(words) else ""
            for row in (*self.rows.get((word, following), ()), *self.rows.get((word, ""), ())):
                end = place + len(row.rest)
                if _stands(row, words[place + 1 : end + 1]):
                    yield end, row

    def _meanings(self, word: str) -> Meanings:
        found = self._written(word)
        if found:
            return found
        if "\u0621" <= word[0] <= "\u064a":
            return next(filter(None, map(self._written, _unprefixed(word))), found)
        if bare := next(filter(None, map(self._written, _unsuffixed(word))), None):
            return bare
        sound = sound_of(word)
        return self._sounding(sound) or self._sounding(_SOUND_SUFFIXES.sub("", sound))

    def _sounding(self, sound: str) -> Meanings:
        return self.sounds.get(sound, {}) if len(sound) >= _SHORTEST_SOUND else {}

    def _written(self, word: str) -> Meanings:
        found = self.exact.get(word)
        for length in range(_SHORTEST_BEGINNING, min(len(word), _LONGEST_BEGINNING) + 1):
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


def _unsuffixed(word: str) -> Iterator[str]:
    while found := _SUFFIX.search(word):
        word = word[: found.start()]
        if word:
            yield word


def _stands(row: _Row, words: Sequence[str]) -> bool:
    if len(words) != len(row.rest):
        return False
    if not row.is_beginning:
        return tuple(words) == row.rest
    return tuple(words[:-1]) == row.rest[:-1] and words[-1].startswith(row.rest[-1])


def _ranked(known_in: Iterable[str], locale: str) -> list[str]:
    """Return the languages to read a message in, the best first, from the languages of all it holds."""
    known = Counter(known_in)
    own = _bare(locale)
    weighted = {each: times * (_PRIOR if _bare(each) == own else 1) for each, times in known.items()}
    best = sorted(known, key=lambda each: (-weighted[each], each))[:1]
    ours = sorted(each for each in known if _bare(each) == own)
    return list(dict.fromkeys([*best, *ours, ALWAYS_READ]))


def _bare(locale: str) -> str:
    return locale.split("-", maxsplit=1)[0]


def _first(meaning: Meanings, languages: Iterable[str]) -> frozenset[str]:
    return next((meaning[each] for each in languages if each in meaning), frozenset())


@dataclass(frozen=True, slots=True)
class Expression:
    """Hold a word or several; of the last one only the beginning may be given."""

    words: tuple[str, ...]
    is_beginning: bool


def expressions_of(written: Sequence[str]) -> tuple[Expression, ...]:
    """Return expressions as they are written in a list."""
    rows = zip(written, rows_of(written), strict=True)
    return tuple(Expression(tuple(map(intern, words)), each.endswith(BEGINNING)) for each, words in rows)


def ideas_of(languages: Mapping[str, Mapping[str, Iterable[Expression]]]) -> Ideas:
    """Make the ideas of all languages from their expressions: by locale, by idea."""
    exact, beginnings, sounds = (defaultdict[str, Meanings](dict) for _ in range(3))
    rows: defaultdict[tuple[str, str], list[_Row]] = defaultdict(list)
    for locale, idea, expression in _flat(languages):
        first, *rest = expression.words
        if rest:
            second = "" if expression.is_beginning and len(rest) == 1 else rest[0]
            rows[first, second].append(_Row(tuple(rest), locale, idea, expression.is_beginning))
            continue
        _add(beginnings if expression.is_beginning else exact, first, locale, idea)
        if not expression.is_beginning and _is_sounded(first, locale):
            _add(sounds, sound_of(first), locale, idea)
    shared: dict[tuple[tuple[str, frozenset[str]], ...], Meanings] = {}
    return Ideas(
        exact=_thrifty(exact, shared),
        beginnings=_thrifty(beginnings, shared),
        sounds=_thrifty(sounds, shared),
        rows={words: tuple(each) for words, each in rows.items()},
    )


def _thrifty(
    table: Mapping[str, Meanings], shared: dict[tuple[tuple[str, frozenset[str]], ...], Meanings]
) -> dict[str, Meanings]:
    """Let words that mean the same share one meaning: there are many words and few meanings."""
    return {word: shared.setdefault(tuple(meaning.items()), meaning) for word, meaning in table.items()}


def _flat(
    languages: Mapping[str, Mapping[str, Iterable[Expression]]],
) -> Iterator[tuple[str, str, Expression]]:
    for locale, ideas in languages.items():
        for idea, expressions in ideas.items():
            for expression in expressions:
                yield locale, idea, expression


def _is_sounded(word: str, locale: str) -> bool:
    return "\u0900" <= word[0] <= "\u097f" or locale.endswith(_ROMANISED)


def _add(table: defaultdict[str, Meanings], word: str, locale: str, idea: str) -> None:
    table[word][locale] = table[word].get(locale, frozenset()) | {idea}
