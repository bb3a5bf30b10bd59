"""Lessons: what they hold, who they are for, and which comes next."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NewType

from bot.domain.learner import AgeBand, Role
from bot.domain.quiz import Question
from bot.domain.text import Text

LessonId = NewType("LessonId", str)
UnitId = NewType("UnitId", str)
TopicId = NewType("TopicId", str)
HappeningId = NewType("HappeningId", str)


class Audience(StrEnum):
    """Who a lesson speaks to."""

    TEEN = "teen"
    PARENT = "parent"
    BOTH = "both"


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """Hold the place of some lessons in the course. `week` counts from 1."""

    id: UnitId
    title: Text
    about: Text
    week: int
    lesson_ids: tuple[LessonId, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """Name a subject that lessons are found by."""

    id: TopicId
    label: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """Name something that happened, as a teen would say it and as a parent would."""

    id: HappeningId
    label: Text
    parent_label: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """Hold one idea on one screen."""

    title: Text
    body: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Name a page that was read, and what it supports."""

    url: str
    supports: str
    read_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Lesson:
    """Hold a micro-lesson: its cards, its questions, one thing to do today and whom to tell.

    `apps` says that the steps in each app help after it.
    """

    id: LessonId
    unit_id: UnitId
    audience: Audience
    age_bands: frozenset[AgeBand]
    minutes: int
    topics: tuple[TopicId, ...]
    happenings: tuple[HappeningId, ...]
    apps: bool = False
    title: Text
    cards: tuple[Card, ...]
    today: Text
    tell: Text
    questions: tuple[Question, ...]
    sources: tuple[Source, ...]
    checked_on: date
    review_by: date
    intended_change: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """Say what is looked for; None means anything."""

    topic: TopicId | None = None
    happening: HappeningId | None = None
    audience: Audience | None = None
    at_most_minutes: int | None = None


class Dot(StrEnum):
    """Show one step of a lesson."""

    DONE = "done"
    HERE = "here"
    AHEAD = "ahead"


def is_for(lesson: Lesson, *, role: Role | None, age_band: AgeBand | None) -> bool:
    """Tell whether a reader is shown the lesson.

    Teachers see everything. Whoever did not say who they are sees what suits parents and the youngest teens.
    """
    suits_age = (age_band or AgeBand.UNDER_13) in lesson.age_bands
    match role:
        case Role.TEACHER:
            return True
        case Role.PARENT:
            return lesson.audience is not Audience.TEEN
        case Role.TEEN:
            return lesson.audience is not Audience.PARENT and suits_age
        case None:
            return lesson.audience is Audience.PARENT or suits_age


def lessons_for(
    lessons: Iterable[Lesson], *, role: Role | None, age_band: AgeBand | None
) -> tuple[Lesson, ...]:
    """Return the lessons of a reader, in the order of the course."""
    return tuple(lesson for lesson in lessons if is_for(lesson, role=role, age_band=age_band))


def find_lessons(lessons: Iterable[Lesson], wish: Wish) -> tuple[Lesson, ...]:
    """Return the lessons that fit a wish, in the order of the course."""
    return tuple(lesson for lesson in lessons if _fits(lesson, wish))


def _fits(lesson: Lesson, wish: Wish) -> bool:
    return (
        (wish.topic is None or wish.topic in lesson.topics)
        and (wish.happening is None or wish.happening in lesson.happenings)
        and (wish.audience is None or lesson.audience in {wish.audience, Audience.BOTH})
        and (wish.at_most_minutes is None or lesson.minutes <= wish.at_most_minutes)
    )


def next_lesson(
    lessons: Sequence[Lesson], *, finished: Collection[LessonId], after: LessonId | None = None
) -> Lesson | None:
    """Return the first unfinished lesson behind `after`, else from the beginning; None when all are done."""
    place = next((place for place, lesson in enumerate(lessons, start=1) if lesson.id == after), 0)
    in_turn = (*lessons[place:], *lessons[:place])
    return next((lesson for lesson in in_turn if lesson.id not in finished and lesson.id != after), None)


def dots(*, here: int, of: int) -> tuple[Dot, ...]:
    """Return the progress dots of `of` steps, standing on step `here` (from 0; beyond the last: all done)."""
    return tuple(Dot.DONE if step < here else Dot.HERE if step == here else Dot.AHEAD for step in range(of))
