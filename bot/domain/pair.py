"""Paired cards: one short talk in two halves, for a teen and for an adult. Each half works alone."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NewType

from bot.domain.learner import Role
from bot.domain.lesson import Source
from bot.domain.text import Text

PairId = NewType("PairId", str)


class Side(StrEnum):
    """Name a half; one letter each, for buttons are short."""

    TEEN = "t"
    PARENT = "p"


@dataclass(frozen=True, slots=True, kw_only=True)
class Half:
    """Hold what one of the two reads: what to do, what to ask the other, how to end."""

    opening: Text
    task: Text
    questions: tuple[Text, ...]
    after: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Hold both halves of a talk."""

    id: PairId
    title: Text
    minutes: int
    teen: Half
    parent: Half
    sources: tuple[Source, ...]
    checked_on: date
    review_by: date

    def half(self, side: Side) -> Half:
        """Return one half."""
        return self.teen if side is Side.TEEN else self.parent


_SIDES = {Role.TEEN: (Side.TEEN,), Role.PARENT: (Side.PARENT,)}


def own_sides(role: Role | None) -> tuple[Side, ...]:
    """Return the half of a reader; teachers, and whoever did not say, read both."""
    return _SIDES.get(role, tuple(Side)) if role else tuple(Side)


def other(side: Side) -> Side:
    """Return the other half's name."""
    return Side.PARENT if side is Side.TEEN else Side.TEEN
