"""What a reader can ask for about guides."""

from dataclasses import dataclass

from bot.domain.action import Action


@dataclass(frozen=True, slots=True, kw_only=True)
class ListGuides(Action):
    """Show what there are guides for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShowGuide(Action):
    """Show a guide with these steps ticked (`bot/domain/guide.py`), perhaps with every step in full."""

    guide: str
    ticks: int | None = None
    in_full: bool | None = None
