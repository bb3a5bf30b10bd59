"""What a coordinator can ask for about numbers."""

from dataclasses import dataclass

from bot.domain.action import Action


@dataclass(frozen=True, slots=True, kw_only=True)
class ShowStats(Action):
    """Show who learns, by role, language and country."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShowResults(Action):
    """Show what was learned, checked and reported."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShowDueHelplines(Action):
    """Show the helplines that are due to be checked."""

    page: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ShowDistress(Action):
    """Show how often distress was heard in a month, so many months back."""

    back: int | None = None
