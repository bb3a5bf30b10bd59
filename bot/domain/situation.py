"""A situation at home: what a parent may say first, what rather not, and what comes after."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NewType

from bot.domain.guide import GuideId
from bot.domain.lesson import LessonId, Source
from bot.domain.text import Text

SituationId = NewType("SituationId", str)


class Went(StrEnum):
    """How a talk went, by the parent's own word; it is never stored."""

    WELL = "well"
    SO_SO = "so-so"
    BADLY = "badly"


@dataclass(frozen=True, slots=True, kw_only=True)
class Avoided:
    """Hold a sentence that hurts, and why it does."""

    text: Text
    why: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUp:
    """Hold what helps on the next day, by how the talk went; `another` is one more sentence to try."""

    well: Text
    so_so: Text
    badly: Text
    another: Text

    def after(self, went: Went) -> Text:
        """Return what helps after a talk that went so."""
        match went:
            case Went.WELL:
                return self.well
            case Went.SO_SO:
                return self.so_so
            case Went.BADLY:
                return self.badly


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """Hold one situation; each of `say` is a whole beginning, for the parent to choose from."""

    id: SituationId
    place: int
    icon: str
    button: Text
    title: Text
    say: tuple[Text, ...]
    avoid: tuple[Avoided, ...]
    next: Text
    lessons: tuple[LessonId, ...]
    guide: GuideId | None
    follow_up: FollowUp
    sources: tuple[Source, ...]
    checked_on: date
    review_by: date
