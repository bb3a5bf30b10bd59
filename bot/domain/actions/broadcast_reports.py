"""What a coordinator can ask for once a broadcast was started."""

from dataclasses import dataclass

from bot.domain.action import Action


@dataclass(frozen=True, slots=True, kw_only=True)
class AskRecall(Action):
    """Make sure before what was sent is taken back."""

    broadcast_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RecallBroadcast(Action):
    """Take back what was sent."""

    broadcast_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ShowReport(Action):
    """Show what came of a broadcast."""

    broadcast_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportReport(Action):
    """Hand the report over as a table."""

    broadcast_id: int
