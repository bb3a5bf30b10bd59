"""A coordinator holds a broadcast, takes it back, and looks at what came of it (3.6, 3.7)."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from bot.run import Service
from bot.settings import Settings
from bot.simulator.faults import Fault, StallBefore
from bot.simulator.person import Person
from bot.simulator.server import Simulator
from tests.flows.looking import Ledger
from tests.flows.test_broadcasts import NEVER, a_draft, a_reader, received, sweep

WORDS = "School starts"


@pytest.fixture
def mode() -> str:
    return "webhook"


@pytest.fixture
async def service(settings: Settings, sim: Simulator) -> AsyncIterator[Service]:
    noon = (sim.clock.now() + timedelta(days=1)).replace(hour=6, minute=15)  # in Nepal
    sim.clock.advance((noon - sim.clock.now()).total_seconds())
    slow = settings.model_copy(update={"bulk_per_second": 5})
    running = Service(slow, clock=sim.clock.now, pace=NEVER)
    await running.start()
    yield running
    await running.stop()


async def started(sim: Simulator, people: int) -> tuple[Person, list[Person]]:
    readers = [await a_reader(sim, f"Reader {number}") for number in range(people)]
    coordinator = await a_draft(sim)
    await coordinator.taps("Check and send")
    await coordinator.taps(f"Send to {people} p")
    return coordinator, readers


def has_it(readers: list[Person]) -> list[int]:
    return [received(reader, WORDS) for reader in readers]


async def test_a_pause_holds_what_has_not_left_and_everybody_gets_it_once(
    sim: Simulator, service: Service
) -> None:
    coordinator, readers = await started(sim, 9)
    sim.faults.add(Fault(kind=StallBefore(), method="sendMessage", chat_id=readers[0].id))
    sweeping = asyncio.ensure_future(sweep(service))
    await sim.faults.stalled.wait()
    await coordinator.taps("Pause")
    held = sum(has_it(readers))
    sim.faults.release()
    await sweeping
    await sweep(service)
    assert sum(has_it(readers)) == held + 1 < 9
    await coordinator.taps("Go on")
    await coordinator.taps_data("be:1")
    await sweep(service)
    assert has_it(readers) == [1] * 9


async def test_it_is_taken_back_out_of_the_chats(sim: Simulator, service: Service, ledger: Ledger) -> None:
    coordinator, readers = await started(sim, 3)
    await sweep(service)
    assert has_it(readers) == [1, 1, 1]
    del readers[2].chat.messages[readers[2].screen.message_id]
    await coordinator.taps("Take it back")
    assert "3 messages can be deleted" in coordinator.screen.text
    assert "48 hours" in coordinator.screen.text
    await coordinator.taps("Yes, take it back")
    assert "3 messages are deleted" in coordinator.screen.text
    await coordinator.taps_data("brx:1")
    await sweep(service)
    assert has_it(readers) == [0, 0, 0]
    report = coordinator.screen.text
    assert "taken back" in report
    assert "Deleted: 2" in report
    assert "Gone before: 1" in report
    assert "🧹 Take it back" not in coordinator.screen.labels
    assert ledger.one("SELECT count(*) FROM audit WHERE deed = 'recalled'") == 1
    (refusal,) = sim.world.refusals
    assert "message to delete not found" in refusal.description
    sim.world.refusals.clear()


async def test_after_two_days_it_stays(sim: Simulator, service: Service) -> None:
    coordinator, readers = await started(sim, 1)
    await sweep(service)
    sim.clock.advance(48 * 3600 + 1)
    await coordinator.sends("/broadcast")
    await coordinator.taps("✅ School starts")
    assert "🧹 Take it back" not in coordinator.screen.labels
    await coordinator.taps_data("brq:1")
    assert "Nothing can be deleted" in coordinator.screen.text
    await coordinator.taps_data("brx:1")
    await sweep(service)
    assert has_it(readers) == [1]
