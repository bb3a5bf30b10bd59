"""Choosing when a broadcast is sent."""

from dataclasses import dataclass

from bot.domain.action import Action


@dataclass(frozen=True, slots=True, kw_only=True)
class ShowSchedule(Action):
    """Show when it is sent, and until when."""

    broadcast_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SendAtOnce(Action):
    """Let it start as soon as it is let go."""

    broadcast_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AskDay(Action):
    """Ask for the day; `is_local` goes by each reader's own clock."""

    broadcast_id: int
    is_local: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AskHour(Action):
    """Ask for the time; `day` is in ISO 8601, None for the first one possible."""

    broadcast_id: int
    is_local: bool
    day: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SetHour(Action):
    """Choose day and time; `minute` counts from midnight."""

    broadcast_id: int
    is_local: bool
    minute: int
    day: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SetLife(Action):
    """Choose for how many hours it is worth sending."""

    broadcast_id: int
    hours: int
