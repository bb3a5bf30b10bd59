"""Guides: what to do now, step by step. What was ticked lives in the buttons and is stored nowhere."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import NewType

from bot.domain.learner import Role
from bot.domain.lesson import HappeningId, LessonId, Source
from bot.domain.safeguarding import Kind
from bot.domain.text import Text

GuideId = NewType("GuideId", str)
Ticks = int
"""One bit for each step, the first step's lowest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """Hold one thing to do: a short imperative, and how to do it."""

    title: Text
    body: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """Lead to a service on the web that helps in every country."""

    label: Text
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """Hold a guide as one kind of reader gets it.

    `danger` shows the emergency number above the steps; `reporting` leads to where things are reported, and
    `apps` to the steps in each app.
    """

    button: Text
    title: Text
    danger: bool
    reporting: bool
    apps: bool
    opening: Text
    steps: tuple[Step, ...]
    after: Text
    tomorrow: Text | None
    lessons: tuple[LessonId, ...]
    services: tuple[Service, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Guide:
    """Hold a guide for both kinds of readers, and what must have happened for it to help.

    `hears` are the kinds of distress after which it is offered.
    """

    id: GuideId
    icon: str
    happenings: tuple[HappeningId, ...]
    hears: tuple[Kind, ...]
    teen: Version
    parent: Version
    sources: tuple[Source, ...]
    checked_on: date
    review_by: date

    def version_for(self, role: Role | None) -> Version:
        """Return what this reader gets; whoever did not say who they are may be the child."""
        return self.parent if role in {Role.PARENT, Role.TEACHER} else self.teen


def ticked(ticks: Ticks, of: int) -> tuple[bool, ...]:
    """Tell for each of `of` steps whether it is ticked; other bits mean nothing."""
    return tuple(bool(ticks >> place & 1) for place in range(of))


def toggled(ticks: Ticks, place: int, of: int) -> Ticks:
    """Tick a step, counted from 0, or take its tick away."""
    return (ticks ^ 1 << place) & ((1 << of) - 1)


def current(ticks: Ticks, of: int) -> int | None:
    """Return the first step without a tick, counted from 0; None when all have theirs."""
    return next((place for place, is_ticked in enumerate(ticked(ticks, of)) if not is_ticked), None)


def by_happening(guides: Iterable[Guide]) -> dict[HappeningId, Guide]:
    """Return the guide of every happening that has one."""
    return {happening: guide for guide in guides for happening in guide.happenings}
