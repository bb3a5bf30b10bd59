"""What a reader can ask for after distress was heard."""

from dataclasses import dataclass

from bot.domain.action import Action
from bot.domain.safeguarding import Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class WantHelp(Action):
    """Show what to do now; no kind means that we do not know what happened."""

    kind: Kind | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NotMeant(Action):
    """Take a hit back. `calm_until` is the calm there was before it, in seconds of Unix time."""

    kind: Kind | None = None
    calm_until: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EndCalm(Action):
    """Let questions, reminders and news come again before the calm ends of itself."""
