"""Taking broadcasts back: deletes what is to be deleted, at the pace of everything that nobody waits for."""

import asyncio
from collections import deque
from collections.abc import Callable, Sequence
from typing import Protocol

import structlog

from bot.app import App
from bot.domain.broadcast import BroadcastId
from bot.domain.delivery import HALT, DeliveryId, Halted, Outcome, Throttled
from bot.domain.recall import Recall, Wanted, end_of
from bot.metrics import DELIVERIES
from bot.storage import recalls
from bot.worker.governor import Governor

log = structlog.get_logger(__name__)
_BATCH = 50
_HANDS = 3  # as many connections of bulk as the sender and the reports leave
_BEFORE_ALL = DeliveryId(0)


class Deletes(Protocol):
    """Delete messages and say what became of them."""

    async def delete(self, chat_id: int, message_id: int) -> Outcome:
        """Delete a message."""


class Recalls:
    """Delete every message that is wanted back.

    What ended is stored after each batch; what a crash keeps from being stored is deleted again, which
    does no harm.
    """

    def __init__(
        self, app: App, messenger: Deletes, governor: Governor, *, is_on_duty: Callable[[], bool]
    ) -> None:
        self._app = app
        self._messenger = messenger
        self._governor = governor
        self._is_on_duty = is_on_duty

    async def sweep(self) -> None:
        """Try each message once; what could not be tried, or had no answer, is for a later sweep."""
        async with self._app.db.reading() as tx:
            broadcast_ids = await recalls.list_wanted(tx)
        for broadcast_id in broadcast_ids:
            await self._take_back(broadcast_id)

    async def _take_back(self, broadcast_id: BroadcastId) -> None:
        after = _BEFORE_ALL
        while self._may_go_on():
            async with self._app.db.reading() as tx:
                batch = await recalls.next_wanted(tx, broadcast_id, after=after, most=_BATCH)
            if not batch:
                return
            after = batch[-1].delivery_id
            ended = await self._delete(batch)
            async with self._app.db.transaction() as tx:
                await recalls.settle(tx, ended)

    async def _delete(self, batch: Sequence[Wanted]) -> list[tuple[Wanted, Recall]]:
        waiting = deque(batch)
        ended: list[tuple[Wanted, Recall]] = []
        await asyncio.gather(*(self._work(waiting, ended) for _ in range(_HANDS)))
        return ended

    async def _work(self, waiting: deque[Wanted], ended: list[tuple[Wanted, Recall]]) -> None:
        while waiting and self._may_go_on():
            wanted = waiting.popleft()
            if not await self._governor.slot(wanted.chat_id):
                return
            outcome = await self._messenger.delete(wanted.chat_id, wanted.message_id)
            self._heed(outcome)
            end = end_of(outcome)
            if end is not None:
                ended.append((wanted, end))

    def _heed(self, outcome: Outcome) -> None:
        DELIVERIES.labels(kind="recall", outcome=type(outcome).__name__.lower()).inc()
        if isinstance(outcome, Throttled):
            self._governor.halt(outcome.retry_after)
        elif isinstance(outcome, Halted):
            log.error("nothing can be deleted", reason=outcome.reason)
            self._governor.halt(HALT)

    def _may_go_on(self) -> bool:
        return self._is_on_duty() and not self._governor.halted_for()
