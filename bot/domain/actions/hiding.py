"""What a reader can do about others who hold the same phone."""

from dataclasses import dataclass

from bot.domain.action import Action


@dataclass(frozen=True, slots=True, kw_only=True)
class Hide(Action):
    """Take away what was written lately on both sides, and show something plain."""
