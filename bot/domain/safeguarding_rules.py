"""Phrases that are certain: patterns of words with gaps, and what makes them harmless.

A pattern is a row of steps; a step is one of several options, each a row of atoms; an atom is one word as
it is written, or the beginning of one. Every rule of every language is compiled into one book, and looked
at only when all its required atoms stand in the message.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from bot.domain.safeguarding_heard import Heard, Severity
from bot.domain.safeguarding_text import Words

BEGINNING = "*"
SHORTEST_FUZZY, LONGEST_FUZZY = 5, 32
NEGATION_REACH = 2
"""Words between a negation and what it negates."""

_PREFIXES = ("وال", "بال", "فال", "ال", "لل", "و", "ف", "ب", "ل", "ك")
_ORDER = tuple(Severity)


@dataclass(frozen=True, slots=True)
class Step:
    """Hold the options for one place of a pattern; before it up to `gap` other words may stand."""

    options: tuple[tuple[str, ...], ...]
    is_optional: bool = False
    gap: int = 0


Pattern = tuple[Step, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """Hold what is heard when a pattern stands in a message, outside of `unless` and of a negation."""

    heard: Heard
    patterns: tuple[Pattern, ...]
    unless: tuple[Pattern, ...] = ()
    is_negatable: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """Hold the rules of one language; `idioms` are never what they seem, `negations` turn a pattern round."""

    rules: tuple[Rule, ...]
    idioms: tuple[Pattern, ...] = ()
    negations: tuple[Pattern, ...] = ()


@dataclass(frozen=True, slots=True)
class _Entry:
    rule: Rule
    language: Language
    pattern: Pattern


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Know which atoms a word is: as it stands, by its beginning, or one slip away."""

    exact: Mapping[str, frozenset[str]]
    beginnings: Mapping[str, frozenset[str]]
    slips: Mapping[str, frozenset[str]]

    def atoms(self, word: str) -> frozenset[str]:
        """Return the atoms that a word of a message stands for."""
        found = self._plain(word)
        if not found and "\u0621" <= word[0] <= "\u064a":
            found = next(filter(None, map(self._plain, _unprefixed(word))), found)
        if found or not SHORTEST_FUZZY <= len(word) <= LONGEST_FUZZY:
            return found
        return frozenset(
            atom
            for slip in (word, *_shorter(word))
            for atom in self.slips.get(slip, ())
            if atom[0] == word[0] and abs(len(atom) - len(word)) <= 1
        )

    def _plain(self, word: str) -> frozenset[str]:
        found = self.exact.get(word, frozenset())
        for length in range(1, len(word) + 1):
            if more := self.beginnings.get(word[:length]):
                found |= more
        return found


def _unprefixed(word: str) -> Iterator[str]:
    for prefix in _PREFIXES:
        if word.startswith(prefix) and len(word) - len(prefix) > 1:
            yield word[len(prefix) :]


def _shorter(word: str) -> Iterator[str]:
    """Yield a word without each of its letters: two words one slip apart share one of these."""
    for place in range(len(word)):
        yield word[:place] + word[place + 1 :]


def lexicon_of(atoms: Iterable[str]) -> Lexicon:
    """Make the lexicon of all atoms of a book."""
    exact, beginnings, slips = (defaultdict[str, set[str]](set) for _ in range(3))
    for atom in atoms:
        if atom.endswith(BEGINNING):
            beginnings[atom[:-1]].add(atom)
            continue
        exact[atom].add(atom)
        if len(atom) >= SHORTEST_FUZZY and atom.isascii():
            for slip in (atom, *_shorter(atom)):
                slips[slip].add(atom)
    frozen = ({key: frozenset(of) for key, of in each.items()} for each in (exact, beginnings, slips))
    return Lexicon(*frozen)


@dataclass(frozen=True, slots=True)
class Book:
    """Hold every rule, found by the rarest word it needs."""

    lexicon: Lexicon
    entries: Mapping[str, tuple[_Entry, ...]]
    size: int = field(default=0)

    def find(self, words: Words) -> Heard | None:
        """Return the most severe of what the rules hear."""
        heard = sorted(self._all(words.spoken()), key=lambda one: _ORDER.index(one.severity))
        return heard[0] if heard else None

    def _all(self, words: Words) -> Iterator[Heard]:
        atoms = [self.lexicon.atoms(word) for word in words.words]
        present = frozenset().union(*atoms)
        for atom in sorted(present & self.entries.keys()):
            for entry in self.entries[atom]:
                if _may_match(entry.pattern, present) and _is_meant(entry, atoms, words.sentences):
                    yield entry.rule.heard


