"""A person in need of help taps and types their way to somebody."""

import pytest

from bot.simulator.server import Simulator

pytestmark = pytest.mark.usefixtures("service")


async def test_help_is_there_before_anything_else_is_asked(sim: Simulator) -> None:
    asha = sim.person(name="Asha", language_code="en")
    await asha.sends("/help")
    assert "It is not your fault." in asha.screen.text
    await asha.taps("Choose a country")
    await asha.sends("nepl")
    assert "1098" in asha.screen.text


async def test_other_countries_are_found_by_letter_and_by_name(sim: Simulator) -> None:
    asha = sim.person(name="Asha", language_code="en")
    await asha.sends("/helpline")
    await asha.taps("Choose a country")
    await asha.sends("guinea")
    assert asha.screen.text == "Which one do you mean?"
    await asha.sends("xyzzy")
    assert "I do not know a country by that name." in asha.screen.text
    await asha.taps("Letters")
    await asha.taps("N")
    await asha.taps("Nepal")
    assert "People to talk to: Nepal" in asha.screen.text


async def test_a_line_that_did_not_work_leads_to_the_next(sim: Simulator) -> None:
    asha = sim.person(name="Asha", language_code="en")
    await asha.sends("/help")
    await asha.taps("Choose a country")
    await asha.sends("Nepal")
    await asha.taps("This did not work")
    await asha.taps("Child Helpline Nepal 1098 (CWIN)")
    assert "Thank you for telling us" in asha.screen.text
    assert "1145" in asha.screen.text
    await asha.taps("All helplines")
    await asha.taps("Report pictures or content")
    assert "Take It Down" in asha.screen.text
