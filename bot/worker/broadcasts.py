"""Broadcasts under way: what is sent, and the one message that shows their coordinator how it goes."""

from collections import deque
from datetime import datetime
from typing import Protocol

import structlog

from bot.app import App
from bot.domain.broadcast import Broadcast, BroadcastState, Run, body_for
from bot.domain.delivery import HALT, Claimed, Halted, Outcome, Sent, Throttled, Unreachable
from bot.domain.learner import Learner, Role
from bot.domain.recall import WINDOW
from bot.i18n.zones import home_zone
from bot.screens.base import Screen
from bot.screens.broadcast_offers import offer_rows
from bot.screens.broadcast_run import progress
from bot.screens.broadcasts import envelope, message
from bot.services.broadcasts import fee
from bot.storage import broadcasts, learners, recalls
from bot.worker.governor import Governor

log = structlog.get_logger(__name__)
_KEPT = 16
_LOOKS = 5  # a quarter of a minute, as a rule


class Shows(Protocol):
    """Send screens, and show them in the place of earlier ones."""

    async def send(self, chat_id: int, screen: Screen) -> Outcome:
        """Send a screen as a new message."""

    async def show(self, chat_id: int, message_id: int, screen: Screen) -> Outcome:
        """Show a screen in a message; where that is gone, in a new one, whose id the outcome then holds."""


class BroadcastRenderer:
    """Write the message of a delivery.

    What has started never changes: it is read once, and written once for all of one language and role. On a
    shared phone it shows once it is opened.
    """

    def __init__(self, app: App) -> None:
        self._app = app
        self._read: dict[int, Broadcast] = {}
        self._written: dict[tuple[int, str, Role | None, bool], Screen] = {}

    async def __call__(self, claimed: Claimed) -> Screen | None:
        """Write it in the learner's language as it is now; None where there is no text for them any more."""
        assert claimed.broadcast_id is not None, "only deliveries of broadcasts come here"
        broadcast = await self._get(claimed.broadcast_id)
        found = body_for(broadcast, claimed.learner.locale) if broadcast else None
        if broadcast is None or found is None:
            return None
        locale, body = found
        role, is_discreet = claimed.learner.role, claimed.learner.is_discreet
        key = (broadcast.id, locale, role, is_discreet)
        if key not in self._written:
            t = self._app.translators(locale)
            offers = offer_rows(t, broadcast, self._app.catalog, role)
            self._written[key] = (
                envelope(t, broadcast) if is_discreet else message(t, broadcast, body, offers)
            )
        return self._written[key]

    async def _get(self, broadcast_id: int) -> Broadcast | None:
        if broadcast_id not in self._read:
            async with self._app.db.reading() as tx:
                broadcast = await broadcasts.get(tx, broadcast_id)
            if broadcast is None:
                return None
            if len(self._read) >= _KEPT:
                self._read.clear()
                self._written.clear()
            self._read[broadcast_id] = broadcast
        return self._read[broadcast_id]


class Pace:
    """Tell how fast a broadcast goes, by the last few looks at it."""

    def __init__(self) -> None:
        self._looks: deque[tuple[datetime, int]] = deque(maxlen=_LOOKS)

    def of(self, done: int, *, at: datetime) -> float | None:
        """Return how many came to an end in a second, lately; None at the first look."""
        self._looks.append((at, done))
        (since, before) = self._looks[0]
        seconds = (at - since).total_seconds()
        return (done - before) / seconds if seconds > 0 else None


class ProgressReports:
    """Keep the coordinators' progress messages up to date, and end what has nothing left to send."""

    def __init__(self, app: App, messenger: Shows, governor: Governor) -> None:
        self._app = app
        self._messenger = messenger
        self._governor = governor
        self._last: dict[int, Screen] = {}
        self._paces: dict[int, Pace] = {}

    async def sweep(self) -> bool:
        """Look after every broadcast whose end its author has not seen; tell whether one is running."""
        async with self._app.db.reading() as tx:
            open_ones = await broadcasts.list_unreported(tx)
        for broadcast in open_ones:
            await self._look_after(broadcast)
        return any(broadcast.state is BroadcastState.RUNNING for broadcast in open_ones)

    async def _look_after(self, broadcast: Broadcast) -> None:
        run, author = await self._advance(broadcast)
        if author is None:
            return
        screen = progress(
            self._app.translators.of(author),
            run,
            now=self._app.clock(),
            per_second=self._app.bulk_per_second,
            zone=home_zone(author),
        )
        if self._last.get(broadcast.id) == screen or not await self._governor.slot(author.chat_id):
            return
        outcome = await self._show(author, run.broadcast, screen)
        self._heed(outcome)
        if isinstance(outcome, Sent):
            self._last[broadcast.id] = screen
        await self._note(run, outcome)

    async def _advance(self, broadcast: Broadcast) -> tuple[Run, Learner | None]:
        """Finish it when nothing is left; cancel what came back to a cancelled one; count.

        What was on its way when it was taken back is wanted back too.
        """
        now = self._app.clock()
        async with self._app.db.transaction() as tx:
            stored = await broadcasts.get(tx, broadcast.id) or broadcast
            if stored.state is BroadcastState.CANCELLED:
                await broadcasts.withdraw(tx, stored, now=now)
            if stored.recalled_at is not None:
                await recalls.want(tx, stored.id, since=stored.recalled_at - WINDOW)
            recalled = await recalls.counts(tx, stored.id)
            tally = await broadcasts.tally(tx, stored.id)
            if not tally.left and await broadcasts.move(tx, stored, BroadcastState.FINISHED, now=now):
                stored = await broadcasts.get(tx, stored.id) or stored
                log.info("broadcast finished", broadcast=stored.id, total=tally.total)
            author = await learners.get(tx, stored.author_id)
            cost = await fee(tx, stored, tally.left, now=now, paid=self._app.paid_per_second)
        rate = self._pace(stored.id).of(tally.total - tally.left, at=now)
        return Run(broadcast=stored, tally=tally, recalled=recalled, rate=rate, fee=cost), author

    def _pace(self, broadcast_id: int) -> "Pace":
        return self._paces.setdefault(broadcast_id, Pace())

    def _heed(self, outcome: Outcome) -> None:
        """Let the sender wait too when Telegram asks for a pause: it is one bot that sends."""
        match outcome:
            case Throttled(wait):
                self._governor.halt(wait)
            case Halted():
                self._governor.halt(HALT)
            case _:
                pass

    async def _show(self, author: Learner, broadcast: Broadcast, screen: Screen) -> Outcome:
        if broadcast.progress_message_id is None:
            return await self._messenger.send(author.chat_id, screen)
        return await self._messenger.show(author.chat_id, broadcast.progress_message_id, screen)

    async def _note(self, run: Run, outcome: Outcome) -> None:
        """Remember the message, and that the end was shown; who blocked the bot needs no report."""
        broadcast = run.broadcast
        is_new = isinstance(outcome, Sent) and outcome.message_id not in {None, broadcast.progress_message_id}
        is_seen = run.has_ended and isinstance(outcome, Sent | Unreachable)
        if not is_new and not is_seen:
            return
        async with self._app.db.transaction() as tx:
            if isinstance(outcome, Sent) and outcome.message_id is not None:
                await broadcasts.set_progress_message(tx, broadcast.id, outcome.message_id)
            if is_seen:
                self._last.pop(broadcast.id, None)
                self._paces.pop(broadcast.id, None)
                await broadcasts.set_reported(tx, broadcast.id, now=self._app.clock())
