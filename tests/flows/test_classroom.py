"""A teacher reads the class from a phone."""

import pytest

from bot.simulator.person import Person
from bot.simulator.server import Simulator

pytestmark = pytest.mark.usefixtures("service")


async def at_the_menu(sim: Simulator, role: str) -> Person:
    person = sim.person(name="Somebody", language_code="en")
    await person.sends("/start")
    await person.taps_data("as:en")
    await person.taps_data(f"ao:{role}")
    await person.sends("/menu")
    return person


async def test_a_teacher_reads_from_the_first_card_to_the_last(sim: Simulator) -> None:
    teacher = await at_the_menu(sim, "teacher")
    await teacher.taps("Class: read it aloud")
    assert "Before the class" in teacher.screen.text
    await teacher.taps("Next")
    assert "Read aloud" in teacher.screen.text
    await teacher.taps("If a pupil tells you")
    assert "Do not promise to keep it secret" in teacher.screen.text
    await teacher.taps("Back to the class")
    assert "A good start" in teacher.screen.text
    while any(label.endswith("Next") for label in teacher.screen.labels):
        await teacher.taps("Next")
    assert "A calm end" in teacher.screen.text
    assert teacher.unanswered_queries == []


@pytest.mark.parametrize("role", ["teen", "parent"])
async def test_others_are_not_offered_it_but_may_ask(sim: Simulator, role: str) -> None:
    person = await at_the_menu(sim, role)
    assert not person.screen.find("Class: read it aloud")
    await person.sends("/class")
    assert "Before the class" in person.screen.text
