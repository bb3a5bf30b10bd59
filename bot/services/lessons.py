"""Use cases of lessons: where a reader stands, opening a card, finishing, finding.

Without `now` nothing is remembered: of whoever has not agreed to it.
"""

from dataclasses import dataclass
from datetime import datetime

from bot.content.catalog import Catalog, UnknownLessonError
from bot.domain.learner import Learner
from bot.domain.lesson import Lesson, LessonId, Wish, find_lessons, lessons_for
from bot.domain.progress import Standing, card_at, closing_card, first_unseen, may_open, resume_at, standing
from bot.storage import progress
from bot.storage.engine import Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """Hold a lesson open at a card, counted from 1."""

    lesson: Lesson
    card: int


async def stand(tx: Transaction, catalog: Catalog, learner: Learner) -> Standing:
    """Tell where a reader stands in their lessons."""
    return standing(_own(catalog, learner), await progress.list_of(tx, learner.id))


async def find_unseen(tx: Transaction, catalog: Catalog, learner: Learner) -> Lesson | None:
    """Find the first of a reader's own lessons that they never opened; None where there is none."""
    return first_unseen(_own(catalog, learner), await progress.list_of(tx, learner.id))


async def open_card(
    tx: Transaction,
    catalog: Catalog,
    learner: Learner,
    lesson_id: str,
    card: int | None,
    *,
    now: datetime | None,
) -> Opened:
    """Open a lesson at a card or where it was left, and remember that; raise UnknownLessonError."""
    lesson = _readable(catalog, learner, lesson_id)
    if card is None:
        card = resume_at(lesson, await progress.find(tx, learner.id, lesson.id))
    card = card_at(lesson, card)
    if now is not None:
        await progress.note(tx, learner.id, lesson.id, card_no=card, now=now)
    return Opened(lesson=lesson, card=card)


async def go_on(
    tx: Transaction, catalog: Catalog, learner: Learner, *, now: datetime | None
) -> Opened | None:
    """Open the lesson under way, else the next one; None when all are done."""
    following = (await stand(tx, catalog, learner)).next
    if following is None:
        return None
    return await open_card(tx, catalog, learner, following.id, None, now=now)


async def finish(
    tx: Transaction, catalog: Catalog, learner: Learner, lesson_id: str, *, now: datetime | None
) -> tuple[Lesson, Standing]:
    """Remember that a lesson is finished; tell where that leaves its reader."""
    lesson = _readable(catalog, learner, lesson_id)
    if now is not None:
        await progress.finish(tx, learner.id, lesson.id, card_no=closing_card(lesson), now=now)
    known = await progress.list_of(tx, learner.id)
    return lesson, standing(_own(catalog, learner), known, after=lesson.id)


async def find(
    tx: Transaction, catalog: Catalog, learner: Learner, wish: Wish
) -> tuple[tuple[Lesson, ...], frozenset[LessonId]]:
    """Find the lessons that fit a wish, and which of them are finished.

    Without an audience the reader's own lessons are meant.
    """
    lessons = _own(catalog, learner) if wish.audience is None else _all_readable(catalog, learner)
    known = await progress.list_of(tx, learner.id)
    return find_lessons(lessons, wish), standing(lessons, known).finished


def _own(catalog: Catalog, learner: Learner) -> tuple[Lesson, ...]:
    return lessons_for(catalog.lessons.values(), role=learner.role, age_band=learner.age_band)


def _all_readable(catalog: Catalog, learner: Learner) -> tuple[Lesson, ...]:
    return tuple(lesson for lesson in catalog.lessons.values() if _may_open(lesson, learner))


def _readable(catalog: Catalog, learner: Learner, lesson_id: str) -> Lesson:
    lesson = catalog.lesson(LessonId(lesson_id))
    if not _may_open(lesson, learner):
        raise UnknownLessonError
    return lesson


def _may_open(lesson: Lesson, learner: Learner) -> bool:
    return may_open(lesson, role=learner.role, age_band=learner.age_band)
