"""What can go wrong between a bot and Telegram, scripted."""

import asyncio
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Throttle:
    """Answer 429."""

    retry_after: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Forbid:
    """Answer 403."""

    description: str = "bot was blocked by the user"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reject:
    """Answer with an error of Telegram's, 400 if nothing else is said."""

    description: str
    code: int = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class Migrate:
    """Let the chat become a supergroup under another id, as Telegram says once and then for ever."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ServerError:
    """Answer as a tired proxy does: a status and a page of HTML."""

    status: int = 502
    body: str = "<html><body><h1>502 Bad Gateway</h1></body></html>"


@dataclass(frozen=True, slots=True, kw_only=True)
class StallBefore:
    """Wait before doing anything; `seconds` None waits until the plan is released."""

    seconds: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StallAfter:
    """Do it, then wait with the answer; `seconds` None waits until the plan is released."""

    seconds: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ResetAfterBody:
    """Read the request, then hang up without doing it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ResetAfterApply:
    """Do it, then hang up without an answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Slow:
    """Take some time for it."""

    seconds: float = 0.05


@dataclass(frozen=True, slots=True, kw_only=True)
class Duplicate:
    """Deliver the next update twice, under one update_id."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reorder:
    """Deliver the next two updates the wrong way round."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DoubleTap:
    """Deliver the next press twice, under two update_ids."""


CallFault = (
    Throttle
    | Forbid
    | Reject
    | Migrate
    | ServerError
    | StallBefore
    | StallAfter
    | ResetAfterBody
    | ResetAfterApply
    | Slow
)
UpdateFault = Duplicate | Reorder | DoubleTap


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """A fault, and which calls it hits; for faults of updates only `count` matters."""

    kind: CallFault | UpdateFault
    method: str = "*"
    chat_id: int | None = None
    count: int = 1

    def hits(self, method: str, chat_id: int | None) -> bool:
        """Say whether this call is meant."""
        if isinstance(self.kind, UpdateFault):
            return False
        return self.method in ("*", method) and self.chat_id in (None, chat_id)


@dataclass(slots=True)
class _Planned:
    fault: Fault
    left: int


@dataclass(slots=True)
class FaultPlan:
    """The faults still to come, in the order they were added."""

    _planned: list[_Planned] = field(default_factory=list)
    stalled: asyncio.Event = field(default_factory=asyncio.Event)
    _released: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def left(self) -> list[Fault]:
        """List what has not happened yet."""
        return [planned.fault for planned in self._planned]

    def add(self, *faults: Fault) -> None:
        """Plan faults."""
        self._planned += [_Planned(fault, fault.count) for fault in faults]

    def clear(self) -> None:
        """Plan nothing any more, and let go what is stalled."""
        self._planned.clear()
        self.release()

    def release(self) -> None:
        """Let go every call that is stalled."""
        self._released.set()
        self.stalled.clear()
        self._released = asyncio.Event()

    def take(self, method: str, chat_id: int | None) -> CallFault | None:
        """Take the first fault that hits a call."""
        planned = next((planned for planned in self._planned if planned.fault.hits(method, chat_id)), None)
        if planned is None or isinstance(planned.fault.kind, UpdateFault):
            return None
        self._use(planned)
        return planned.fault.kind

    def take_update(self, kind: type[Duplicate | Reorder | DoubleTap]) -> bool:
        """Say whether the next update is to go wrong this way, and count it."""
        planned = next((planned for planned in self._planned if isinstance(planned.fault.kind, kind)), None)
        if planned is None:
            return False
        self._use(planned)
        return True

    async def stall(self, seconds: float | None) -> None:
        """Wait as long as a stall says, or until released."""
        released = self._released
        self.stalled.set()
        try:
            async with asyncio.timeout(seconds):
                await released.wait()
        except TimeoutError:
            return

    def _use(self, planned: _Planned) -> None:
        planned.left -= 1
        if planned.left <= 0:
            self._planned.remove(planned)
