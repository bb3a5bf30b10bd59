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
