"""The real process, started and stopped as an operator would, and as a power cut would."""

import asyncio
import json
import signal
import socket
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from bot.settings import Mode, Settings
from bot.simulator.faults import Fault, StallAfter, StallBefore
from bot.simulator.person import acknowledged
from bot.simulator.server import Simulator
from tests.conftest import SECRET
from tests.flows.conftest import TOKEN, free_port
from tests.flows.looking import Ledger, forgive

ROOT = Path(__file__).parents[2]
_PATIENCE = 20.0


@pytest.fixture
def ledger(settings: Settings) -> Ledger:
    return Ledger(settings)


def environment(settings: Settings, **changed: str) -> dict[str, str]:
    assert settings.webhook_secret is not None
    given = {
        "BOT_TOKEN": TOKEN,
        "API_URL": settings.api_url,
        "DATABASE_URL": settings.database_url.get_secret_value(),
        "MODE": settings.mode.value,
        "LISTEN": settings.listen,
        "PRIVATE_LISTEN": settings.private_listen,
        "PUBLIC_URL": str(settings.public_url),
        "WEBHOOK_SECRET": settings.webhook_secret.get_secret_value(),
        "SECRET_KEY": SECRET,
        "LEAST_AUDIENCE": "1",
    }
    named = {f"FOURSTEPS_{name}": value for name, value in (given | changed).items()}
    return {**named, "PYTHONPATH": str(ROOT)}  # the tree under test, whatever is installed


class Running:
    """A `foursteps run` of ours."""

    def __init__(self, process: Process) -> None:
        self._process = process
        self.log: list[dict[str, Any]] = []

    def signal(self, number: signal.Signals) -> None:
        self._process.send_signal(number)

    async def says(self, event: str) -> None:
        """Read the log up to an event."""
        assert self._process.stderr is not None
        async with asyncio.timeout(_PATIENCE):
            while not any(line["event"] == event for line in self.log):
                line = await self._process.stderr.readline()
                assert line, f"ended without saying {event!r}"
                self.log.append(json.loads(line))

    async def ends(self) -> tuple[int, str]:
        """Wait for the end; return the exit code and what was written since."""
        async with asyncio.timeout(_PATIENCE):
            _, rest = await self._process.communicate()
        assert self._process.returncode is not None
        return self._process.returncode, rest.decode()


@asynccontextmanager
async def launched(env: dict[str, str], folder: Path) -> AsyncIterator[Running]:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "run", env=env, cwd=folder, stdout=PIPE, stderr=PIPE
    )
    try:
        yield Running(process)
    finally:
        if process.returncode is None:
            process.kill()
            await process.communicate()


@asynccontextmanager
async def running(settings: Settings, folder: Path) -> AsyncIterator[Running]:
    async with launched(environment(settings), folder) as bot:
        await bot.says("started")
        yield bot


# Stopping


async def test_it_tells_the_operator_how_it_is_and_finishes_what_it_began(
    sim: Simulator, settings: Settings, tmp_path: Path
) -> None:
    async with running(settings, tmp_path) as bot:
        asha = sim.person(name="Asha")
        await asha.sends("/privacy")
        await is_told_to_the_operator_only(settings)
        sim.faults.add(Fault(kind=StallAfter(), method="sendMessage"))
        sent = asha.starts_sending("/menu")
        await sim.faults.stalled.wait()
        bot.signal(signal.SIGTERM)
        await bot.says("stopping")
        assert not sent.acknowledged.is_set()
        sim.faults.release()
        assert await bot.ends() == (0, "")
    assert sent.acknowledged.is_set()
    assert len([message for message in asha.messages if message.from_bot]) == 2


async def is_told_to_the_operator_only(settings: Settings) -> None:
    private, public = f"http://{settings.private_listen}", f"http://{settings.listen}"
    async with aiohttp.ClientSession() as session:
        for path in ("/healthz", "/readyz", "/metrics"):
            async with session.get(private + path) as answer:
                assert answer.status == 200
                last = await answer.text()
            if settings.mode is Mode.WEBHOOK:
                async with session.get(public + path) as answer:
                    assert answer.status == 404
    assert 'foursteps_update_seconds_count{route="tp"} 1.0' in last


async def test_told_twice_it_ends_at_once_and_loses_nothing(
    sim: Simulator, settings: Settings, tmp_path: Path, ledger: Ledger
) -> None:
    asha = sim.person(name="Asha")
    async with running(settings, tmp_path) as bot:
        sim.faults.add(Fault(kind=StallBefore(), method="sendMessage"))
        sent = asha.starts_sending("/menu")
        await sim.faults.stalled.wait()
        bot.signal(signal.SIGTERM)
        await bot.says("stopping")
        bot.signal(signal.SIGTERM)
        assert (await bot.ends())[0] == 130
    assert not sent.acknowledged.is_set()
    sim.faults.clear()
    async with running(settings, tmp_path):
        await acknowledged(sent, _PATIENCE)
    assert "What would you like to do?" in asha.screen.text
    assert ledger.one("SELECT count(*) FROM learners") == 1


