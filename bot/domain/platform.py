"""The apps that young people use, and what each of them offers for their safety."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NewType

from bot.domain.lesson import Source
from bot.domain.text import Text

PlatformId = NewType("PlatformId", str)


class SectionKind(StrEnum):
    """What a reader wants to do in an app, in the order of hurry."""

    REPORT = "report"
    BLOCK = "block"
    PRIVATE = "private"
    ACCOUNT = "account"
    FAMILY = "family"


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """Hold the steps of one thing to do, and the app's own page about it. No steps: only the page knows."""

    kind: SectionKind
    steps: tuple[Text, ...]
    page: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Platform:
    """Hold an app. Its name is its own and is not translated."""

    id: PlatformId
    name: str
    ages: Text | None
    sections: tuple[Section, ...]
    sources: tuple[Source, ...]
    checked_on: date
    review_by: date


def section_of(platform: Platform, kind: SectionKind) -> Section | None:
    """Return what an app has to say about something, if anything."""
    return next((section for section in platform.sections if section.kind is kind), None)


def is_due(platform: Platform, *, today: date) -> bool:
    """Tell whether the steps should have been read again by now."""
    return platform.review_by < today
