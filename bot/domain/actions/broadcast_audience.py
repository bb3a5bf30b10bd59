"""Choosing whom a broadcast is for."""

from dataclasses import dataclass

from bot.domain.action import Action
from bot.domain.audience import Trait


@dataclass(frozen=True, slots=True, kw_only=True)
class ChooseAudience(Action):
    """Ask who is meant, or who of them is not."""

    broadcast_id: int
    is_out: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ChooseTrait(Action):
    """Show what there is to choose by a trait."""

    broadcast_id: int
    is_out: bool
    trait: Trait
    page: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class SetTrait(Action):
    """Choose by a trait, or give the choice up."""

    broadcast_id: int
    is_out: bool
    trait: Trait
    value: str
    is_in: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ChooseSpare(Action):
    """Ask what readers get whose language has no text."""

    broadcast_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SetSpare(Action):
    """Let them have the text in another language, or none."""

    broadcast_id: int
    spare: str | None = None