async def test_killed_between_commit_and_reply_it_shows_the_screen_when_it_is_back(
    sim: Simulator, settings: Settings, tmp_path: Path, ledger: Ledger
) -> None:
    asha = sim.person(name="Asha")
    async with running(settings, tmp_path) as bot:
        await asha.sends("/start")
        for label in ("English", "I agree, go on", "parent or carer"):  # another process: nothing is patched
            await asha.taps(label)
        await asha.sends("/challenge")
        (way,) = asha.screen.find("My child saw a challenge")
        assert way.data is not None
        sim.faults.add(Fault(kind=StallBefore(), method="editMessageText"))
        pressed = asha.starts_tapping(way.data, asha.screen.message_id)
        await sim.faults.stalled.wait()
        assert ledger.one("SELECT count(*) FROM challenge_checks") == 1
        bot.signal(signal.SIGKILL)
        assert (await bot.ends())[0] == -signal.SIGKILL
    before = ledger.everything()
    sim.faults.clear()
    async with running(settings, tmp_path):
        await acknowledged(pressed[0], _PATIENCE)
        assert ledger.everything() == before
        assert "I took a breath" in " ".join(asha.screen.labels)
        assert asha.unanswered_queries == []
        await asha.sends("/menu")
    forgive(sim)


@pytest.mark.parametrize("mode", ["polling"])
async def test_of_two_that_poll_one_says_so_and_ends(
    sim: Simulator, settings: Settings, tmp_path: Path
) -> None:
    other = settings.model_copy(update={"private_listen": f"127.0.0.1:{free_port()}"})
    async with running(settings, tmp_path) as first, running(other, tmp_path):
        code, said = await first.ends()
        assert (code, said.splitlines()[-1]) == (
            2,
            "✗ Another process already receives this bot's updates: stop it first.",
        )
        asha = sim.person(name="Asha")
        await asha.sends("/menu")
    assert {refusal.code for refusal in sim.refusals} == {409}
    sim.world.refusals.clear()


# What keeps it from starting


async def refused(env: dict[str, str], folder: Path) -> list[str]:
    """Start it in vain and return its sentences."""
    async with launched(env, folder) as bot:
        code, said = await bot.ends()
    assert code == 2
    assert "Traceback" not in said
    sentences = [line for line in said.splitlines() if not line.startswith("{")]
    assert all(line.startswith("✗ ") for line in sentences)
    return [line.removeprefix("✗ ") for line in sentences]


@pytest.mark.parametrize("mode", ["polling"])
async def test_wrong_settings_are_told_in_sentences(settings: Settings, tmp_path: Path) -> None:
    env = environment(settings, MODE="webhook", LISTEN="here", ADMINS="me")
    del env["FOURSTEPS_BOT_TOKEN"]
    assert await refused(env, tmp_path) == [
        "FOURSTEPS_BOT_TOKEN is missing: set it in the environment or in .env.",
        "FOURSTEPS_LISTEN must be host:port, for example 127.0.0.1:8080.",
        "FOURSTEPS_ADMINS must be Telegram ids, such as 123456789, with commas between them.",
    ]


@pytest.mark.parametrize("mode", ["polling"])
async def test_a_token_telegram_does_not_know_is_told(settings: Settings, tmp_path: Path) -> None:
    env = environment(settings, BOT_TOKEN="123456:another-token")
    assert await refused(env, tmp_path) == [
        "Telegram does not know this token: check FOURSTEPS_BOT_TOKEN and FOURSTEPS_API_URL."
    ]


@pytest.mark.parametrize("mode", ["polling"])
async def test_a_file_that_is_no_database_is_told(settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "homework.txt").write_text("This is not a database. " * 100)
    env = environment(settings, DATABASE_URL=f"sqlite:///{tmp_path}/homework.txt")
    assert await refused(env, tmp_path) == ["The database cannot be opened: check FOURSTEPS_DATABASE_URL."]


@pytest.mark.parametrize("mode", ["webhook"])
async def test_a_port_in_use_is_told(settings: Settings, tmp_path: Path) -> None:
    host, _, port = settings.listen.rpartition(":")
    with socket.create_server((host, int(port))):
        (sentence,) = await refused(environment(settings), tmp_path)
    assert sentence.startswith("The system refuses: ")
