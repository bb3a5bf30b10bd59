"""The weather between the bot and Telegram: which messages meet which fault, the same in every rehearsal."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from bot.simulator.faults import (
    CallFault,
    FaultPlan,
    Forbid,
    Migrate,
    Reject,
    ResetAfterApply,
    ResetAfterBody,
    ServerError,
    Slow,
    StallAfter,
    StallBefore,
    Throttle,
)

PATIENCE = 1.0
"""How many seconds the rehearsing bot waits for an answer."""
_TOO_LONG = 2 * PATIENCE


class Weather(StrEnum):
    """What a rehearsal can meet."""

    CALM = "calm"
    BUSY = "busy"
    FLAKY = "flaky"
    BLOCKED = "blocked"
    STORM = "storm"


_BUSY: Sequence[tuple[int, CallFault]] = ((151, Throttle(retry_after=1)), (13, Slow(seconds=0.2)))
_FLAKY: Sequence[tuple[int, CallFault]] = (
    (97, ServerError()),
    (83, ResetAfterBody()),
    (89, ResetAfterApply()),
    (67, StallBefore(seconds=_TOO_LONG)),
    (61, StallAfter(seconds=_TOO_LONG)),
    (101, Migrate()),
)
_BLOCKED: Sequence[tuple[int, CallFault]] = ((11, Forbid()), (53, Reject(description="message is too long")))
_REFUSED = 73  # one connection in so many, where the line is flaky
_EVERY: Mapping[Weather, Sequence[tuple[int, CallFault]]] = {
    Weather.CALM: (),
    Weather.BUSY: _BUSY,
    Weather.FLAKY: _FLAKY,
    Weather.BLOCKED: _BLOCKED,
    Weather.STORM: (*_FLAKY, *_BLOCKED, *_BUSY),
}
"""One message in so many meets the fault."""


@dataclass(slots=True)
class Forecast(FaultPlan):
    """Let messages meet the weather, and count what they met; those to `spared` meet none."""

    weather: Weather = Weather.CALM
    spared: int | None = None
    met: Counter[str] = field(default_factory=Counter)
    _calls: int = 0
    _connections: int = 0

    def refuses(self, chat_id: int) -> bool:
        """Tell whether the next connection is refused."""
        if self.weather not in {Weather.FLAKY, Weather.STORM} or chat_id == self.spared:
            return False
        self._connections += 1
        is_refused = self._connections % _REFUSED == _REFUSED // 3
        self.met["Refused"] += is_refused
        return is_refused

    def take(self, method: str, chat_id: int | None) -> CallFault | None:
        """Choose by the number of the call alone."""
        if not method.startswith("send") or chat_id == self.spared:
            return None
        self._calls += 1
        kinds = (kind for every, kind in _EVERY[self.weather] if self._calls % every == every // 3)
        fault = next(kinds, None)
        if fault is not None:
            self.met[type(fault).__name__] += 1
        return fault
