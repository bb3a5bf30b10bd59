"""What a reader can ask for about lessons."""

from dataclasses import dataclass
from enum import StrEnum

from bot.domain.action import Action
from bot.domain.lesson import Audience


class Filter(StrEnum):
    """What lessons can be found by; one letter each, for buttons are short."""

    TOPIC = "t"
    MINUTES = "m"
    AUDIENCE = "a"
    HAPPENING = "h"


@dataclass(frozen=True, slots=True, kw_only=True)
class ContinueLesson(Action):
    """Go on where the reader left, or with the next lesson."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShowUnits(Action):
    """Show the units of the course."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShowUnit(Action):
    """Show the lessons of a unit."""

    unit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ShowLesson(Action):
    """Open a lesson: at a card (counted from 1; the closing card comes last), or where the reader left."""

    lesson: str
    card: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FinishLesson(Action):
    """Call a lesson finished, and show what comes next."""

    lesson: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ShowFinder(Action):
    """Show the lessons that fit what is looked for; None means anything, or the reader's own audience."""

    topic: str | None = None
    happening: str | None = None
    audience: Audience | None = None
    minutes: int | None = None
    page: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChooseFilter(Action):
    """Offer the choices of one filter; the others stay as they are."""

    filter: Filter
    topic: str | None = None
    happening: str | None = None
    audience: Audience | None = None
    minutes: int | None = None
