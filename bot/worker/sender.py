"""The sender: takes what is due out of the database to the chats, each once, at Telegram's pace."""

import asyncio
import secrets
from collections.abc import Awaitable, Callable, Collection
from contextlib import suppress
from datetime import timedelta
from typing import Protocol

import structlog

from bot.app import App
from bot.domain.delivery import (
    HALT,
    Claimed,
    DeliveryState,
    Done,
    Failed,
    Halted,
    NotSent,
    Outcome,
    Retry,
    Step,
    Throttled,
    Unpaid,
    next_step,
)
from bot.domain.errors import StorageError
from bot.metrics import DELIVERIES, HALTED
from bot.screens.base import Screen
from bot.storage import deliveries, duties
from bot.tasks import Tasks
from bot.worker.duty import TERM, Duty
from bot.worker.governor import Governor

log = structlog.get_logger(__name__)

Render = Callable[[Claimed], Awaitable[Screen | None]]
"""Make the message; None where there is nothing to send any more."""

_BATCH = 50
UNDER_WAY = 60
"""How many calls may be under way: a little below the connections that bulk has."""
_FLUSH_SECONDS = 0.25
_LOOK_SECONDS = 0.1  # so soon a stop counts, and an answer is stored: a crash makes it uncertain before
_LONGEST_SWEEP = 600.0  # seconds: whoever watches the sweeps sees that this one lives


class Sends(Protocol):
    """Send a screen to a chat and say what became of it; what Telegram answers is never an exception."""

    async def send(self, chat_id: int, screen: Screen) -> Outcome:
        """Send a screen as a new message."""

    async def send_paid(self, chat_id: int, screen: Screen) -> Outcome:
        """Send a screen beyond the free pace, for Stars."""


_Send = Callable[[int, Screen], Awaitable[Outcome]]


