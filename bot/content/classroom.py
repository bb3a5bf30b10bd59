"""From content/class.yaml to the challenge check for a class."""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Self

from pydantic import Field, model_validator

from bot.content.piece import Piece, Slug, SourcedFile, piece, sources
from bot.content.reader import Lines, Schema, parse_with_lines
from bot.domain.classroom import ClassCard, ClassPlan
from bot.domain.lesson import Audience
from bot.domain.text import Text

FILE = "class.yaml"
_COMMENTS = {
    "title": "Heading.",
    "about": "What the class is, for a trainer.",
    "for_you": "For the trainer only.",
    "say": "A trainer reads it aloud to a class of teenagers: spoken language.",
    "ask": "A question to the class.",
    "listen_for": "For the trainer only: what answers may show, and how to react kindly.",
    "if_somebody_tells": "For the trainer, when a pupil tells of something that happened.",
}


class CardEntry(Schema):
    """A part of the class."""

    id: Slug
    title: str
    minutes: int = Field(ge=0, le=15)
    for_you: tuple[str, ...] = ()
    say: str | None = None
    ask: Annotated[tuple[str, ...], Field(max_length=3)] = ()
    listen_for: str | None = None

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if not self.for_you and not self.say:
            raise ValueError("a card needs `say` or `for_you`")
        return self


class ClassFile(SourcedFile):
    """The class: class.yaml."""

    title: str
    about: str
    cards: tuple[CardEntry, ...] = Field(min_length=3, max_length=12)
    if_somebody_tells: tuple[str, ...] = Field(min_length=3, max_length=10)


def load_class(folder: Path) -> ClassPlan:
    """Read the class below `folder`, or raise every fault in it."""
    return _loaded(folder)[0]


def load_class_pieces(folder: Path) -> Iterator[Piece]:
    """Read it as translators and the check see it."""
    plan, file, lines = _loaded(folder)
    yield piece(file, lines, plan, Audience.BOTH, _COMMENTS)


def _loaded(folder: Path) -> tuple[ClassPlan, ClassFile, Lines]:
    file, lines = parse_with_lines(folder / FILE, ClassFile)
    return _plan(file), file, lines


def _plan(file: ClassFile) -> ClassPlan:
    return ClassPlan(
        title=Text("class/title", file.title),
        about=Text("class/about", file.about),
        cards=tuple(_card(f"class/{entry.id}", entry) for entry in file.cards),
        if_somebody_tells=_numbered("class/if-somebody-tells", file.if_somebody_tells),
        sources=sources(file),
        checked_on=file.checked_on,
        review_by=file.review_by,
    )


def _card(at: str, entry: CardEntry) -> ClassCard:
    return ClassCard(
        title=Text(f"{at}/title", entry.title),
        minutes=entry.minutes,
        for_you=_numbered(f"{at}/for-you", entry.for_you),
        say=Text(f"{at}/say", entry.say) if entry.say else None,
        ask=_numbered(f"{at}/ask", entry.ask),
        listen_for=Text(f"{at}/listen-for", entry.listen_for) if entry.listen_for else None,
    )


def _numbered(at: str, lines: tuple[str, ...]) -> tuple[Text, ...]:
    return tuple(Text(f"{at}-{no}", line) for no, line in enumerate(lines, start=1))
