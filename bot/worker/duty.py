"""The duty of sending: of all processes one sends, so that the pace is kept however many there are."""

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta

from bot.storage import duties
from bot.storage.engine import Transaction

TERM = timedelta(seconds=15)
"""How long the duty is held without a sign of life; after a crash another process waits that long."""
_MARGIN = timedelta(seconds=3)
"""How much earlier the holder lets go: clocks differ, and a call may start a moment late."""


class Duty:
    """Hold the duty, or know that another process does. `seconds` counts time that nobody can move."""

    def __init__(
        self, holder: str, *, term: timedelta = TERM, seconds: Callable[[], float] | None = None
    ) -> None:
        """Take who we are, and how long we hold it without a sign of life: the same in every process."""
        self._holder = holder
        self._term = term
        self._safe = (term - min(_MARGIN, term / 5)).total_seconds()
        self._seconds = seconds or (lambda: asyncio.get_running_loop().time())
        self._ends_at = float("-inf")

    @property
    def is_held(self) -> bool:
        """Tell whether the duty is ours for a moment longer."""
        return self._seconds() < self._ends_at

    async def keep(self, tx: Transaction, *, now: datetime) -> bool:
        """Hold on to it, in a transaction of the holder's; False where it is lost."""
        is_kept = await duties.keep(tx, duties.SENDER, holder=self._holder, until=now + self._term)
        self._note(is_held=is_kept)
        return is_kept

    async def take(self, tx: Transaction, *, now: datetime) -> timedelta | None:
        """Take over where nobody holds it; return how long ago another did, None where one still does."""
        ended_at = await duties.held_until(tx, duties.SENDER)
        is_taken = await duties.take(tx, duties.SENDER, holder=self._holder, until=now + self._term, now=now)
        self._note(is_held=is_taken)
        if not is_taken:
            return None
        return now - ended_at if ended_at else timedelta.max

    async def leave(self, tx: Transaction, *, now: datetime) -> None:
        """Leave it to another process at once."""
        await duties.keep(tx, duties.SENDER, holder=self._holder, until=now)
        self._note(is_held=False)

    def _note(self, *, is_held: bool) -> None:
        self._ends_at = self._seconds() + self._safe if is_held else float("-inf")
