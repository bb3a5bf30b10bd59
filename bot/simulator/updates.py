"""The queue of updates and long polling: an update stays until the bot has acknowledged it.

Telegram forgets messages after 24 hours and button presses after 150 seconds; here they wait for
ever, so that a stopped clock or a slow debugger loses nothing.
"""

import asyncio
import itertools
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from bot.simulator.errors import conflict
from bot.simulator.faults import Duplicate, FaultPlan, Reorder

OFF_BY_DEFAULT = frozenset({"chat_member", "message_reaction", "message_reaction_count"})
LONGEST_POLL = 50
LARGEST_BATCH = 100
_FIRST_ID = 100_000_001


@dataclass(slots=True, kw_only=True, eq=False)
class Update:
    """Something that happened; updates of one `lane` are delivered one after another."""

    id: int
    kind: str
    content: dict[str, Any]
    lane: str
    repeats: int = 0
    attempts: int = 0
    acknowledged: asyncio.Event = field(default_factory=asyncio.Event)

    def written(self) -> dict[str, Any]:
        """Write it as Telegram does."""
        return {"update_id": self.id, self.kind: self.content}


class UpdateQueue:
    """Updates in order of delivery, and who fetches them."""

    def __init__(self, faults: FaultPlan) -> None:
        self.pending: dict[int, Update] = {}
        self.allowed: list[str] = []
        self.deliver: Callable[[Update], None] = lambda _: None
        self.polled = asyncio.Event()
        self.quiet = asyncio.Event()
        self.quiet.set()
        self._faults = faults
        self._ids = itertools.count(_FIRST_ID)
        self._held: Update | None = None
        self._poller: asyncio.Future[None] | None = None

    def allow(self, kinds: Iterable[str] | None) -> None:
        """Set which kinds are delivered; None keeps what was set before, nothing means the usual ones."""
        if kinds is not None:
            self.allowed = list(kinds)

    def add(self, kind: str, content: dict[str, Any], *, lane: str) -> Update:
        """Queue an update; one of a kind the bot did not ask for counts as acknowledged."""
        update = Update(id=next(self._ids), kind=kind, content=content, lane=lane)
        if kind not in self.allowed if self.allowed else kind in OFF_BY_DEFAULT:
            update.acknowledged.set()
            return update
        if self._faults.take_update(Duplicate):
            update.repeats = 1
        self.quiet.clear()
        if self._held is not None:
            held, self._held = self._held, None
            self._enqueue(update, held)
        elif self._faults.take_update(Reorder):
            self._held = update
        else:
            self._enqueue(update)
        return update

    def acknowledge(self, update: Update) -> bool:
        """Forget an update the bot has dealt with; False if it is to be delivered once more."""
        if update.repeats:
            update.repeats -= 1
            return False
        self.pending.pop(update.id, None)
        update.acknowledged.set()
        if not self.pending and self._held is None:
            self.quiet.set()
        return True

    def forget_all(self) -> None:
        """Drop what waits, as `drop_pending_updates` does."""
        for update in list(self.pending.values()):
            update.repeats = 0
            self.acknowledge(update)

    async def poll(self, *, offset: int, limit: int, timeout: float) -> list[dict[str, Any]]:  # noqa: ASYNC109
        """Answer `getUpdates`."""
        self.interrupt(
            "terminated by other getUpdates request; make sure that only one bot instance is running"
        )
        self._confirm(offset)
        if not self._waiting():
            await self._wait_for_arrival(min(timeout, LONGEST_POLL))
        return [update.written() for update in self._waiting()[: min(max(limit, 1), LARGEST_BATCH)]]

    def interrupt(self, reason: str) -> None:
        """End the long poll under way, if there is one."""
        if self._poller is not None and not self._poller.done():
            self._poller.set_exception(conflict(reason))
        self._poller = None

    def close(self) -> None:
        """Let the long poll under way end with nothing."""
        if self._poller is not None and not self._poller.done():
            self._poller.set_result(None)

    def _enqueue(self, *updates: Update) -> None:
        for update in updates:
            self.pending[update.id] = update
            self.deliver(update)
        if self._poller is not None and not self._poller.done():
            self._poller.set_result(None)

    def _waiting(self) -> list[Update]:
        return list(self.pending.values())

    def _confirm(self, offset: int) -> None:
        if offset < 0:
            known = sorted(self.pending)
            offset = known[max(len(known) + offset, 0)] if known else 0
        for update in [update for update in self.pending.values() if update.id < offset]:
            self.acknowledge(update)

    async def _wait_for_arrival(self, seconds: float) -> None:
        poller = asyncio.get_running_loop().create_future()
        self._poller = poller
        self.polled.set()
        await asyncio.wait([poller], timeout=seconds)
        if self._poller is poller:
            self._poller = None
        if poller.done():
            poller.result()
