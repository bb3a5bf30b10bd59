"""Admins invite coordinators; two of them start what reaches many."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from bot.run import Service
from bot.settings import Settings
from bot.simulator.person import Person
from bot.simulator.server import Simulator
from tests.flows.conftest import COORDINATOR
from tests.flows.test_broadcasts import NEVER, a_draft, a_reader, received, sweep


@pytest.fixture
async def service(settings: Settings, sim: Simulator) -> AsyncIterator[Service]:
    few = settings.model_copy(update={"approval_threshold": 2})
    running = Service(few, clock=sim.clock.now, pace=NEVER)
    await running.start()
    yield running
    await running.stop()


async def join(sim: Simulator, rank: str, country: str | None = None) -> Person:
    """Let Cora invite somebody, who accepts."""
    cora = sim.person(name="Cora", id=COORDINATOR)
    await cora.sends("/coordinators")
    await cora.taps("Invite a coordinator")
    await cora.taps(rank)
    if country:
        await cora.sends(country)
        await cora.taps(country)
    await cora.taps("Make the link")
    (token,) = [word.rsplit("=", 1)[1] for word in cora.screen.text.split() if "start=join-" in word]
    invited = sim.person(name="Ines")
    await invited.sends(f"/start {token}")
    assert "You are invited to coordinate" in invited.screen.text
    await invited.taps("Accept")
    assert "Welcome among the coordinators" in invited.screen.text
    return invited


@pytest.mark.usefixtures("service")
async def test_who_is_invited_may_what_the_invitation_says(sim: Simulator) -> None:
    ines = await join(sim, "May look", "Nepal")
    await ines.sends("/stats")
    assert "find" not in ines.screen.text
    await ines.sends("/broadcast")
    labels = [button.text for row in ines.screen.buttons for button in row]
    assert not any("New broadcast" in label for label in labels)
    await ines.taps_data("bn")
    assert "older message" in ines.screen.text


@pytest.mark.usefixtures("service")
async def test_a_mandate_taken_back_is_worth_nothing_at_once(sim: Simulator) -> None:
    ines = await join(sim, "May send")
    cora = sim.person(name="Cora", id=COORDINATOR)
    await cora.sends("/coordinators")
    await cora.taps("Number")
    await cora.taps("Take the mandate back")
    await cora.taps("Yes, take it back")
    assert "Nobody has been invited yet" in cora.screen.text
    await ines.sends("/broadcast")
    assert "I am a program" in ines.screen.text


@pytest.mark.usefixtures("service")
async def test_nobody_else_learns_that_there_are_coordinators(sim: Simulator) -> None:
    asha = sim.person(name="Asha")
    for command in ("/coordinators", "/broadcast", "/stats", "/nonsense"):
        await asha.sends(command)
        assert "I am a program and I work with buttons" in asha.screen.text


async def waiting(sim: Simulator) -> Person:
    """Let Cora ask for approval of a broadcast to three."""
    cora = await a_draft(sim)
    await cora.taps("Check and send")
    await cora.taps("Send to")
    assert "waits for a second person" in cora.screen.text
    return cora


async def test_many_get_it_only_when_a_second_coordinator_has_read_it(
    sim: Simulator, service: Service
) -> None:
    ines = await join(sim, "May send")
    readers = [await a_reader(sim, f"Reader {number}") for number in range(3)]
    cora = await waiting(sim)
    await sweep(service)
    assert received(readers[0], "School starts") == 0
    await cora.sends("/broadcast")
    await cora.taps("School starts")
    assert "waits for a second person" in cora.screen.text
    await ines.taps("Read it")
    assert "School starts <soon> & safely" in ines.screen.text
    await ines.taps("Send to")
    assert "on its way" in ines.screen.text
    await sweep(service)
    assert [received(reader, "School starts") for reader in readers] == [1, 1, 1]


async def test_what_is_sent_back_is_a_draft_again_and_its_author_is_told(
    sim: Simulator, service: Service
) -> None:
    ines = await join(sim, "May send")
    for number in range(3):
        await a_reader(sim, f"Reader {number}")
    cora = await waiting(sim)
    await sweep(service)
    await ines.taps("Read it")
    await ines.taps("Send it back")
    await sweep(service)
    assert "sent it back" in cora.screen.text
    await cora.taps("Open it")
    assert "Broadcast: draft" in cora.screen.text


@pytest.mark.usefixtures("service")
async def test_an_author_cannot_approve_what_they_wrote(sim: Simulator) -> None:
    for number in range(3):
        await a_reader(sim, f"Reader {number}")
    cora = await waiting(sim)
    await cora.taps_data("bh:1")
    assert "waits for a second person" in cora.screen.text
    await cora.taps("Take it back to change it")
    assert "Broadcast: draft" in cora.screen.text


def menu_of(sim: Simulator, person: Person) -> list[str]:
    return [command["command"] for command in sim.world.bot.commands_for(person.account)]


async def profile_told(service: Service) -> None:
    assert service._front is not None
    await asyncio.gather(*(task for task in service._front._tasks._running if task.get_name() == "profile"))


async def test_the_commands_of_coordinators_come_and_go_with_the_mandate(
    sim: Simulator, service: Service
) -> None:
    ines = await join(sim, "May send")
    await profile_told(service)
    assert "broadcast" in menu_of(sim, ines)
    cora = sim.person(name="Cora", id=COORDINATOR)
    await cora.sends("/coordinators")
    await cora.taps("Number")
    await cora.taps("Take the mandate back")
    await cora.taps("Yes, take it back")
    await profile_told(service)
    assert "broadcast" not in menu_of(sim, ines)
    assert "menu" in menu_of(sim, ines)
    assert "broadcast" in menu_of(sim, cora)


async def test_others_in_scope_see_what_is_on_its_way(sim: Simulator, service: Service) -> None:
    await a_reader(sim, "Rita")
    viewer = await join(sim, "May look")
    stranger = sim.person(name="Tom", id=4711)
    coordinator = await a_draft(sim)
    await coordinator.taps("Check and send")
    await coordinator.taps("Send to 2 people")
    await viewer.sends("/broadcast")
    assert "Those of other coordinators" in viewer.screen.text
    await viewer.taps("School starts")
    assert "Broadcast: on its way" in viewer.screen.text
    assert not any("Pause" in label for label in viewer.screen.labels)
    await sweep(service)
    await viewer.sends("/broadcast")
    assert not any("School starts" in label for label in viewer.screen.labels)
    await stranger.sends("/broadcast")
    assert "I am a program" in stranger.screen.text
