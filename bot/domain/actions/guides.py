"""What a reader can ask for about guides."""

from dataclasses import dataclass

from bot.domain.action import Action


@dataclass(frozen=True, slots=True, kw_only=True)
class ListGuides(Action):
    """Show what there are guides for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShowGuide(Action):
    """Show a guide with these steps ticked (`bot/domain/guide.py`), perhaps with every step in full.

    `for_me` is for an adult to whom it happened: they get the words for who is in it.
    """

    guide: str
    ticks: int | None = None
    in_full: bool | None = None
    for_me: bool | None = None
