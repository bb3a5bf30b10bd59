"""What a coordinator can ask for about broadcasts, and a reader under one."""

from dataclasses import dataclass
from enum import StrEnum

from bot.domain.action import Action


@dataclass(frozen=True, slots=True, kw_only=True)
class ListBroadcasts(Action):
    """Show one's own broadcasts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewBroadcast(Action):
    """Begin a draft."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShowBroadcast(Action):
    """Show a draft, or how a started broadcast goes."""

    broadcast_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ChooseText(Action):
    """Show the languages that have no text yet."""

    broadcast_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class WriteBody(Action):
    """Ask for the text in a language."""

    broadcast_id: int
    locale: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ClearBody(Action):
    """Take the text in a language away."""

    broadcast_id: int
    locale: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PreviewBroadcast(Action):
    """Send it to oneself in a language."""

    broadcast_id: int
    locale: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AskStart(Action):
    """Show whom it will reach and how long that takes, before it starts."""

    broadcast_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StartBroadcast(Action):
    """Start it."""

    broadcast_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PauseBroadcast(Action):
    """Hold it."""

    broadcast_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ResumeBroadcast(Action):
    """Let it go on."""

    broadcast_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AskCancel(Action):
    """Make sure before it is cancelled."""

    broadcast_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CancelBroadcast(Action):
    """Send it to nobody else."""

    broadcast_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DiscardBroadcast(Action):
    """Throw a draft away."""

    broadcast_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadBroadcast(Action):
    """Show what a message on a shared phone did not tell."""

    broadcast_id: int


class WayOn(StrEnum):
    """Where the buttons under a broadcast lead."""

    MENU = "m"
    STOP = "s"


@dataclass(frozen=True, slots=True, kw_only=True)
class LeaveBroadcast(Action):
    """Go on from a broadcast, which stays in the chat as it is; those of the first days did not say which."""

    to: WayOn
    broadcast_id: int | None = None
