"""How far a learner has come in the course."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.domain.learner import AgeBand, Role
from bot.domain.lesson import Audience, Lesson, LessonId, is_for, next_lesson


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """Hold how far a learner is in one lesson: the card looked at last, counted from 1."""

    lesson_id: LessonId
    card_no: int
    seen_at: datetime
    finished_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Hold where a reader stands: the lessons for them, those finished, and where to go on.

    `next` is None once all is done; `is_under_way` tells whether it was begun.
    """

    lessons: tuple[Lesson, ...]
    finished: frozenset[LessonId]
    next: Lesson | None
    is_under_way: bool = False


def closing_card(lesson: Lesson) -> int:
    """Return the number of the last card: what to do today, and whom to tell."""
    return len(lesson.cards) + 1


def card_at(lesson: Lesson, card: int) -> int:
    """Return the nearest card that there is."""
    return min(max(card, 1), closing_card(lesson))


def resume_at(lesson: Lesson, progress: Progress | None) -> int:
    """Return the card to open a lesson at: where it was left, or the first."""
    if progress is None or progress.finished_at is not None:
        return 1
    return card_at(lesson, progress.card_no)


def standing(
    lessons: Sequence[Lesson], progress: Iterable[Progress], *, after: LessonId | None = None
) -> Standing:
    """Tell where a reader of these lessons stands.

    The unfinished lesson looked at last comes first, wherever it is in the course; then the first one not
    begun, looking from behind `after`.
    """
    known = {each.lesson_id: each for each in progress}
    finished = frozenset(each.lesson_id for each in known.values() if each.finished_at is not None)
    begun = [
        (known[lesson.id].seen_at, lesson)
        for lesson in lessons
        if lesson.id in known and lesson.id not in finished and lesson.id != after
    ]
    if begun and after is None:
        _, latest = max(begun, key=lambda each: each[0])
        return Standing(lessons=tuple(lessons), finished=finished, next=latest, is_under_way=True)
    following = next_lesson(lessons, finished=finished, after=after)
    return Standing(lessons=tuple(lessons), finished=finished, next=following)


def seen(lessons: Iterable[Lesson], progress: Iterable[Progress]) -> frozenset[LessonId]:
    """Return the lessons read to their end, whose questions are fair to ask."""
    known = {each.lesson_id: each for each in progress}
    return frozenset(
        lesson.id
        for lesson in lessons
        if (reached := known.get(lesson.id))
        and (reached.finished_at is not None or reached.card_no >= closing_card(lesson))
    )


def first_unseen(lessons: Iterable[Lesson], progress: Iterable[Progress]) -> Lesson | None:
    """Return the first lesson that was never opened; None where all were."""
    opened = {each.lesson_id for each in progress}
    return next((lesson for lesson in lessons if lesson.id not in opened), None)


def may_open(lesson: Lesson, *, role: Role | None, age_band: AgeBand | None) -> bool:
    """Tell whether a reader may read a lesson at all: teens may read what parents read, not what is older."""
    if role is Role.TEEN:
        return lesson.audience is Audience.PARENT or is_for(lesson, role=role, age_band=age_band)
    return True
