"""Every text that a translator translates, with where it stands and a word about it."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path

from bot.content.catalog import CHALLENGE
from bot.content.challenge import challenge_messages
from bot.content.lessons import Course, load_course
from bot.content.piece import Piece
from bot.content.pieces import pieces
from bot.content.reader import Lines, Spot
from bot.domain.lesson import Audience, Lesson
from bot.domain.text import Text

Message = tuple[Path, int, Text, str]
"""The file and line a text stands on, the text, and a word to translators."""

LABEL_LIMIT = 32
_BUTTON = f"Button, at most {LABEL_LIMIT} characters."
_READERS = {
    Audience.TEEN: "For teenagers: warm, plain, short sentences.",
    Audience.PARENT: "For parents and carers: warm and practical.",
    Audience.BOTH: "For teenagers and for parents alike.",
}
_KINDS = {
    "today": "One thing to do today.",
    "tell": "Who to tell.",
    "stem": "Question of a quiz.",
    "feedback": "Shown after this answer was chosen: it teaches and never shames.",
    "text": "Answer to choose from; keep all answers of a question about equally long.",
    "body": "Text of a card.",
}


def content_messages(folder: Path) -> Iterator[Message]:
    """Yield every text below `folder`, in the order of the course."""
    course = load_course(folder)
    yield from _course_messages(course)
    for lesson in course.lessons:
        yield from _lesson_messages(lesson, course)
    yield from challenge_messages(folder / CHALLENGE)
    for piece in pieces(folder):
        yield from _piece_messages(piece)


def _course_messages(course: Course) -> Iterator[Message]:
    lines = course.unit_lines
    parts: dict[str, tuple[object, ...]] = {
        "units": course.units,
        "topics": tuple(course.topics.values()),
        "happenings": tuple(course.happenings.values()),
    }
    for spot, text in texts(parts, ()):
        comment = "What a unit of the course is about." if spot[-1] == "about" else _BUTTON
        yield lines.file, lines.at(*spot), text, comment


def _lesson_messages(lesson: Lesson, course: Course) -> Iterator[Message]:
    lines: Lines = course.lines[lesson.id]
    about = " ".join(filter(None, (_READERS[lesson.audience], course.notes.get(lesson.id))))
    for spot, text in texts(lesson, ()):
        yield lines.file, lines.at(*spot), text, f"{_kind(spot)} {about}"


def _piece_messages(piece: Piece) -> Iterator[Message]:
    about = " ".join(filter(None, (_READERS[piece.audience], piece.note)))
    for spot, text in texts(piece.value, ()):
        yield piece.lines.file, piece.lines.at(*spot), text, f"{_comment(piece, spot)} {about}".strip()


def _comment(piece: Piece, spot: Spot) -> str:
    """Take the comment of the nearest key that has one: entries of a list have only numbers."""
    return next((piece.comments[key] for key in map(str, reversed(spot)) if key in piece.comments), "")


def _kind(spot: Spot) -> str:
    if spot == ("title",):
        return f"Title of a lesson, also on a button: at most {LABEL_LIMIT} characters."
    return _KINDS.get(str(spot[-1]), "Title of a card.")


def texts(value: object, spot: Spot) -> Iterator[tuple[Spot, Text]]:
    """Walk through a value; its fields are named as the keys of the file are."""
    if isinstance(value, Text):
        yield spot, value
    elif is_dataclass(value):
        for field in fields(value):
            yield from texts(getattr(value, field.name), (*spot, field.name))
    elif isinstance(value, dict):
        for key, part in value.items():
            yield from texts(part, (*spot, key))
    elif isinstance(value, tuple):
        for place, part in enumerate(value):
            yield from texts(part, (*spot, place))
