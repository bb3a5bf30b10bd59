"""Lessons and the finder, tapped through from the phone's side."""

import pytest

from bot.simulator.person import Person
from bot.simulator.server import Simulator

pytestmark = pytest.mark.usefixtures("service")


async def at_the_first_card(sim: Simulator) -> Person:
    asha = sim.person(name="Asha", language_code="en")
    await asha.sends("/lesson")
    await asha.taps("Start the first lesson")
    return asha


async def read_on(asha: Person) -> None:
    while any(label.endswith("Next") for label in asha.screen.labels):
        await asha.taps("Next")


async def test_a_lesson_from_its_first_card_to_the_next_lesson(sim: Simulator) -> None:
    asha = await at_the_first_card(sim)
    assert "●○○○○" in asha.screen.text
    await asha.taps("Next")
    assert "●●○○○" in asha.screen.text
    await read_on(asha)
    assert "One thing to do today" in asha.screen.text
    assert "Who to tell" in asha.screen.text
    await asha.taps("A few quick questions")
    assert "Question 1 of 2" in asha.screen.text
    await asha.taps("1")
    await asha.taps("Next question")
    await asha.taps("2")
    await asha.taps("Finish the lesson")
    assert "You have finished “What is a challenge?”." in asha.screen.text
    await asha.taps("Next lesson")
    assert "Stop: the ten-second gap" in asha.screen.text
    assert asha.unanswered_queries == []
    assert len([message for message in asha.messages if message.from_bot]) == 1


async def test_a_lesson_goes_on_where_it_was_left(sim: Simulator) -> None:
    asha = await at_the_first_card(sim)
    await asha.taps("Next")
    await asha.taps("Next")
    left = asha.screen.text
    await asha.sends("/lesson")
    assert "You are in the middle of “What is a challenge?”." in asha.screen.text
    await asha.taps("Go on where you left off")
    assert asha.screen.text == left


async def test_a_finished_lesson_has_its_tick(sim: Simulator) -> None:
    asha = await at_the_first_card(sim)
    await read_on(asha)
    await asha.taps("Finish here")
    await asha.taps("All lessons")
    assert "Challenges and rumours: 1 of 14 finished" in asha.screen.text
    await asha.taps("Challenges and rumours")
    assert asha.screen.labels[0] == "✅ What is a challenge?"


async def test_what_happened_is_met_with_warmth_and_help_first(sim: Simulator) -> None:
    asha = sim.person(name="Asha", language_code="en")
    await asha.sends("/lesson")
    await asha.taps("Find a lesson")
    await asha.taps("What happened to me")
    assert "it is not your fault" in asha.screen.text
    assert asha.screen.labels[0].endswith("Talk to somebody now")
    await asha.taps("Someone threatens me")
    assert "it is not your fault" in asha.screen.text
    assert asha.screen.labels[0].endswith("What to do now")
    assert asha.screen.labels[1].endswith("Talk to somebody now")
    await asha.taps("Threatened over a picture")
    assert "●○○○○○" in asha.screen.text


async def test_filters_add_up_and_are_cleared(sim: Simulator) -> None:
    asha = sim.person(name="Asha", language_code="en")
    await asha.sends("/lesson")
    await asha.taps("Find a lesson")
    await asha.taps("Topic")
    await asha.taps("Getting help")
    await asha.taps("How long")
    await asha.taps("2 minutes at most")
    assert "1 lesson fits" in asha.screen.text
    await asha.taps("For whom")
    await asha.taps("For teens")
    assert "For teens" in asha.screen.text
    assert "Topic: Getting help" in asha.screen.text
    await asha.taps("Clear filters")
    assert "Topic: Getting help" not in asha.screen.text


async def test_a_lesson_that_is_not_there_is_a_kind_screen(sim: Simulator) -> None:
    asha = await at_the_first_card(sim)
    await asha.taps_data("ls:no-such-lesson:2")
    assert "I could not find that here" in asha.screen.text
    await asha.taps_data("lu:no-such-unit")
    assert "I could not find that here" in asha.screen.text
