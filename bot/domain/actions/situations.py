"""What a parent can ask for about a difficult talk, and about the check-in after it."""

from dataclasses import dataclass

from bot.domain.action import Action
from bot.domain.situation import Went


@dataclass(frozen=True, slots=True, kw_only=True)
class ShowSituations(Action):
    """Show the situations to choose from."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShowSituation(Action):
    """Show what to say first in a situation."""

    situation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AskTomorrow(Action):
    """Be asked tomorrow how the talk went."""

    situation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AllowCheckIn(Action):
    """Allow messages again, and be asked tomorrow."""

    situation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CancelCheckIn(Action):
    """Take back the wish to be asked about a situation."""

    situation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerCheckIn(Action):
    """Say how the talk went."""

    situation: str
    went: Went


@dataclass(frozen=True, slots=True, kw_only=True)
class PutOffCheckIn(Action):
    """Say that the talk has not been yet."""

    situation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StopCheckIns(Action):
    """Be asked about no situation any more."""
