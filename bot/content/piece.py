"""What every author's file has in common: readers, sources, dates, a word to translators."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated, TypeVar

from pydantic import Field, StringConstraints

from bot.content.reader import ContentError, Lines, Schema, parse_with_lines, raise_all
from bot.domain.lesson import Audience, Source

Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=24)]
Url = Annotated[str, StringConstraints(pattern=r"^https://[^\s/]+\.[^\s/]+(/\S*)?$")]


class SourceEntry(Schema):
    """A page that was read."""

    url: Url
    supports: str
    read_on: date


class SourcedFile(Schema):
    """What a file says about itself; `note` is a word to translators."""

    note: str | None = None
    sources: tuple[SourceEntry, ...] = Field(min_length=1)
    checked_on: date
    review_by: date


F = TypeVar("F", bound=SourcedFile)


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Hold a file for those who look at all of them: translators and the check.

    The `Text` fields of `value` are named as the keys of the file are; `comments` tell translators, by the
    last key, where such a text stands.
    """

    lines: Lines
    value: object
    audience: Audience
    comments: Mapping[str, str]
    note: str | None
    sources: tuple[Source, ...]
    checked_on: date
    review_by: date


def piece(
    file: SourcedFile, lines: Lines, value: object, audience: Audience, comments: Mapping[str, str]
) -> Piece:
    """Put what a file says about itself beside what it says."""
    return Piece(
        lines=lines,
        value=value,
        audience=audience,
        comments=comments,
        note=file.note,
        sources=sources(file),
        checked_on=file.checked_on,
        review_by=file.review_by,
    )


def sources(file: SourcedFile) -> tuple[Source, ...]:
    """Return the pages a file rests on."""
    return tuple(Source(url=each.url, supports=each.supports, read_on=each.read_on) for each in file.sources)


def read_folder(folder: Path, schema: type[F]) -> Iterator[tuple[str, F, Lines]]:
    """Yield the name, the content and the lines of every file, or raise every fault in them."""
    errors: list[ContentError] = []
    read: list[tuple[str, F, Lines]] = []
    for path in sorted(folder.glob("*.yaml")):
        try:
            read.append((path.stem, *parse_with_lines(path, schema)))
        except ContentError as error:
            errors += error.errors
    raise_all(errors)
    yield from read
