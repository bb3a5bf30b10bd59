"""The composition root: wires every concrete piece, starts it and stops it."""

import asyncio
import contextlib
import gc
import os
import signal
from datetime import timedelta
from functools import partial
from pathlib import Path

import structlog
from aiohttp import web

from bot.app import App
from bot.content.catalog import load_catalog
from bot.domain.operator import Operator
from bot.folders import shared_folder
from bot.i18n.serving import serving
from bot.keys import secret_key
from bot.library import Library
from bot.ports import Clock, system_clock
from bot.settings import Settings, address
from bot.storage import health
from bot.storage.closed import ClosedDatabase
from bot.storage.engine import Database, connect
from bot.storage.migrate import migrate
from bot.storage.vault import Vault
from bot.tg.messenger import Messenger
from bot.tg.private import private_application
from bot.tg.routes import CODEC
from bot.tg.service import Front, Line
from bot.tg.shown import Shown
from bot.worker.duty import TERM
from bot.worker.governor import Governor
from bot.worker.service import PACE_SECONDS, Worker

log = structlog.get_logger(__name__)
_WATCH_SECONDS = 0.2
_KEPT = 64  # more than there are languages and roles
_KILLED = 130  # what a shell reports after Ctrl+C


class Service:
    """Run the bot: everything from the database to Telegram, in one process."""

    def __init__(
        self,
        settings: Settings,
        *,
        clock: Clock | None = None,
        pace: float = PACE_SECONDS,
        term: timedelta = TERM,
    ) -> None:
        """Take the settings; `clock` and `pace` (seconds between sweeps) are the simulator's in a demo.

        `term` is how long the duty of sending outlives a process that died.
        """
        self._settings = settings
        self._clock = clock or _shifted(settings.clock_offset)
        self._db: Database | None = None
        self._line: Line | None = None
        self._front: Front | None = None
        self._worker: Worker | None = None
        self._pace, self._term = pace, term
        self._private: web.AppRunner | None = None
        self.app: App | None = None

    async def start(self) -> None:
        """Start everything; what was started is stopped again where a later part fails."""
        try:
            await self._start()
        except BaseException:
            await self.stop()
            raise

    async def stop(self) -> None:
        """Stop receiving first, then let go of the rest."""
        if self._front is not None:
            await self._front.stop()
        if self._worker is not None:
            await self._worker.stop()
        if self._private is not None:
            await self._private.cleanup()
        if self._line is not None:
            await self._line.close()
        if self._db is not None:
            await self._db.close()

    @property
    def failure(self) -> BaseException | None:
        """Return what made the bot unable to go on, if anything did."""
        return self._front.failure if self._front is not None else None

    async def _start(self) -> None:
        settings = self._settings
        self._db = db = await self._open_database()
        if not settings.maintenance:
            await health.check_key(db)
        self._line = await Line.open(settings)
        self.app = app = App(
            db=db,
            in_maintenance=settings.maintenance,
            library=read_library(settings),
            clock=self._clock,
            username=self._line.bot.username,
            admins=settings.admins,
            bulk_per_second=settings.bulk_per_second,
            paid_per_second=settings.paid_per_second,
            approval_threshold=settings.approval_threshold,
            least_audience=settings.least_audience,
            calm=timedelta(hours=settings.calm_hours),
            operator=Operator(name=settings.operator_name, contact=settings.operator_contact),
            consent_ages=settings.consent_age,
            flood_actions=settings.flood_actions,
        )
        governor = Governor(per_second=app.bulk_per_second, paid_per_second=app.paid_per_second)
        messenger = partial(Messenger, root=self._line.root, encode=CODEC.encode, shown=Shown())
        replies = messenger(self._line.replies, on_message=governor.note_answer)
        bulk = messenger(self._line.bulk, kept=_KEPT)
        self._front = Front(app, self._line, replies, settings)
        await self._front.start()
        await self._open_private()
        if not settings.maintenance:
            self._worker = Worker(app, bulk, governor, pace=self._pace, term=self._term)
            self._worker.start()
        log.info("started", mode=settings.mode.value)

    async def _open_database(self) -> Database:
        if self._settings.maintenance:
            return ClosedDatabase()
        url = self._settings.database_url.get_secret_value()
        await asyncio.to_thread(migrate, url)
        return await connect(url, Vault(secret_key(self._settings)))

    async def _open_private(self) -> None:
        self._private = web.AppRunner(private_application(self._missing), access_log=None)
        await self._private.setup()
        host, port = address(self._settings.private_listen)
        try:
            await web.TCPSite(self._private, host, port).start()
        except OSError:
            if self._settings.chose("private_listen"):
                raise
            await web.TCPSite(self._private, host, 0).start()  # nobody insisted on the usual port
        log.info("private listener", address=self._private.addresses[0])

    async def _missing(self) -> str | None:
        if self.failure is not None:
            return "updates"
        if self._settings.maintenance:
            return "maintenance"
        if self._db is None or not await health.answers(self._db):
            return "database"
        if self._worker is not None and self._worker.halted_by:
            return f"sender: {self._worker.halted_by}"
        late = self._worker.late() if self._worker is not None else []
        return f"sweeps: {', '.join(late)}" if late else None


async def serve(settings: Settings, *, clock: Clock | None = None) -> None:
    """Run until SIGINT or SIGTERM; a second signal ends at once, and Telegram delivers the rest again."""
    service = Service(settings, clock=clock)
    await service.start()
    gc.freeze()  # lessons and languages live as long as we do: no collection needs to walk through them
    try:
        await until_stopped(service)
    finally:
        await service.stop()


async def until_stopped(service: Service) -> None:
    """Wait for a signal, or raise what made the service unable to go on."""
    stopping = asyncio.Event()

    def on_signal() -> None:
        if stopping.is_set():
            os._exit(_KILLED)
        log.info("stopping")
        stopping.set()

    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, on_signal)
    while not stopping.is_set() and service.failure is None:
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(stopping.wait(), _WATCH_SECONDS)
    if service.failure is not None:
        raise service.failure


def read_library(settings: Settings) -> Library:
    """Read the content and the languages from where the settings say."""
    content, locales = library_folders(settings)
    return Library(load_catalog(content), serving(locales, settings.serve))


def library_folders(settings: Settings) -> tuple[Path, Path]:
    """Say where the authors' and the translators' files stand."""
    return settings.content or shared_folder("content"), settings.locales or shared_folder("locales")


def _shifted(seconds: float) -> Clock:
    offset = timedelta(seconds=seconds)
    return lambda: system_clock() + offset
