"""From content/units.yaml and content/lessons/*.yaml to lessons in the order of the course."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Annotated, Self

from pydantic import Field, StringConstraints, model_validator

from bot.content.piece import Slug, SourcedFile, sources
from bot.content.reader import ContentError, Lines, Schema, parse_with_lines, raise_all
from bot.domain.learner import AgeBand
from bot.domain.lesson import (
    Audience,
    Card,
    Happening,
    HappeningId,
    Lesson,
    LessonId,
    Topic,
    TopicId,
    Unit,
    UnitId,
)
from bot.domain.quiz import Choice, Question, QuestionId
from bot.domain.text import Text

Skill = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=40)]


class UnitEntry(Schema):
    """A unit in units.yaml."""

    id: Slug
    title: str
    about: str
    week: int = Field(ge=1, le=20)
    lessons: tuple[Slug, ...] = Field(min_length=1)


class TopicEntry(Schema):
    """A topic in units.yaml."""

    id: Slug
    label: str


class HappeningEntry(Schema):
    """A happening in units.yaml."""

    id: Slug
    label: str
    parent_label: str


class UnitsFile(Schema):
    """The course: units.yaml."""

    units: tuple[UnitEntry, ...] = Field(min_length=1)
    topics: tuple[TopicEntry, ...] = Field(min_length=1)
    happenings: tuple[HappeningEntry, ...] = Field(min_length=1)


class CardEntry(Schema):
    """A card of a lesson."""

    title: str
    body: str


class ChoiceEntry(Schema):
    """A choice of a question."""

    text: str
    right: bool = False
    feedback: str


class QuestionEntry(Schema):
    """A question of a lesson."""

    id: Slug
    skill: Skill
    stem: str
    choices: tuple[ChoiceEntry, ...] = Field(min_length=2, max_length=4)

    @model_validator(mode="after")
    def _one_is_right(self) -> Self:
        if sum(choice.right for choice in self.choices) != 1:
            raise ValueError("exactly one choice must say `right: true`")
        return self


class LessonFile(SourcedFile):
    """A lesson: lessons/<id>.yaml."""

    audience: Audience
    age_bands: tuple[AgeBand, ...] = tuple(AgeBand)
    minutes: int = Field(ge=1, le=10)
    topics: tuple[Slug, ...] = Field(min_length=1)
    happenings: tuple[Slug, ...] = ()
    apps: bool = False
    title: str
    cards: tuple[CardEntry, ...] = Field(min_length=3, max_length=5)
    today: str
    tell: str
    questions: tuple[QuestionEntry, ...] = Field(min_length=2, max_length=4)
    intended_change: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """Hold the units, what lessons are found by, and the lessons in order.

    `unit_lines` and `lines` tell where each thing stands; `notes` are words to translators.
    """

    units: tuple[Unit, ...]
    topics: Mapping[TopicId, Topic]
    happenings: Mapping[HappeningId, Happening]
    lessons: tuple[Lesson, ...]
    unit_lines: Lines
    lines: Mapping[LessonId, Lines]
    notes: Mapping[LessonId, str]


def load_course(folder: Path) -> Course:
    """Read the course, or raise every fault in it."""
    file, lines = parse_with_lines(folder / "units.yaml", UnitsFile)
    raise_all(_misplaced(folder, file, lines))
    loaded = tuple(
        _load(folder, entry, lesson_id, file) for entry in file.units for lesson_id in entry.lessons
    )
    raise_all([error for each in loaded if isinstance(each, ContentError) for error in each.errors])
    lessons = [each for each in loaded if not isinstance(each, ContentError)]
    return Course(
        units=tuple(map(_unit, file.units)),
        topics={topic.id: topic for topic in map(_topic, file.topics)},
        happenings={happening.id: happening for happening in map(_happening, file.happenings)},
        lessons=tuple(lesson for lesson, _, _ in lessons),
        unit_lines=lines,
        lines={lesson.id: lines for lesson, lines, _ in lessons},
        notes={lesson.id: note for lesson, _, note in lessons if note},
    )


def _misplaced(folder: Path, file: UnitsFile, lines: Lines) -> list[ContentError]:
    """Find lessons that no unit lists, or that are listed twice."""
    listed = list(chain.from_iterable(unit.lessons for unit in file.units))
    errors = [
        ContentError(path, 1, "No unit lists this lesson.", "Add its id to a unit in units.yaml.")
        for path in sorted((folder / "lessons").glob("*.yaml"))
        if path.stem not in listed
    ]
    errors += [
        ContentError(lines.file, lines.at("units"), f"The lesson `{lesson_id}` is listed twice.", "Keep one.")
        for lesson_id in sorted({each for each in listed if listed.count(each) > 1})
    ]
    return errors


def _load(
    folder: Path, unit: UnitEntry, lesson_id: str, course: UnitsFile
) -> tuple[Lesson, Lines, str | None] | ContentError:
    try:
        file, lines = parse_with_lines(folder / "lessons" / f"{lesson_id}.yaml", LessonFile)
        raise_all(_unknown(file, lines, course))
    except ContentError as error:
        return error
    return _lesson(LessonId(lesson_id), UnitId(unit.id), file), lines, file.note


def _unknown(file: LessonFile, lines: Lines, course: UnitsFile) -> list[ContentError]:
    known = {
        "topics": {each.id for each in course.topics},
        "happenings": {each.id for each in course.happenings},
    }
    used = {"topics": file.topics, "happenings": file.happenings}
    errors = [
        ContentError(
            lines.file,
            lines.at(key, place),
            f"`{name}` is not among the {key}.",
            "Mend it, or add it to units.yaml.",
        )
        for key, names in used.items()
        for place, name in enumerate(names)
        if name not in known[key]
    ]
    names = [question.id for question in file.questions]
    errors += [
        ContentError(
            lines.file, lines.at("questions", place, "id"), f"The id `{name}` stands twice.", "Rename one."
        )
        for place, name in enumerate(names)
        if name in names[:place]
    ]
    return errors


def _unit(entry: UnitEntry) -> Unit:
    return Unit(
        id=UnitId(entry.id),
        title=Text(f"unit/{entry.id}/title", entry.title),
        about=Text(f"unit/{entry.id}/about", entry.about),
        week=entry.week,
        lesson_ids=tuple(map(LessonId, entry.lessons)),
    )


def _topic(entry: TopicEntry) -> Topic:
    return Topic(id=TopicId(entry.id), label=Text(f"topic/{entry.id}", entry.label))


def _happening(entry: HappeningEntry) -> Happening:
    return Happening(
        id=HappeningId(entry.id),
        label=Text(f"happening/{entry.id}", entry.label),
        parent_label=Text(f"happening/{entry.id}/parent", entry.parent_label),
    )


def _lesson(lesson_id: LessonId, unit_id: UnitId, file: LessonFile) -> Lesson:
    at = f"lesson/{lesson_id}"
    return Lesson(
        id=lesson_id,
        unit_id=unit_id,
        audience=file.audience,
        age_bands=frozenset(file.age_bands),
        minutes=file.minutes,
        topics=tuple(map(TopicId, file.topics)),
        happenings=tuple(map(HappeningId, file.happenings)),
        apps=file.apps,
        title=Text(f"{at}/title", file.title),
        cards=tuple(_card(f"{at}/card-{no}", card) for no, card in enumerate(file.cards, start=1)),
        today=Text(f"{at}/today", file.today),
        tell=Text(f"{at}/tell", file.tell),
        questions=tuple(_question(lesson_id, question) for question in file.questions),
        sources=sources(file),
        checked_on=file.checked_on,
        review_by=file.review_by,
        intended_change=file.intended_change,
    )


def _card(at: str, card: CardEntry) -> Card:
    return Card(title=Text(f"{at}/title", card.title), body=Text(f"{at}/body", card.body))


def _question(lesson_id: LessonId, entry: QuestionEntry) -> Question:
    at = f"lesson/{lesson_id}/{entry.id}"
    return Question(
        id=QuestionId(f"{lesson_id}/{entry.id}"),
        stem=Text(f"{at}/stem", entry.stem),
        choices=tuple(
            Choice(
                text=Text(f"{at}/choice-{no}", choice.text),
                is_right=choice.right,
                feedback=Text(f"{at}/choice-{no}/feedback", choice.feedback),
            )
            for no, choice in enumerate(entry.choices, start=1)
        ),
        skill=entry.skill,
    )
