"""What else there is to know before a broadcast starts: whom it misses, and what it has to wait for."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """Count who fits the audience but gets nothing, and name what comes first.

    `waiting_before` are the messages of other broadcasts that are being sent; `halted_by` is what keeps
    everything from being sent at this moment.
    """

    stopped: int = 0
    blocked: int = 0
    out_of_scope: int = 0
    waiting_before: int = 0
    halted_by: str | None = None
