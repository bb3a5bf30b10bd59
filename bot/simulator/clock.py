"""The simulator's clock: the wall's time, and as far ahead of it as a rehearsal wants."""

from datetime import datetime, timedelta

from bot.ports import Clock


class SimulatorClock:
    """A `Clock` that can be moved forward."""

    def __init__(self, wall: Clock) -> None:
        self._wall = wall
        self.offset = timedelta()

    def __call__(self) -> datetime:
        """Tell the time."""
        return self._wall() + self.offset

    def now(self) -> datetime:
        """Tell the time."""
        return self()

    def timestamp(self) -> int:
        """Tell the time as Telegram does."""
        return int(self().timestamp())

    def advance(self, seconds: float) -> None:
        """Move forward."""
        self.offset += timedelta(seconds=seconds)
