"""What a reader can ask for about talks for two."""

from dataclasses import dataclass

from bot.domain.action import Action
from bot.domain.pair import Side


@dataclass(frozen=True, slots=True, kw_only=True)
class ShowPairs(Action):
    """Show all talks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShowPair(Action):
    """Show a talk: one half of it, or what is the reader's own."""

    pair: str
    side: Side | None = None