class Sender:
    """Send what is due.

    `sending` is committed before a call is made and its end after it, so that a crash leaves only rows that
    say so. No more is taken than may leave at once; one sweep runs at a time, in one process of all.
    """

    def __init__(
        self,
        app: App,
        messenger: Sends,
        governor: Governor,
        render: Render,
        *,
        term: timedelta = TERM,
        under_way: int = UNDER_WAY,
    ) -> None:
        self._app = app
        self._messenger = messenger
        self._governor = governor
        self._render = render
        self._under_way = under_way
        self._lease = secrets.token_hex(8)
        self._duty = Duty(self._lease, term=term)
        self._tasks = Tasks()
        self._queued = 0
        self._all_left = asyncio.Event()
        self._held = frozenset[int | None]()
        self._ended: list[tuple[Claimed, Step]] = []
        self._sweeping = asyncio.Lock()
        self._is_stopping = False
        self._halted_by: str | None = None

    async def sweep(self) -> None:
        """Send all that is due now; what is not due, or must wait for a halt to end, is for a later sweep.

        Raise `StorageError` when the database fails: what ended meanwhile is stored by the next sweep.
        """
        async with self._sweeping:
            if not await self._begin():
                return
            tired_at = asyncio.get_running_loop().time() + _LONGEST_SWEEP
            while not self._is_tired(tired_at):
                is_more = await self._round()
                if not is_more and not self._tasks and not self._ended:
                    return
                if not is_more:
                    await self._tasks.settle(timeout=_FLUSH_SECONDS)
            await self._settle()

    async def stop(self, *, timeout: float) -> None:  # noqa: ASYNC109 (what is late stays uncertain)
        """Take nothing more, let what is under way end within `timeout`, and store what became of it."""
        self._is_stopping = True
        await self._tasks.drain(timeout=timeout)
        async with self._sweeping:
            await self._settle()
            async with self._app.db.transaction() as tx:
                await self._duty.leave(tx, now=self._app.clock())

    @property
    def is_on_duty(self) -> bool:
        """Tell whether this process is the one that sends."""
        return self._duty.is_held

    @property
    def halted_by(self) -> str | None:
        """Name what halts everything; a call that goes through ends it."""
        return self._halted_by

    def _is_tired(self, tired_at: float) -> bool:
        is_over = asyncio.get_running_loop().time() > tired_at
        is_held_up = self._is_stopping or not self._duty.is_held or bool(self._governor.halted_for())
        return is_over or is_held_up

    async def _begin(self) -> bool:
        """Make sure that we are the one who sends, and resolve what a sender before us left behind."""
        now = self._app.clock()
        async with self._app.db.transaction() as tx:
            if not await self._duty.keep(tx, now=now):
                since = await self._duty.take(tx, now=now)
                if since is None:
                    return False
                self._governor.follow(since)
            uncertain, again = await deliveries.recover(tx, lease=self._lease, now=now)
        if uncertain or again:
            log.warning("a sender died", uncertain=uncertain, sent_again=again)
        return True

    async def _round(self) -> bool:
        """Store what has ended, take as many as may leave, and start them; False when nothing more is due."""
        while len(self._tasks) >= self._under_way:
            await self._tasks.settle(timeout=_FLUSH_SECONDS)
        batch = await self._exchange(self._under_way - len(self._tasks))
        if batch.claimed:
            self._queued = len(batch.claimed)
            self._all_left.clear()
            self._held = frozenset()
            for claimed in batch.claimed:
                self._tasks.start(self._deliver(claimed), name=f"delivery {claimed.id}")
            await self._watch({claimed.broadcast_id for claimed in batch.claimed} - {None})
        return not batch.is_last

    async def _watch(self, broadcast_ids: Collection[int | None]) -> None:
        """Wait until all that was taken has left; nothing more of a broadcast that is held meanwhile."""
        while not self._all_left.is_set():
            with suppress(TimeoutError):
                async with asyncio.timeout(_LOOK_SECONDS):
                    await self._all_left.wait()
            if not self._all_left.is_set():
                with suppress(StorageError):
                    await self._look(broadcast_ids)

    async def _look(self, broadcast_ids: Collection[int | None]) -> None:
        """Store what has ended meanwhile, and see which broadcasts are held."""
        if self._ended:
            await self._store()
        if broadcast_ids:
            self._held = frozenset(broadcast_ids) - await self._running()

    async def _running(self) -> frozenset[int]:
        async with self._app.db.reading() as tx:
            return await deliveries.running(tx)

    async def _exchange(self, room: int) -> deliveries.Batch:
        """Store the ends and take new work, in one transaction; ends are kept where it fails."""
        now = self._app.clock()
        ended = self._ended[:]
        async with self._app.db.transaction() as tx:
            await deliveries.finish(tx, ended, now=now)
            is_ours = await self._duty.keep(tx, now=now)
            await duties.note_halt(tx, self._halted_by, until=now + HALT)
            batch = await deliveries.claim(
                tx,
                now=now,
                batch=self._governor.handful(min(_BATCH, room)) if is_ours else 0,
                paid=self._governor.paid_handful(room) if is_ours else 0,
                lease=self._lease,
            )
        del self._ended[: len(ended)]
        return batch

    async def _settle(self) -> None:
        """Wait for what is under way, storing the ends as they come."""
        while self._tasks or self._ended:
            await self._tasks.settle(timeout=_FLUSH_SECONDS)
            await self._store()

    async def _store(self) -> None:
        """Store the ends there are, and hold on to the duty; they are kept where it fails."""
        now = self._app.clock()
        ended = self._ended[:]
        async with self._app.db.transaction() as tx:
            await deliveries.finish(tx, ended, now=now)
            await self._duty.keep(tx, now=now)
            await duties.note_halt(tx, self._halted_by, until=now + HALT)
        del self._ended[: len(ended)]

    async def _deliver(self, claimed: Claimed) -> None:
        screen, send = None, None
        try:
            screen = await self._render(claimed)
            send = await self._slot(claimed) if screen is not None else None
        except StorageError:
            self._end(claimed, NotSent())
            return
        except Exception:
            self._ended.append((claimed, Done(DeliveryState.FAILED, "it could not be written")))
            raise
        finally:
            self._leave()
        if screen is None:
            self._ended.append((claimed, Done(DeliveryState.CANCELLED, "nothing to send")))
        elif claimed.broadcast_id in self._held:
            self._ended.append((claimed, Retry(self._app.clock())))
        elif send is None or not self._duty.is_held:
            self._end(claimed, Throttled(self._governor.halted_for()))
        else:
            self._end(claimed, await send(claimed.learner.chat_id, screen))

    async def _slot(self, claimed: Claimed) -> _Send | None:
        """Wait for the moment to send, and return how; None where nothing may leave.

        The first try of a broadcast's message is paid for where it can be; every other goes at the free pace.
        """
        chat_id = claimed.learner.chat_id
        if claimed.broadcast_id is not None and claimed.attempts == 1 and self._governor.spend():
            return self._send_paid if await self._governor.paid_slot(chat_id) else None
        return self._messenger.send if await self._governor.slot(chat_id) else None

    async def _send_paid(self, chat_id: int, screen: Screen) -> Outcome:
        """Send for Stars; what is refused is tried once more without them: that may be all that was wrong."""
        outcome = await self._messenger.send_paid(chat_id, screen)
        return NotSent() if isinstance(outcome, Failed) else outcome

    def _leave(self) -> None:
        self._queued -= 1
        if self._queued == 0:
            self._all_left.set()

    def _end(self, claimed: Claimed, outcome: Outcome) -> None:
        """Heed what Telegram said and note what follows for the delivery."""
        match outcome:
            case Throttled(wait):
                self._governor.halt(wait)
            case Halted(reason):
                log.error("nothing can be sent", reason=reason)
                self._governor.halt(HALT)
                self._halted_by = reason
            case Unpaid():
                log.warning("no Stars to pay with: broadcasts go at the free pace")
                self._governor.refuse_paid()
            case _:
                self._halted_by = None
        HALTED.set(self._halted_by is not None)
        DELIVERIES.labels(kind=claimed.kind, outcome=type(outcome).__name__.lower()).inc()
        step = next_step(
            outcome, attempts=claimed.attempts, now=self._app.clock(), on_ambiguous=claimed.on_ambiguous
        )
        self._ended.append((claimed, step))
