"""What a reader can ask for about apps."""

from dataclasses import dataclass

from bot.domain.action import Action
from bot.domain.platform import SectionKind


@dataclass(frozen=True, slots=True, kw_only=True)
class ShowPlatforms(Action):
    """Show the apps."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShowPlatform(Action):
    """Show what can be done in an app."""

    platform: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ShowSection(Action):
    """Show how one thing is done in an app."""

    platform: str
    kind: SectionKind
