"""What an admin can ask for about coordinators."""

from dataclasses import dataclass

from bot.domain.action import Action
from bot.domain.mandate import Rank


@dataclass(frozen=True, slots=True, kw_only=True)
class ListCoordinators(Action):
    """Show who coordinates."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShowCoordinator(Action):
    """Show a coordinator's mandate."""

    learner: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeRank(Action):
    """Give a coordinator another rank."""

    learner: int
    rank: Rank


@dataclass(frozen=True, slots=True, kw_only=True)
class AskRevoke(Action):
    """Make sure before a mandate is taken back."""

    learner: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Revoke(Action):
    """Take a mandate back."""

    learner: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AskRank(Action):
    """Begin an invitation: ask for the rank."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Invite(Action):
    """Draft an invitation of a rank."""

    rank: Rank


@dataclass(frozen=True, slots=True, kw_only=True)
class ScopeInvitation(Action):
    """Ask which countries the invited one may reach; page 0 has the letters."""

    invitation: int
    page: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ScopeCountry(Action):
    """Take a country into an invitation's scope, or out of it."""

    invitation: int
    country: str
    is_in: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class MakeLink(Action):
    """Make the link that one person can use once."""

    invitation: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdraw(Action):
    """Let a link lead nowhere."""

    invitation: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenInvitation(Action):
    """Show what an invitation offers; `token` comes from its link."""

    token: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Accept(Action):
    """Take the mandate on."""

    token: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Resign(Action):
    """Give one's own mandate back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShowAudit(Action):
    """Show the latest lines of the audit."""
