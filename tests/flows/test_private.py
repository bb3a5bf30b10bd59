"""The private listener: nobody needs to choose its port, and who chose it is told when it is taken."""

import socket
from contextlib import suppress

import pytest

from bot.run import Service
from bot.settings import Settings, address
from bot.simulator.server import Simulator
from tests.flows.conftest import free_port


@pytest.fixture
def mode() -> str:
    return "polling"


async def test_the_usual_port_being_taken_keeps_nobody_from_starting(
    sim: Simulator, settings: Settings
) -> None:
    given = settings.model_dump(exclude={"private_listen"})
    usual = Settings(**given, _env_file=None)
    with socket.socket() as taken:
        with suppress(OSError):  # somebody else may have it: all the same
            taken.bind(address(usual.private_listen))
            taken.listen()
        bot = Service(usual, clock=sim.clock.now)
        await bot.start()
        await bot.stop()


async def test_a_chosen_port_being_taken_is_told(sim: Simulator, settings: Settings) -> None:
    port = free_port()
    chosen = settings.model_copy(update={"private_listen": f"127.0.0.1:{port}"})
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", port))
        taken.listen()
        bot = Service(chosen, clock=sim.clock.now)
        with pytest.raises(OSError, match="in use"):
            await bot.start()
