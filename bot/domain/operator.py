"""Who runs a bot: named on the privacy page, and asked or complained to."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Operator:
    """Name the organisation and where it is reached; both are missing on somebody's own machine."""

    name: str | None = None
    contact: str | None = None
