"""What a teen can ask for to help a friend."""

from dataclasses import dataclass

from bot.domain.action import Action


@dataclass(frozen=True, slots=True, kw_only=True)
class ShowWorries(Action):
    """Ask what is wrong with the friend."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShowWorry(Action):
    """Show what helps with one worry."""

    worry: str
