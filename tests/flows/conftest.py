"""The whole bot at one end of HTTP, the strict simulator at the other, by webhook and by polling."""

import itertools
import os
import shutil
import socket
from collections.abc import AsyncIterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path

import pytest

from bot.domain import consent
from bot.domain.learner import Learner
from bot.run import Service
from bot.settings import Settings
from bot.simulator.person import Person
from bot.simulator.server import Simulator
from bot.storage import learners
from bot.storage.engine import Transaction
from tests.conftest import SECRET
from tests.flows.looking import Ledger, Log, logging_at

TOKEN = "123456:test-token"
COORDINATOR = 9001


@pytest.fixture
async def sim() -> AsyncIterator[Simulator]:
    """Start the simulator; whatever it refused fails the test."""
    simulator = Simulator(token=TOKEN)
    await simulator.start()
    yield simulator
    refusals = simulator.refusals
    await simulator.stop()
    assert not refusals, f"the strict server refused: {refusals}"


@pytest.fixture(params=["webhook", "polling"])
def mode(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def settings(sim: Simulator, mode: str, tmp_path: Path, sqlite_template: Path) -> Settings:
    path = tmp_path / "foursteps.db"
    shutil.copy(sqlite_template, path)
    public, private = free_port(), free_port()
    return Settings(
        bot_token=TOKEN,
        api_url=sim.url,
        database_url=f"sqlite:///{path}",
        mode=mode,
        listen=f"127.0.0.1:{public}",
        private_listen=f"127.0.0.1:{private}",
        public_url=f"http://127.0.0.1:{public}",
        webhook_secret="x" * 40,
        secret_key=SECRET,
        admins=str(COORDINATOR),
        least_audience=1,  # a handful of people is enough for most tests
        flood_actions=100_000,  # tests tap faster than people
        _env_file=None,
    )


@pytest.fixture(autouse=True)
def _everybody_has_agreed(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let whoever comes have agreed to the words about privacy already, unless a test is about that."""
    if request.node.get_closest_marker("strangers"):
        return
    add = learners.add

    async def add_agreed(tx: Transaction, chat_id: int, *, locale: str, now: datetime) -> Learner:
        stranger = await add(tx, chat_id, locale=locale, now=now)
        if chat_id == COORDINATOR:  # is at work, and gets no broadcasts
            return stranger
        learner = consent.agree(stranger, with_adult=True, now=now)
        await learners.save(tx, learner)
        return learner

    monkeypatch.setattr("bot.storage.learners.add", add_agreed)


@pytest.fixture
async def service(settings: Settings, sim: Simulator) -> AsyncIterator[Service]:
    running = Service(settings, clock=sim.clock.now)
    await running.start()
    yield running
    await running.stop()


@pytest.fixture
async def log() -> AsyncIterator[Log]:
    async with logging_at("DEBUG") as log:
        yield log


@pytest.fixture(autouse=True)
def _short_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.tg.polling._PAUSES", (0.01,))
    monkeypatch.setattr("bot.tg.replies._SHORT_PAUSE", 0.01)
    monkeypatch.setattr("bot.storage.sqlite._LOCK_TRIES", 3)


@pytest.fixture
def ledger(settings: Settings) -> Ledger:
    return Ledger(settings)


@pytest.fixture
async def asha(sim: Simulator, service: Service) -> Person:
    """Let Asha open her settings; `service` stays up for her."""
    assert service.failure is None
    person = sim.person(name="Asha", language_code="en")
    await person.sends("/settings")
    return person


_FIRST_PORT, _PORTS = 18_000, 14_000  # below those that the system lends to outgoing connections
_ports = itertools.count(os.getpid() * 101)


def free_port() -> int:
    """Find a port that nobody uses, and that no connection of another test takes meanwhile."""
    for number in _ports:
        port = _FIRST_PORT + number % _PORTS
        with socket.socket() as probe, suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port
    raise AssertionError("the ports never end")
