"""What a second coordinator can do with a broadcast that waits for them, and its author meanwhile."""

from dataclasses import dataclass

from bot.domain.action import Action


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewBroadcast(Action):
    """Read a text as its readers will, counted from 0; approval stands below the last one."""

    broadcast_id: int
    text: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ApproveBroadcast(Action):
    """Let it start."""

    broadcast_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SendBack(Action):
    """Give it back to its author as a draft."""

    broadcast_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeBack(Action):
    """Make one's own waiting broadcast a draft again."""

    broadcast_id: int
