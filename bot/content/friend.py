"""From content/friend/*.yaml to what helps a friend."""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

from pydantic import Field

from bot.content.piece import Piece, Slug, SourcedFile, piece, read_folder, sources
from bot.content.reader import Lines
from bot.domain.action import Copy
from bot.domain.friend import Worry, WorryId
from bot.domain.lesson import Audience, LessonId
from bot.domain.text import Text

FOLDER = "friend"
_LABEL_LIMIT = 32
_COMMENTS = {
    "button": f"What is wrong with the friend. Button, at most {_LABEL_LIMIT} characters.",
    "opening": "The first words to a teenager who wants to help a friend.",
    "sentences": (
        "Copied and sent to the friend: as a teenager writes, no quotation marks, "
        f"at most {Copy.LIMIT} characters."
    ),
    "adult_when": "When to get an adult.",
    "do_not_promise": "What not to promise, above all no secrecy.",
    "for_you": "For the reader: look after yourself, it is not on you alone.",
}

Sentence = Annotated[str, Field(max_length=Copy.LIMIT)]


class WorryFile(SourcedFile):
    """A worry about a friend: friend/<id>.yaml. The lowest `order` comes first."""

    order: int
    icon: str
    urgent: bool = False
    lesson: Slug
    button: Annotated[str, Field(max_length=_LABEL_LIMIT)]
    opening: str
    sentences: tuple[Sentence, ...] = Field(min_length=3, max_length=4)
    adult_when: str
    do_not_promise: str
    for_you: str


def load_friend(folder: Path) -> tuple[Worry, ...]:
    """Read every worry below `folder`, or raise every fault in them."""
    return tuple(worry for worry, _, _ in _loaded(folder))


def load_friend_pieces(folder: Path) -> Iterator[Piece]:
    """Read them as translators and the check see them."""
    for worry, file, lines in _loaded(folder):
        yield piece(file, lines, worry, Audience.TEEN, _COMMENTS)


def _loaded(folder: Path) -> list[tuple[Worry, WorryFile, Lines]]:
    read = sorted(read_folder(folder / FOLDER, WorryFile), key=lambda each: each[1].order)
    return [(_worry(name, file), file, lines) for name, file, lines in read]


def _worry(name: str, file: WorryFile) -> Worry:
    at = f"friend/{name}"
    return Worry(
        id=WorryId(name),
        icon=file.icon,
        is_urgent=file.urgent,
        lesson=LessonId(file.lesson),
        button=Text(f"{at}/button", file.button),
        opening=Text(f"{at}/opening", file.opening),
        sentences=tuple(
            Text(f"{at}/sentence-{no}", sentence) for no, sentence in enumerate(file.sentences, start=1)
        ),
        adult_when=Text(f"{at}/adult-when", file.adult_when),
        do_not_promise=Text(f"{at}/do-not-promise", file.do_not_promise),
        for_you=Text(f"{at}/for-you", file.for_you),
        sources=sources(file),
        checked_on=file.checked_on,
        review_by=file.review_by,
    )
