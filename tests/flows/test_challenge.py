"""Stop, Think, Decide, Act, tapped through from the phone's side."""

import pytest

from bot.simulator.person import Person
from bot.simulator.server import Simulator

pytestmark = pytest.mark.usefixtures("service")


async def at_the_pause(sim: Simulator, way: str) -> Person:
    asha = sim.person(name="Asha", language_code="en")
    await asha.sends("/challenge")
    await asha.taps(way)
    return asha


async def test_a_dare_from_the_first_breath_to_the_last_card(sim: Simulator) -> None:
    asha = await at_the_pause(sim, "I saw a challenge or a dare")
    await asha.taps("I took a breath")
    assert asha.toast
    assert "Breathe out slowly" in asha.toast
    sim.clock.advance(seconds=11)
    await asha.taps("I took a breath")
    await asha.taps("Pushed by others")
    assert asha.screen.labels[0].endswith("Talk to somebody now")
    await asha.taps("Yes")
    await asha.taps("I do not know")
    await asha.taps("Yes")
    assert "No, not this one" in asha.screen.text
    assert "special training or equipment" in asha.screen.text
    await asha.taps("What to do now")
    while "Another check" not in " ".join(asha.screen.labels):
        await asha.taps("Next")
    assert "grown-up" in asha.screen.text
    assert asha.unanswered_queries == []
    assert len([message for message in asha.messages if message.from_bot]) == 1


async def test_an_answer_can_be_changed(sim: Simulator) -> None:
    asha = await at_the_pause(sim, "I got a scary message")
    sim.clock.advance(seconds=11)
    await asha.taps("I took a breath")
    await asha.taps("Calm")
    await asha.taps("Yes")
    assert "No, let it end here" in asha.screen.text
    await asha.taps("Change last answer")
    await asha.taps("No")
    assert "Do you know that it is true?" in asha.screen.text


async def test_a_check_left_at_the_pause_is_offered_again(sim: Simulator) -> None:
    asha = await at_the_pause(sim, "I saw a challenge or a dare")
    sim.clock.advance(seconds=3 * 3600)
    await asha.sends("/challenge")
    await asha.taps("Go on where I was")
    await asha.taps("I took a breath")
    assert "How do you feel" in asha.screen.text


async def test_another_persons_check_meets_the_way_to_begin_one(sim: Simulator) -> None:
    asha = await at_the_pause(sim, "I saw a challenge or a dare")
    [data] = [button.data for row in asha.screen.buttons for button in row if "breath" in button.text]
    assert data
    bina = sim.person(name="Bina", language_code="en")
    await bina.sends("/challenge")
    first = bina.screen.text
    await bina.taps_data(data)
    assert bina.screen.text == first
