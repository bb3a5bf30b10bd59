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


def last_with_buttons(person: Person) -> str:
    return next(message.text for message in reversed(person.messages) if message.buttons)


async def test_what_came_of_it_is_told_without_telling_of_anybody(
    sim: Simulator, service: Service, ledger: Ledger
) -> None:
    coordinator, readers = await started(sim, 12)
    await sweep(service)
    await readers[0].taps("Stop these messages")
    await readers[1].sends("/stop")
    await readers[2].blocks()
    sim.clock.advance(25 * 3600)
    await readers[3].sends("/stop")
    await readers[4].blocks()
    left = ledger.rows("SELECT left_by, count(*) FROM deliveries GROUP BY left_by ORDER BY left_by")
    assert left == [(None, 9), ("blocked", 1), ("stopped", 2)]
    await coordinator.taps("Report")
    report = last_with_buttons(coordinator)
    assert "Sent: 12" in report
    assert "English: 12" in report
    assert "Nepal: 12" in report
    assert "Stopped all messages: not shown" in report
    assert "Blocked the bot: not shown" in report
    await coordinator.taps("As a table (CSV)")
    document = coordinator.screen.document
    assert document is not None
    assert document.name == "broadcast-1.csv"
    assert b"language,en,12" in document.content
    assert b"left,stopped,hidden" in document.content
    assert ledger.one("SELECT count(*) FROM audit WHERE deed = 'exported'") == 1


async def test_words_go_after_a_month_and_the_numbers_after_half_a_year(
    sim: Simulator, service: Service
) -> None:
    coordinator, _ = await started(sim, 1)
    await sweep(service)
    sim.clock.advance(31 * 86_400)
    await tidy(service)
    await coordinator.sends("/broadcast")
    await coordinator.taps("✅ Broadcast of")
    assert "1 of 1" in coordinator.screen.text
    await coordinator.taps("Report")
    assert "Fewer than 10 people got it" in coordinator.screen.text
    sim.clock.advance(150 * 86_400)
    await tidy(service)
    await coordinator.sends("/broadcast")
    await coordinator.taps("✅ Broadcast of")
    assert "Its numbers are no longer kept." in coordinator.screen.text
    await coordinator.taps("Report")
    assert "no longer there" in coordinator.screen.text
    await coordinator.taps_data("brc:1")
    assert coordinator.screen.document is None


async def tidy(service: Service) -> None:
    assert service._worker is not None
    await service._worker._forget()


async def test_nobody_else_sees_what_came_of_it(sim: Simulator, service: Service) -> None:
    _, (reader,) = await started(sim, 1)
    await sweep(service)
    for code in ("bre:1", "brc:1", "brq:1", "brx:1"):
        await reader.taps_data(code)
        assert "older message" in reader.screen.text
    await sweep(service)
    assert has_it([reader]) == [1]


@pytest.mark.parametrize(("button", "left"), [("bm:s:1", ["stopped", None]), ("bm:s", [None, "stopped"])])
async def test_a_stop_counts_for_the_broadcast_whose_button_it_was_and_an_old_one_for_the_latest(
    sim: Simulator, service: Service, ledger: Ledger, button: str, left: list[str | None]
) -> None:
    _, (reader,) = await started(sim, 1)
    await sweep(service)
    first = reader.screen.message_id
    sim.clock.advance(25 * 3600)
    coordinator = await a_draft(sim, "And another one")
    await coordinator.taps("Check and send")
    await coordinator.taps("Send to 1 person")
    await sweep(service)
    assert reader.screen.text == "And another one"
    await reader.taps_data(button, first)
    rows = ledger.rows("SELECT left_by FROM deliveries WHERE broadcast_id IS NOT NULL ORDER BY broadcast_id")
    assert [left_by for (left_by,) in rows] == left
    assert "stopped" in reader.screen.text.lower() or "no more" in reader.screen.text.lower()
