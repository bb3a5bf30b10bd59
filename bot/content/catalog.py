"""Everything the authors wrote, as one frozen value."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from bot.content.challenge import load_challenge
from bot.content.classroom import load_class
from bot.content.consent import load_consent_ages
from bot.content.friend import load_friend
from bot.content.guides import load_guides
from bot.content.helplines import FOLDER as HELPLINES
from bot.content.helplines import Helplines
from bot.content.lessons import load_course
from bot.content.pairs import load_pairs
from bot.content.platforms import load_platforms
from bot.content.reader import ContentError, raise_all
from bot.content.rule_book import RuleBook
from bot.content.safe_words import load_safe_words
from bot.content.safeguarding import load_ear
from bot.content.situations import load_situations
from bot.domain.challenge import Challenge
from bot.domain.classroom import ClassPlan
from bot.domain.errors import RefusalError
from bot.domain.friend import Worry
from bot.domain.guide import Guide, GuideId, by_happening
from bot.domain.lesson import Happening, HappeningId, Lesson, LessonId, Topic, TopicId, Unit
from bot.domain.pair import Pair
from bot.domain.platform import Platform, PlatformId
from bot.domain.quiz import Question, QuestionId
from bot.domain.safe_words import SafeWords
from bot.domain.safeguarding import Ear, Kind
from bot.domain.situation import Situation, SituationId

CHALLENGE = "challenge"
T = TypeVar("T")


class UnknownLessonError(RefusalError):
    """Say that there is no such lesson, or no longer."""


class UnknownPlatformError(RefusalError):
    """Say that there is no such app, or no longer."""


class UnknownSituationError(RefusalError):
    """Say that there is no such situation, or no longer."""


class UnknownGuideError(RefusalError):
    """Say that there is no such guide, or no longer."""


@dataclass(frozen=True, kw_only=True)
class Catalog:
    """Hold the content; lessons and units stand in the order of the course."""

    units: tuple[Unit, ...]
    topics: Mapping[TopicId, Topic]
    happenings: Mapping[HappeningId, Happening]
    lessons: Mapping[LessonId, Lesson]
    challenge: Challenge
    worries: tuple[Worry, ...]
    class_plan: ClassPlan
    pairs: tuple[Pair, ...]
    helplines: Helplines
    platforms: Mapping[PlatformId, Platform]
    situations: Mapping[SituationId, Situation]
    guides: Mapping[GuideId, Guide]
    consent_ages: Mapping[str, int]
    rule_book: RuleBook
    ear: Ear
    safe_words: SafeWords

    @cached_property
    def questions(self) -> Mapping[QuestionId, Question]:
        """Return every question by its id."""
        return {question.id: question for lesson in self.lessons.values() for question in lesson.questions}

    @cached_property
    def asked_in(self) -> Mapping[QuestionId, LessonId]:
        """Return the lesson of every question."""
        return {question.id: lesson.id for lesson in self.lessons.values() for question in lesson.questions}

    def lesson(self, lesson_id: LessonId) -> Lesson:
        """Return a lesson, or raise UnknownLessonError."""
        try:
            return self.lessons[lesson_id]
        except KeyError:
            raise UnknownLessonError from None

    def platform(self, platform_id: PlatformId) -> Platform:
        """Return an app, or raise UnknownPlatformError."""
        try:
            return self.platforms[platform_id]
        except KeyError:
            raise UnknownPlatformError from None

    def situation(self, situation_id: str) -> Situation:
        """Return a situation, or raise UnknownSituationError."""
        try:
            return self.situations[SituationId(situation_id)]
        except KeyError:
            raise UnknownSituationError from None

    def guide(self, guide_id: GuideId) -> Guide:
        """Return a guide, or raise UnknownGuideError."""
        try:
            return self.guides[guide_id]
        except KeyError:
            raise UnknownGuideError from None

    def guide_for(self, kind: Kind) -> Guide | None:
        """Return the guide for a kind of distress, if it has one of its own."""
        return next((guide for guide in self.guides.values() if kind in guide.hears), None)

    @cached_property
    def guide_after(self) -> Mapping[HappeningId, Guide]:
        """Return the guide of every happening that has one."""
        return by_happening(self.guides.values())

    def guide_beside(self, lesson: Lesson) -> Guide | None:
        """Return the guide for what a lesson is about, once it has happened."""
        return next(filter(None, map(self.guide_after.get, lesson.happenings)), None)

    def questions_of(self, lesson_ids: frozenset[LessonId]) -> tuple[QuestionId, ...]:
        """Return the questions of some lessons, in the order of the course."""
        return tuple(
            question.id
            for lesson in self.lessons.values()
            if lesson.id in lesson_ids
            for question in lesson.questions
        )


def load_catalog(folder: Path) -> Catalog:
    """Read all content below `folder`, or raise every fault found.

    Helplines are looked at by their names only: a country's file is read when somebody asks for it.
    """
    errors: list[ContentError] = []
    course = _try(load_course, folder, errors)
    challenge = _try(load_challenge, folder / CHALLENGE, errors)
    class_plan = _try(load_class, folder, errors)
    worries = _try(load_friend, folder, errors)
    platforms = _try(load_platforms, folder, errors)
    pairs = _try(load_pairs, folder, errors)
    situations = _try(load_situations, folder, errors)
    guides = _try(load_guides, folder, errors)
    ear = _try(load_ear, folder, errors)
    safe_words = _try(load_safe_words, folder, errors)
    consent_ages = _try(load_consent_ages, folder, errors)
    raise_all(errors)
    assert course
    assert challenge
    assert class_plan
    assert platforms is not None
    assert guides is not None
    assert ear
    assert safe_words
    return Catalog(
        units=course.units,
        topics=course.topics,
        happenings=course.happenings,
        lessons={lesson.id: lesson for lesson in course.lessons},
        challenge=challenge,
        class_plan=class_plan,
        worries=worries or (),
        pairs=pairs or (),
        helplines=Helplines(folder / HELPLINES),
        platforms=platforms,
        situations=situations or {},
        guides={guide.id: guide for guide in guides},
        consent_ages=consent_ages or {},
        rule_book=RuleBook(folder),
        ear=ear,
        safe_words=safe_words,
    )


def _try(load: Callable[[Path], T], folder: Path, errors: list[ContentError]) -> T | None:
    try:
        return load(folder)
    except ContentError as error:
        errors += error.errors
        return None
