"""What can be asked of the challenge check."""

from dataclasses import dataclass

from bot.domain.action import Action
from bot.domain.challenge import Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class ChooseEntry(Action):
    """Show the ways into the check."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StartChallenge(Action):
    """Begin a check."""

    entry: Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class ShowChallenge(Action):
    """Show where a check is."""

    check_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerChallenge(Action):
    """Answer a question of a check."""

    check_id: int
    question: str
    answer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviseChallenge(Action):
    """Go back to a question and answer it anew."""

    check_id: int
    question: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ShowAdvice(Action):
    """Show a card of the last step, counted from 1."""

    check_id: int
    card: int
