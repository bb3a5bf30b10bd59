"""How much there is, how well it is sourced, and when it is due."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from datetime import date
from itertools import chain, groupby
from pathlib import Path

from bot.content.catalog import CHALLENGE
from bot.content.challenge import challenge_messages, load_challenge
from bot.content.lessons import load_course
from bot.content.messages import texts
from bot.content.piece import Piece
from bot.content.pieces import pieces
from bot.domain.lesson import Audience, Lesson, Source
from bot.domain.text import Text

COURSE = "lessons"


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """Hold what one file, or several, have. Files and `pages`, those that were read, count once."""

    noun: str
    unit: str
    audience: Audience | None
    files: frozenset[Path]
    questions: int
    words: int
    pages: frozenset[str]
    oldest_check: date
    next_review: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """Hold the counts: by unit and audience, by other noun and audience, and of all together."""

    lessons: tuple[Counted, ...]
    others: tuple[Counted, ...]
    course: Counted
    total: Counted


def tally(folder: Path) -> Tally:
    """Count what stands below `folder`, or raise every fault in it."""
    course = load_course(folder)
    lessons = [_of_lesson(lesson, course.lines[lesson.id].file) for lesson in course.lessons]
    others = [_of_challenge(folder / CHALLENGE), *(_of_piece(piece) for piece in pieces(folder))]
    return Tally(
        lessons=tuple(_together(lessons)),
        others=tuple(_together(others)),
        course=_sum(lessons, noun=COURSE),
        total=_sum([*lessons, *others], noun=""),
    )


def plain(counted: Counted) -> dict[str, str | int | None]:
    """Return counts as JSON holds them."""
    values = {field.name: getattr(counted, field.name) for field in fields(counted)}
    days = {name: values[name].isoformat() for name in ("oldest_check", "next_review")}
    return {**values, **days, "files": len(counted.files), "pages": len(counted.pages)}


def _together(each: Iterable[Counted]) -> Iterator[Counted]:
    """Add up what has noun, unit and audience in common; units stay in the order of the course."""
    order = list(each)
    ranks = {unit: rank for rank, unit in enumerate(dict.fromkeys((one.noun, one.unit) for one in order))}

    def rank(one: Counted) -> tuple[int, str]:
        return ranks[one.noun, one.unit], one.audience or ""

    for _, group in groupby(sorted(order, key=rank), key=rank):
        alike = list(group)
        first = alike[0]
        yield _sum(alike, noun=first.noun, unit=first.unit, audience=first.audience)


def _sum(each: list[Counted], *, noun: str, unit: str = "", audience: Audience | None = None) -> Counted:
    return Counted(
        noun=noun,
        unit=unit,
        audience=audience,
        files=frozenset(chain.from_iterable(one.files for one in each)),
        questions=sum(one.questions for one in each),
        words=sum(one.words for one in each),
        pages=frozenset(chain.from_iterable(one.pages for one in each)),
        oldest_check=min(one.oldest_check for one in each),
        next_review=min(one.next_review for one in each),
    )


def _of_lesson(lesson: Lesson, file: Path) -> Counted:
    return Counted(
        noun=COURSE,
        unit=lesson.unit_id,
        audience=lesson.audience,
        files=frozenset({file}),
        questions=len(lesson.questions),
        words=_words(text for _, text in texts(lesson, ())),
        pages=_pages(lesson.sources),
        oldest_check=lesson.checked_on,
        next_review=lesson.review_by,
    )


def _of_challenge(folder: Path) -> Counted:
    challenge = load_challenge(folder)
    return Counted(
        noun=CHALLENGE,
        unit="",
        audience=None,
        files=frozenset(folder.glob("*.yaml")),
        questions=0,
        words=_words(text for _, _, text, _ in challenge_messages(folder)),
        pages=_pages(challenge.sources),
        oldest_check=challenge.checked_on,
        next_review=challenge.review_by,
    )


def _of_piece(piece: Piece) -> Counted:
    return Counted(
        noun=piece.lines.file.parent.name,
        unit="",
        audience=piece.audience,
        files=frozenset({piece.lines.file}),
        questions=0,
        words=_words(text for _, text in texts(piece.value, ())),
        pages=_pages(piece.sources),
        oldest_check=piece.checked_on,
        next_review=piece.review_by,
    )


def _words(each: Iterable[Text]) -> int:
    return sum(len(text.source.split()) for text in each)


def _pages(sources: Iterable[Source]) -> frozenset[str]:
    return frozenset(source.url for source in sources)