def book_of(languages: Iterable[Language]) -> Book:
    """Compile the rules of all languages into one book."""
    entries = [
        _Entry(rule, language, pattern)
        for language in languages
        for rule in language.rules
        for pattern in rule.patterns
    ]
    usual = Counter(atom for entry in entries for atom in set(_atoms([entry.pattern])))
    index: defaultdict[str, list[_Entry]] = defaultdict(list)
    for entry in entries:
        rarest = min(
            (step for step in entry.pattern if not step.is_optional),
            key=lambda step: sum(usual[option[0]] for option in step.options),
        )
        for atom in {option[0] for option in rarest.options}:
            index[atom].append(entry)
    return Book(
        lexicon_of({atom for entry in entries for atom in _every_atom(entry)}),
        {atom: tuple(of) for atom, of in index.items()},
        len(entries),
    )


def _every_atom(entry: _Entry) -> Iterator[str]:
    yield from _atoms([entry.pattern, *entry.rule.unless])
    yield from _atoms([*entry.language.idioms, *entry.language.negations])


def _atoms(patterns: Iterable[Pattern]) -> Iterator[str]:
    return (atom for pattern in patterns for step in pattern for option in step.options for atom in option)


def _may_match(pattern: Pattern, present: frozenset[str]) -> bool:
    return all(
        step.is_optional or any(present.issuperset(option) for option in step.options) for step in pattern
    )


Atoms = Sequence[frozenset[str]]
Span = tuple[int, int]


def _is_meant(entry: _Entry, atoms: Atoms, sentences: Sequence[int]) -> bool:
    """Tell whether a pattern stands in a message somewhere in earnest."""
    for start, end in spans(entry.pattern, atoms):
        if sentences[start] != sentences[end - 1]:
            continue
        harmless = (*entry.rule.unless, *entry.language.idioms)
        if any(_covers(pattern, atoms, (start, end)) for pattern in harmless):
            continue
        if entry.rule.is_negatable and _is_negated(entry.language, atoms, (start, end)):
            continue
        return True
    return False


def _covers(pattern: Pattern, atoms: Atoms, span: Span) -> bool:
    """Tell whether a harmless phrase shares words with what was found; only near it is looked."""
    first = max(0, span[0] - _longest(pattern) + 1)
    return any(span[0] < end for _, end in spans(pattern, atoms, first, span[1]))


def _longest(pattern: Pattern) -> int:
    """Return how many words a pattern can reach over."""
    return sum(step.gap + max(map(len, step.options)) for step in pattern)


def _is_negated(language: Language, atoms: Atoms, span: Span) -> bool:
    """Tell whether a negation stands shortly before what was found, or in a gap of it."""
    near = (max(0, span[0] - NEGATION_REACH - 1), span[1])
    return any(_covers(each, atoms, near) for each in language.negations)


def spans(pattern: Pattern, atoms: Atoms, first: int = 0, before: int | None = None) -> Iterator[Span]:
    """Yield where a pattern stands: from its first word to after its last one."""
    for start in range(first, len(atoms) if before is None else before):
        end = _end(pattern, atoms, start, is_first=True)
        if end is not None:
            yield start, end


def _end(pattern: Pattern, atoms: Atoms, place: int, *, is_first: bool = False) -> int | None:
    if not pattern:
        return place
    step, rest = pattern[0], pattern[1:]
    for skipped in range(1 if is_first else step.gap + 1):
        at = place + skipped
        for option in step.options:
            if _stands(option, atoms, at):
                end = _end(rest, atoms, at + len(option))
                if end is not None:
                    return end
    return _end(rest, atoms, place) if step.is_optional and not is_first else None


def _stands(option: tuple[str, ...], atoms: Atoms, place: int) -> bool:
    if place + len(option) > len(atoms):
        return False
    return all(atom in atoms[place + offset] for offset, atom in enumerate(option))
