"""The worker: everything the bot does unasked, started and stopped together."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import timedelta
from typing import Protocol

from bot.app import App
from bot.domain import approval, booster, check_in, inactive
from bot.domain.delivery import Claimed
from bot.screens.base import Screen
from bot.worker.approvals import render_approval
from bot.worker.boosters import render_booster
from bot.worker.broadcasts import BroadcastRenderer, ProgressReports, Shows
from bot.worker.check_ins import render_check_in
from bot.worker.duty import TERM
from bot.worker.governor import Governor
from bot.worker.housekeeping import forget
from bot.worker.inactive import forget_inactive, render_inactive
from bot.worker.recalls import Deletes, Recalls
from bot.worker.reminders import render_reminder, send_due_reminders
from bot.worker.schedule import start_scheduled
from bot.worker.scheduler import Scheduler, Sweep
from bot.worker.sender import UNDER_WAY, Sender, Sends
from bot.worker.stars import Owns, Stars

PACE_SECONDS = 5.0
PAID_UNDER_WAY = 240
"""How many calls may be under way where Stars pay for them: a thousand a second, a quarter of one each."""
_REPORT_SHARE = 0.6  # of the pace: a coordinator's message is edited every three seconds
_HOUR_SECONDS = 3600.0
_DAY_SECONDS = 86_400.0
_DRAIN_SECONDS = 10.0
_PROGRAMMES: Mapping[str, Callable[[App, Claimed], Awaitable[Screen | None]]] = {
    booster.PROGRAMME: render_booster,
    check_in.PROGRAMME: render_check_in,
    approval.PROGRAMME: render_approval,
    approval.SENT_BACK: render_approval,
    inactive.PROGRAMME: render_inactive,
}


class Reaches(Sends, Shows, Deletes, Owns, Protocol):
    """Send, show and delete messages, and tell what there is to pay for them."""


class Worker:
    """Sweep every `pace` seconds: what is due is put on its way, and sent.

    `term` is how long the duty of sending outlives a process that died.
    """

    def __init__(
        self,
        app: App,
        messenger: Reaches,
        governor: Governor,
        *,
        pace: float = PACE_SECONDS,
        term: timedelta = TERM,
    ) -> None:
        self._app = app
        self._render_broadcast = BroadcastRenderer(app)
        under_way = UNDER_WAY if app.paid_per_second is None else PAID_UNDER_WAY
        self._sender = Sender(app, messenger, governor, self._render, term=term, under_way=under_way)
        self._reports = ProgressReports(app, messenger, governor)
        self._recalls = Recalls(app, messenger, governor, is_on_duty=lambda: self._sender.is_on_duty)
        self._stars = Stars(app, messenger, governor, is_on_duty=lambda: self._sender.is_on_duty)
        self._governor = governor
        self._pace = timedelta(seconds=pace)
        self._scheduler = Scheduler(
            [
                Sweep(name="reminders", seconds=pace, run=self._remind),
                Sweep(name="schedule", seconds=pace, run=self._start),
                # a large broadcast is one long run
                Sweep(name="sender", seconds=pace, run=self._send, patience=_HOUR_SECONDS),
                Sweep(name="recalls", seconds=pace, run=self._recalls.sweep, patience=_HOUR_SECONDS),
                Sweep(name="broadcasts", seconds=pace * _REPORT_SHARE, run=self._report),
                Sweep(name="stars", seconds=pace, run=self._stars.sweep),
                Sweep(name="housekeeping", seconds=_HOUR_SECONDS, run=self._forget),
                Sweep(
                    name="inactive", seconds=_DAY_SECONDS, run=self._forget_inactive, patience=_HOUR_SECONDS
                ),
            ],
            clock=app.clock,
        )

    def start(self) -> None:
        """Begin to sweep."""
        self._scheduler.start()

    async def stop(self) -> None:
        """Take nothing more, and let what is under way end."""
        await self._sender.stop(timeout=_DRAIN_SECONDS)
        await self._scheduler.stop()

    async def sweep(self) -> None:
        """Do at once what is due, whatever the pace."""
        for name in ("reminders", "schedule", "stars", "sender", "recalls", "broadcasts"):
            await self._scheduler.run_again(name)

    def late(self) -> list[str]:
        """Name the sweeps that do not keep up."""
        return self._scheduler.late()

    @property
    def halted_by(self) -> str | None:
        """Name what keeps everything from being sent, such as a refused token."""
        return self._sender.halted_by

    async def _remind(self) -> None:
        if await send_due_reminders(self._app):
            self._scheduler.wake("sender")

    async def _start(self) -> None:
        if await start_scheduled(self._app):
            self._scheduler.wake("sender")

    async def _send(self) -> None:
        """Send, and go on as soon as a short pause that Telegram asked for is over."""
        await self._sender.sweep()
        wait = self._governor.halted_for()
        if timedelta() < wait < self._pace:
            self._scheduler.wake("sender", after=wait)

    async def _report(self) -> None:
        if self._sender.is_on_duty and await self._reports.sweep():
            self._scheduler.wake("sender")

    async def _forget(self) -> None:
        await forget(self._app)

    async def _forget_inactive(self) -> None:
        await forget_inactive(self._app)

    async def _render(self, claimed: Claimed) -> Screen | None:
        if claimed.broadcast_id is not None:
            return await self._render_broadcast(claimed)
        if claimed.programme is not None:
            return await render_programme(self._app, claimed)
        return await render_reminder(self._app, claimed)


async def render_programme(app: App, claimed: Claimed) -> Screen | None:
    """Write the message of a programme; None for one that is no longer run."""
    render = _PROGRAMMES.get(claimed.programme or "")
    return await render(app, claimed) if render else None
