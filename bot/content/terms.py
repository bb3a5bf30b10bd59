"""Words that must not, or should not, reach a reader; one list per language in content/terms/."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bot.content.reader import Schema, parse

FOLDER = "terms"
_APOSTROPHES = str.maketrans({"\N{RIGHT SINGLE QUOTATION MARK}": "'", "\N{LEFT SINGLE QUOTATION MARK}": "'"})


class TermEntry(Schema):
    """A term and what to write instead."""

    term: str
    write: str


class TermsFile(Schema):
    """The terms of a language: terms/<locale>.yaml."""

    banned: tuple[TermEntry, ...] = ()
    cautioned: tuple[TermEntry, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """Hold a term as it is looked for."""

    words: str
    write: str
    is_banned: bool
    pattern: re.Pattern[str]


def load_terms(folder: Path, locale: str) -> tuple[Term, ...]:
    """Read the terms of a language; none when it has no list."""
    path = folder / FOLDER / f"{locale}.yaml"
    if not path.is_file():
        return ()
    file = parse(path, TermsFile)
    return (
        *(_term(entry, is_banned=True) for entry in file.banned),
        *(_term(entry, is_banned=False) for entry in file.cautioned),
    )


def find_terms(text: str, terms: tuple[Term, ...]) -> Iterator[Term]:
    """Yield the terms that stand in a text."""
    plain = _plain(text)
    yield from (term for term in terms if term.pattern.search(plain))


def _term(entry: TermEntry, *, is_banned: bool) -> Term:
    words = r"\s+".join(map(re.escape, _plain(entry.term).split()))
    pattern = re.compile(rf"(?<!\w){words}(?!\w)")
    return Term(words=entry.term, write=entry.write, is_banned=is_banned, pattern=pattern)


def _plain(text: str) -> str:
    return text.translate(_APOSTROPHES).casefold()
