"""A broadcast that is paid for with Stars, seen from both ends."""

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
    paying = settings.model_copy(update={"paid_per_second": 100})
    running = Service(paying, clock=sim.clock.now, pace=NEVER)
    await running.start()
    yield running
    await running.stop()


def paid(sim: Simulator) -> list[int | None]:
    return [call.chat_id for call in sim.calls if call.params.get("allow_paid_broadcast")]


async def test_the_price_is_shown_and_only_the_broadcast_is_paid_for(
    sim: Simulator, service: Service
) -> None:
    sim.world.bot.tenths = 12
    readers = [await a_reader(sim, f"Reader {number}") for number in range(3)]
    await sweep(service)
    sim.clock.advance(60)
    await sweep(service)
    coordinator = await a_draft(sim)
    await coordinator.taps("Check and send")
    assert "It costs 1 Star at most. The bot has 1 Star." in coordinator.screen.text
    await coordinator.taps("Send to 3 people")
    await sweep(service)
    assert sorted(map(str, paid(sim))) == sorted(str(reader.account.id) for reader in readers)
    assert sim.world.bot.tenths == 9


async def test_too_few_stars_are_said_beforehand_and_everybody_gets_it_all_the_same(
    sim: Simulator, service: Service
) -> None:
    sim.world.bot.tenths = 2
    readers = [await a_reader(sim, f"Reader {number}") for number in range(3)]
    await sweep(service)
    sim.clock.advance(60)
    await sweep(service)
    coordinator = await a_draft(sim)
    await coordinator.taps("Check and send")
    assert "Not enough Stars" in coordinator.screen.text
    await coordinator.taps("Send to 3 people")
    await sweep(service)
    assert all("School starts" in reader.messages[-1].text for reader in readers)
    assert (len(paid(sim)), sim.world.bot.tenths) == (2, 0)
