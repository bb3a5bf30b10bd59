"""The words of a language that must not, or should not, reach a reader: content/terms/<locale>.yaml."""

from pathlib import Path

from pydantic import Field

from bot.content.reader import Schema, parse

FOLDER = "terms"
NAMES = "names.yaml"


class TermEntry(Schema):
    """A phrase, what to write instead, and the phrases in which it is harmless."""

    term: str
    write: str | None = None
    unless: tuple[str, ...] = ()


class ReadingLimits(Schema):
    """The longest sentence, in words, and the longest word, in letters, that a reader is given."""

    sentence: int = Field(ge=5, le=60)
    word: int = Field(ge=5, le=99)


class TermsFile(Schema):
    """The words of a language: terms/<locale>.yaml.

    `capitals` are words always written in capitals; `latin` those that a language of another script writes in
    Latin letters.
    """

    banned: tuple[TermEntry, ...] = ()
    cautioned: tuple[TermEntry, ...] = ()
    blaming: tuple[TermEntry, ...] = ()
    alarm: tuple[str, ...] = ()
    methods: tuple[str, ...] = ()
    capitals: tuple[str, ...] = ()
    latin: tuple[str, ...] = ()
    reading: ReadingLimits | None = None


class NamesFile(Schema):
    """Proper names that are the same in every language: names.yaml."""

    names: tuple[str, ...]


def load_terms(folder: Path, locale: str) -> TermsFile:
    """Read the words of a language; a language without a list has none."""
    path = folder / FOLDER / f"{locale}.yaml"
    return parse(path, TermsFile) if path.is_file() else TermsFile()


def load_names(folder: Path) -> tuple[str, ...]:
    """Read the proper names that no translator translates."""
    path = folder / NAMES
    return parse(path, NamesFile).names if path.is_file() else ()
