"""From content/pairs/*.yaml to talks for two."""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

from pydantic import Field

from bot.content.piece import Piece, SourcedFile, piece, read_folder, sources
from bot.content.reader import Lines, Schema
from bot.domain.lesson import Audience
from bot.domain.pair import Half, Pair, PairId
from bot.domain.text import Text

FOLDER = "pairs"
_LABEL_LIMIT = 32
_COMMENTS = {
    "title": f"Title of a talk for two, also on a button: at most {_LABEL_LIMIT} characters.",
    "opening": "What the talk is about.",
    "task": "What to do together.",
    "questions": "A question to ask the other person: the teen asks the adult, the adult asks the teen.",
    "after": "How to end the talk.",
}


class HalfEntry(Schema):
    """What one of the two reads."""

    opening: str
    task: str
    questions: tuple[str, ...] = Field(min_length=2, max_length=3)
    after: str


class PairFile(SourcedFile):
    """A talk for two: pairs/<id>.yaml. The lowest `order` comes first."""

    order: int
    title: Annotated[str, Field(max_length=_LABEL_LIMIT)]
    minutes: int = Field(ge=1, le=15)
    teen: HalfEntry
    parent: HalfEntry


def load_pairs(folder: Path) -> tuple[Pair, ...]:
    """Read every talk below `folder`, or raise every fault in them."""
    return tuple(pair for pair, _, _ in _loaded(folder))


def load_pair_pieces(folder: Path) -> Iterator[Piece]:
    """Read them as translators and the check see them."""
    for pair, file, lines in _loaded(folder):
        yield piece(file, lines, pair, Audience.BOTH, _COMMENTS)


def _loaded(folder: Path) -> list[tuple[Pair, PairFile, Lines]]:
    read = sorted(read_folder(folder / FOLDER, PairFile), key=lambda each: each[1].order)
    return [(_pair(name, file), file, lines) for name, file, lines in read]


def _pair(name: str, file: PairFile) -> Pair:
    at = f"pair/{name}"
    return Pair(
        id=PairId(name),
        title=Text(f"{at}/title", file.title),
        minutes=file.minutes,
        teen=_half(f"{at}/teen", file.teen),
        parent=_half(f"{at}/parent", file.parent),
        sources=sources(file),
        checked_on=file.checked_on,
        review_by=file.review_by,
    )


def _half(at: str, entry: HalfEntry) -> Half:
    return Half(
        opening=Text(f"{at}/opening", entry.opening),
        task=Text(f"{at}/task", entry.task),
        questions=tuple(
            Text(f"{at}/question-{no}", question) for no, question in enumerate(entry.questions, start=1)
        ),
        after=Text(f"{at}/after", entry.after),
    )
