"""Help a friend, from the menu to a sentence on the clipboard."""

import pytest

from bot.simulator.server import Simulator

pytestmark = pytest.mark.usefixtures("service")


async def test_a_teen_finds_words_for_a_friend(sim: Simulator) -> None:
    asha = sim.person(name="Asha", language_code="en")
    await asha.sends("/menu")
    await asha.taps("Help a friend")
    assert asha.screen.labels[0].endswith("Talk to somebody now")
    await asha.taps("Bullied online")
    assert "What not to promise" in asha.screen.text
    (copy,) = asha.screen.find("Copy sentence 1")
    assert copy.copied
    assert copy.copied in asha.screen.text
    await asha.taps("Another worry")
    await asha.taps("Wants to hurt themselves")
    assert "emergency number" in asha.screen.text
    await asha.taps("Talk to somebody now")
    assert asha.unanswered_queries == []


async def test_a_parent_is_not_offered_it_but_may_ask(sim: Simulator) -> None:
    parent = sim.person(name="Maya", language_code="en")
    await parent.sends("/start")
    await parent.taps_data("as:en")
    await parent.taps_data("ao:parent")
    await parent.sends("/menu")
    assert not parent.screen.find("Help a friend")
    await parent.sends("/friend")
    assert parent.screen.find("Bullied online")


async def test_a_worry_that_is_not_there_is_a_kind_screen(sim: Simulator) -> None:
    asha = sim.person(name="Asha", language_code="en")
    await asha.sends("/friend")
    await asha.taps_data("fw:no-such-worry")
    assert "I could not find that here" in asha.screen.text
