"""A rehearsal from the first row to the verdict."""

import asyncio
import secrets
import tempfile
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from bot.app import App
from bot.content.catalog import load_catalog
from bot.domain.broadcast import Broadcast, BroadcastState, Tally
from bot.domain.ledger import Ledger
from bot.folders import shared_folder
from bot.i18n.locales import Translators
from bot.library import Library
from bot.ports import system_clock
from bot.rehearsal import crowd
from bot.rehearsal.line import NOWHERE, Line
from bot.rehearsal.weather import PATIENCE, Forecast, Weather
from bot.simulator.server import Simulator
from bot.storage import broadcasts
from bot.storage.engine import Database, connect
from bot.storage.migrate import migrate
from bot.storage.vault import Vault
from bot.tg.messenger import Messenger
from bot.tg.request import AiohttpRequest
from bot.tg.routes import CODEC
from bot.tg.shown import Shown
from bot.worker.governor import Governor
from bot.worker.service import Worker

_CONNECTIONS = 64
_LOOK_SECONDS = 0.2
_SWEEP_SECONDS = 0.5
_TOKEN_TAIL = 24


@dataclass(frozen=True, slots=True, kw_only=True)
class Rehearsal:
    """Say how many get it, how fast, in which weather."""

    people: int
    per_second: int
    weather: Weather


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """Hold what became of it; `met` counts the faults."""

    ledger: Ledger
    met: Mapping[str, int]
    seconds: float


async def rehearse(rehearsal: Rehearsal, show: Callable[[Tally], None]) -> Verdict:
    """Send a broadcast to a crowd in the simulator, tell `show` how it goes, and compare what is known."""
    async with _stage(rehearsal) as (app, simulator, forecast):
        now = app.clock()
        people = await crowd.gather(app.db, simulator, rehearsal.people, now=now)
        began = app.clock()
        broadcast = await crowd.begin(app.db, people, now=began, per_second=rehearsal.per_second)
        await _send(app, simulator, forecast, broadcast, show)
        seconds = (app.clock() - began).total_seconds()
        await simulator.stop()  # what it still holds arrives now, or never
        ledger = await crowd.ledger(app.db, simulator, people, broadcast)
        return Verdict(ledger=ledger, met=dict(forecast.met), seconds=seconds)


@asynccontextmanager
async def _stage(rehearsal: Rehearsal) -> AsyncIterator[tuple[App, Simulator, Forecast]]:
    """Start the simulator, and a database that is gone afterwards."""
    forecast = Forecast(weather=rehearsal.weather, spared=crowd.AUTHOR)
    token = f"1:{secrets.token_urlsafe(_TOKEN_TAIL)}"
    simulator = Simulator(token=token, faults=forecast)
    with tempfile.TemporaryDirectory(prefix="foursteps-rehearsal-") as folder:
        url = f"sqlite:///{Path(folder) / 'rehearsal.db'}"
        await asyncio.to_thread(migrate, url)
        db = await connect(url, Vault(secrets.token_hex()))
        await simulator.start()
        try:
            yield _app(db, rehearsal), simulator, forecast
        finally:
            await simulator.stop()
            await db.close()


def _app(db: Database, rehearsal: Rehearsal) -> App:
    library = Library(load_catalog(shared_folder("content")), Translators({}))  # English is always there
    return App(db=db, library=library, clock=system_clock, bulk_per_second=rehearsal.per_second)


async def _send(
    app: App,
    simulator: Simulator,
    forecast: Forecast,
    broadcast: Broadcast,
    show: Callable[[Tally], None],
) -> None:
    """Let the worker work until the broadcast is finished."""
    async with _worker(app, simulator, forecast):
        while True:
            async with app.db.reading() as tx:
                stored = await broadcasts.get(tx, broadcast.id)
                tally = await broadcasts.tally(tx, broadcast.id)
            show(tally)
            if stored is not None and stored.state is BroadcastState.FINISHED:
                return
            await asyncio.sleep(_LOOK_SECONDS)


@asynccontextmanager
async def _worker(app: App, simulator: Simulator, forecast: Forecast) -> AsyncIterator[None]:
    request = AiohttpRequest(connections=_CONNECTIONS, read_timeout=PATIENCE, trust_env=False)
    await request.initialize()
    messenger = partial(Messenger, request, encode=CODEC.encode, shown=Shown())
    line = Line(
        messenger=messenger(root=f"{simulator.url}/bot{simulator.token}"),
        nowhere=messenger(root=NOWHERE),
        forecast=forecast,
    )
    worker = Worker(app, line, Governor(per_second=app.bulk_per_second), pace=_SWEEP_SECONDS)
    worker.start()
    try:
        yield
    finally:
        await worker.stop()
        await request.shutdown()
