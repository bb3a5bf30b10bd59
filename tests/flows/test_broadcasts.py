"""A coordinator writes to many people, and watches it arrive (3.7)."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from bot.run import Service
from bot.settings import Settings
from bot.simulator.person import Person
from bot.simulator.server import Simulator
from tests.flows.conftest import COORDINATOR

NEVER = 10**6  # sweeps run when the test says so


@pytest.fixture
async def service(settings: Settings, sim: Simulator) -> AsyncIterator[Service]:
    noon = (sim.clock.now() + timedelta(days=1)).replace(hour=6, minute=15)  # in Nepal
    sim.clock.advance((noon - sim.clock.now()).total_seconds())
    running = Service(settings, clock=sim.clock.now, pace=NEVER)
    await running.start()
    yield running
    await running.stop()


async def sweep(service: Service) -> None:
    assert service._worker is not None
    await service._worker.sweep()


async def a_reader(sim: Simulator, name: str, role: str = "I am a parent or carer") -> Person:
    reader = sim.person(name=name)
    await reader.sends("/start")
    await reader.taps("English")
    await reader.taps(role)
    await reader.sends("Nepal")
    await reader.taps("Nepal")
    return reader


async def a_draft(sim: Simulator, text: str = "School starts <soon> & safely") -> Person:
    coordinator = sim.person(name="Cora", id=COORDINATOR)
    await coordinator.sends("/broadcast")
    await coordinator.taps("New broadcast")
    await coordinator.taps("English")
    await coordinator.sends(text)
    assert "Text in: English" in coordinator.screen.text
    return coordinator


def received(person: Person, words: str) -> int:
    return sum(message.from_bot and words in message.text for message in person.messages)


async def test_from_the_first_word_to_the_report(sim: Simulator, service: Service) -> None:
    readers = [await a_reader(sim, f"Reader {number}") for number in range(3)]
    coordinator = await a_draft(sim)
    await coordinator.taps("Try it: English")
    assert coordinator.screen.text == "School starts <soon> & safely"
    assert coordinator.screen.labels == ["🔕 Stop these messages", "🏠 Menu"]
    await coordinator.taps("Check and send")
    await coordinator.taps("Send to 3 people")
    assert "It is on its way" in coordinator.screen.text
    await coordinator.taps_data("bg:1")
    await readers[2].blocks()
    await sweep(service)
    await sweep(service)
    assert [received(reader, "<soon>") for reader in readers] == [1, 1, 0]
    report = coordinator.screen.text
    assert "finished" in report
    assert "3 of 3" in report
    assert "Blocked or gone: 1" in report


async def test_it_can_be_held_and_cancelled(sim: Simulator, service: Service) -> None:
    reader = await a_reader(sim, "Rita")
    coordinator = await a_draft(sim)
    await coordinator.taps("Check and send")
    await coordinator.taps("Send to 1 person")
    await coordinator.taps("Pause")
    await sweep(service)
    assert received(reader, "School starts") == 0
    await coordinator.taps("Go on")
    await coordinator.taps("Stop for good")
    await coordinator.taps("Yes, cancel it")
    assert "cancelled" in coordinator.screen.text
    await sweep(service)
    assert received(reader, "School starts") == 0


async def test_a_picture_goes_along_and_the_way_out_leaves_it_in_the_chat(
    sim: Simulator, service: Service
) -> None:
    reader = await a_reader(sim, "Rita")
    coordinator = await a_draft(sim, "Look at this")
    await coordinator.taps("Picture or file")
    await coordinator.sends_photo()
    assert "There is a picture." in coordinator.screen.text
    await coordinator.taps("Check and send")
    await coordinator.taps("Send to 1 person")
    await sweep(service)
    assert reader.screen.photo is not None
    await reader.taps("Stop these messages")
    assert "All messages are stopped" in reader.screen.text
    assert received(reader, "Look at this") == 1
    await coordinator.sends("/broadcast")
    await coordinator.taps("New broadcast")
    await coordinator.taps("English")
    await coordinator.sends("Again")
    await coordinator.taps("Check and send")
    assert "Nobody would get it" in coordinator.screen.text


@pytest.mark.usefixtures("service")
async def test_the_audience_is_chosen_and_counted(sim: Simulator) -> None:
    await a_reader(sim, "Rita")
    await a_reader(sim, "Tara", role="I am a teacher or trainer")
    coordinator = await a_draft(sim)
    assert "2 people would get it." in coordinator.screen.text
    await coordinator.taps("Audience")
    await coordinator.taps("Parents and carers")
    assert "1 person would get it." in coordinator.screen.text
    await coordinator.taps("Countries")
    await coordinator.sends("peru")
    await coordinator.taps("Peru")
    assert "Peru" in coordinator.screen.text
    await coordinator.taps("Back")
    assert "0 people would get it." in coordinator.screen.text
    await coordinator.taps("Countries")
    await coordinator.taps("Peru")
    await coordinator.taps("Back")
    assert "1 person would get it." in coordinator.screen.text
    await coordinator.taps("Other languages")
    await coordinator.taps("Send it in: English")
    await coordinator.taps("Back")
    await coordinator.taps("✅ English")
    await coordinator.taps("Remove this text")
    await coordinator.taps("Check and send")
    assert "There is no text yet" in coordinator.screen.text
    assert "a text that is not there" in coordinator.screen.text


@pytest.mark.usefixtures("service")
async def test_a_text_that_is_too_long_is_not_taken(sim: Simulator) -> None:
    coordinator = await a_draft(sim)
    await coordinator.taps("✅ English")
    await coordinator.sends("😀" * 1751)
    assert "3502 characters" in coordinator.screen.text.replace(",", "")
    assert "School starts <soon> & safely" in coordinator.screen.text


@pytest.mark.usefixtures("service")
async def test_nobody_else_learns_that_it_exists(sim: Simulator) -> None:
    await a_draft(sim)
    reader = await a_reader(sim, "Rita")
    await reader.sends("/broadcast")
    assert "Thank you for writing" in reader.screen.text
    await reader.taps_data("bs:1")
    assert "older message" in reader.screen.text
