"""From content/safeguarding/<locale>/rules.yaml to rules: docs/safeguarding.md tells how to write them.

`send|share` is either word, `threaten*` any word that begins so, `really?` may be left out, `...` stands for
up to three words and `..5` for up to five, `want_to` is two words for one place, `@me` a list under `words`.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from pathlib import Path

from pydantic import Field

from bot.content.reader import ContentError, Lines, Schema, Spot, parse_with_lines, raise_all
from bot.domain.safeguarding_heard import Heard, Kind, Severity
from bot.domain.safeguarding_rules import BEGINNING, Language, Pattern, Rule, Step
from bot.domain.safeguarding_text import words_of

FILE = "rules.yaml"
_GAP = re.compile(r"\.\.(\.|\d)")
_USUAL_GAP = 3


class RuleEntry(Schema):
    """What is heard when one of the phrases stands in a message, unless it is part of another phrase."""

    kind: Kind
    severity: Severity
    phrases: tuple[str, ...] = Field(min_length=1)
    unless: tuple[str, ...] = ()
    negatable: bool = True


class RulesFile(Schema):
    """The rules of a language: safeguarding/<locale>/rules.yaml."""

    note: str
    words: Mapping[str, str] = Field(default_factory=dict)
    idioms: tuple[str, ...] = ()
    negations: tuple[str, ...] = ()
    rules: Mapping[str, RuleEntry]


class PatternError(Exception):
    """Say what is wrong with a pattern."""


def load_language(folder: Path) -> Language:
    """Read the rules of the language whose folder this is; a language without rules has none."""
    path = folder / FILE
    if not path.is_file():
        return Language(rules=())
    file, lines = parse_with_lines(path, RulesFile)
    reading = _Reading(lines, file.words, [])
    language = Language(
        rules=tuple(_rule(folder.name, name, entry, reading) for name, entry in file.rules.items()),
        idioms=reading.patterns(file.idioms, "idioms"),
        negations=reading.patterns(file.negations, "negations"),
    )
    raise_all(reading.errors)
    return language


def _rule(locale: str, name: str, entry: RuleEntry, reading: "_Reading") -> Rule:
    matched = f"{locale}/{entry.kind}/{name}"
    return Rule(
        heard=Heard(kind=entry.kind, severity=entry.severity, matched=matched),
        patterns=reading.patterns(entry.phrases, "rules", name, "phrases"),
        unless=reading.patterns(entry.unless, "rules", name, "unless"),
        is_negatable=entry.negatable,
    )


@dataclass(frozen=True, slots=True)
class _Reading:
    """Read patterns, and collect what is wrong with them."""

    lines: Lines
    words: Mapping[str, str]
    errors: list[ContentError]

    def patterns(self, phrases: Iterable[str], *spot: int | str) -> tuple[Pattern, ...]:
        return tuple(chain.from_iterable(self._one(each, (*spot, no)) for no, each in enumerate(phrases)))

    def _one(self, phrase: str, spot: Spot) -> Iterator[Pattern]:
        try:
            yield pattern(phrase, self.words)
        except PatternError as error:
            line = self.lines.at(*spot)
            self.errors.append(ContentError(self.lines.file, line, str(error), "Correct the pattern."))


def pattern(phrase: str, words: Mapping[str, str]) -> Pattern:
    """Read one pattern, or raise PatternError."""
    steps: list[Step] = []
    gap = 0
    for part in phrase.split():
        if found := _GAP.fullmatch(part):
            gap = _USUAL_GAP if found[1] == "." else int(found[1])
            continue
        is_optional = part.endswith("?")
        steps.append(Step(tuple(_options(part.rstrip("?"), words)), is_optional, gap if steps else 0))
        gap = 0
    if not steps or steps[0].is_optional or all(step.is_optional for step in steps):
        raise PatternError(f"`{phrase}` must begin with a word that is not optional.")
    return tuple(steps)


def _options(part: str, words: Mapping[str, str]) -> Iterator[tuple[str, ...]]:
    for option in part.split("|"):
        if option.startswith("@"):
            if option[1:] not in words:
                raise PatternError(f"`{option}` is not among the words.")
            for each in words[option[1:]].split(","):
                yield _row(each.strip())
        else:
            yield _row(option.replace("_", " "))


@lru_cache(maxsize=1 << 14)
def _row(option: str) -> tuple[str, ...]:
    row = words_of(option.rstrip(BEGINNING)).words
    if not row:
        raise PatternError(f"`{option}` holds no word.")
    return (*row[:-1], row[-1] + BEGINNING) if option.endswith(BEGINNING) else row
