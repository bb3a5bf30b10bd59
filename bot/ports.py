"""What the outside must provide."""

from collections.abc import Callable
from datetime import UTC, datetime

Clock = Callable[[], datetime]
"""Tell the time: an aware datetime in UTC."""


def system_clock() -> datetime:
    """Tell the machine's time; the one place that looks at it."""
    return datetime.now(UTC)  # noqa: TID251
