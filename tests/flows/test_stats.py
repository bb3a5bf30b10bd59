"""A coordinator looks at numbers (3.7)."""

import pytest

from bot.simulator.server import Simulator
from tests.flows.conftest import COORDINATOR

pytestmark = pytest.mark.usefixtures("service")


async def test_few_people_are_never_counted_out_loud(sim: Simulator) -> None:
    for number in range(3):
        await sim.person(name=f"Reader {number}").sends("/start")
    coordinator = sim.person(name="Cora", id=COORDINATOR)
    await coordinator.sends("/stats")
    assert "Under 10 in all." in coordinator.screen.text
    assert "Teens: not shown" in coordinator.screen.text
    await coordinator.taps("Lessons and checks")
    assert "Not sure means no: not shown" in coordinator.screen.text
    await coordinator.taps("Back")
    assert "By country" in coordinator.screen.text


async def test_nobody_else_sees_them(sim: Simulator) -> None:
    reader = sim.person(name="Rita")
    await reader.sends("/stats")
    assert "Learners" not in reader.screen.text


async def test_helplines_that_are_due_are_raised(sim: Simulator) -> None:
    coordinator = sim.person(name="Cora", id=COORDINATOR)
    await coordinator.sends("/stats")
    assert "helplines are due to be checked." in coordinator.screen.text
    await coordinator.taps("Helplines to check")
    assert "It may have changed." in coordinator.screen.text
    await coordinator.taps("More helplines")
    assert "page 2 of" in coordinator.screen.text
    await coordinator.taps("Previous")
    await coordinator.taps("Back")
    assert "By country" in coordinator.screen.text


async def test_distress_is_told_by_the_month_and_never_of_few(sim: Simulator) -> None:
    reader = sim.person(name="Rita")
    await reader.sends("/start")
    await reader.sends("i want to die")
    coordinator = sim.person(name="Cora", id=COORDINATOR)
    await coordinator.sends("/stats")
    await coordinator.taps("Distress, in numbers")
    assert "Self-harm, dark thoughts: not shown" in coordinator.screen.text
    assert "Everywhere: not shown" in coordinator.screen.text
    sim.clock.advance(seconds=40 * 24 * 3600)
    await coordinator.sends("/stats")
    await coordinator.taps("Distress, in numbers")
    await coordinator.taps("Month before")
    assert ": 1" not in coordinator.screen.text
    await coordinator.taps_data("xd:9999")
    assert "Distress, in numbers" in coordinator.screen.text
    await coordinator.taps("Back")
    assert "By country" in coordinator.screen.text


async def test_nobody_else_sees_distress_in_numbers(sim: Simulator) -> None:
    reader = sim.person(name="Rita")
    await reader.sends("/start")
    await reader.taps_data("xd:")
    assert "Distress, in numbers" not in reader.screen.text
