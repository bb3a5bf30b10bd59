"""What a trainer can ask for in a class."""

from dataclasses import dataclass

from bot.domain.action import Action


@dataclass(frozen=True, slots=True, kw_only=True)
class ShowClass(Action):
    """Show a card of the class, counted from 1; none means the first."""

    card: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ShowIfTold(Action):
    """Show what to do if a pupil tells something; `card` is where the trainer goes back to."""

    card: int | None = None
