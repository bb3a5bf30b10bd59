"""What a reader can say to the notice about what is kept."""

from dataclasses import dataclass

from bot.domain.action import Action


@dataclass(frozen=True, slots=True, kw_only=True)
class AskConsent(Action):
    """Show the notice, and ask; `then` is the payload of the link to follow after a yes."""

    then: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Agree(Action):
    """Agree to these words (`version`), alone or as an adult who has read them with a child."""

    version: str
    with_adult: bool
    then: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NotNow(Action):
    """Go on without agreeing."""
