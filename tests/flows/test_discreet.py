"""On a shared phone nothing that comes unasked tells what it is about."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from bot.run import Service
from bot.settings import Settings
from bot.simulator.server import Simulator
from tests.flows.test_broadcasts import NEVER, a_draft, a_reader, sweep


@pytest.fixture
async def service(settings: Settings, sim: Simulator) -> AsyncIterator[Service]:
    noon = (sim.clock.now() + timedelta(days=1)).replace(hour=6, minute=15)  # in Nepal
    sim.clock.advance((noon - sim.clock.now()).total_seconds())
    running = Service(settings, clock=sim.clock.now, pace=NEVER)
    await running.start()
    yield running
    await running.stop()


async def test_a_broadcast_shows_once_it_is_opened(sim: Simulator, service: Service) -> None:
    plain, shared = [await a_reader(sim, name) for name in ("Plain", "Shared")]
    await shared.sends("/settings")
    await shared.taps("Shared phone: off")
    coordinator = await a_draft(sim, "Somebody threatens you? Tell us.")
    await coordinator.taps("Check and send")
    await coordinator.taps("Send to 2 people")
    await coordinator.taps_data("bg:1")
    await sweep(service)
    assert "threatens" in plain.screen.text
    assert shared.screen.text == "There is a message for you."
    envelope = shared.screen.message_id
    await shared.taps("Open")
    assert shared.screen.text == "Somebody threatens you? Tell us."
    assert shared.screen.message_id == envelope


async def test_nobody_else_opens_it(sim: Simulator, service: Service) -> None:
    await a_reader(sim, "Plain")
    coordinator = await a_draft(sim, "Somebody threatens you? Tell us.")
    await coordinator.taps("Check and send")
    await coordinator.taps("Send to 1 person")
    await coordinator.taps_data("bg:1")
    await sweep(service)
    stranger = sim.person(name="Stranger")
    await stranger.sends("/menu")
    await stranger.taps_data("brd:1")
    assert "I could not find that here." in stranger.screen.text
