"""Talks for two, for each role and by the link in an invitation."""

import pytest

from bot.simulator.person import Person
from bot.simulator.server import Simulator

pytestmark = pytest.mark.usefixtures("service")


async def arrived(sim: Simulator, role: str) -> Person:
    person = sim.person(name="Somebody", language_code="en")
    await person.sends("/start")
    await person.taps_data("as:en")
    await person.taps_data(f"ao:{role}")
    return person


async def test_a_teen_opens_a_talk_and_looks_at_the_other_half(sim: Simulator) -> None:
    asha = await arrived(sim, "teen")
    await asha.sends("/menu")
    await asha.taps("Talk together")
    await asha.taps("One rule for each of us")
    assert "Today the adults get one too" in asha.screen.text
    await asha.taps("Show the other half")
    assert "It is no secret" in asha.screen.text
    await asha.taps("Back to my half")
    assert "Today the adults get one too" in asha.screen.text
    (invite,) = asha.screen.find("Invite the other person")
    assert invite.url
    assert "start%3Dpair-one-rule-each" in invite.url


async def test_a_parent_follows_the_invitation_to_their_half(sim: Simulator) -> None:
    maya = await arrived(sim, "parent")
    await maya.sends("/start pair-one-rule-each")
    assert "Your teen chooses yours today" in maya.screen.text
    assert "Today the adults get one too" not in maya.screen.text


@pytest.mark.parametrize("role", ["teacher", None])
async def test_a_teacher_and_a_newcomer_see_both_halves(sim: Simulator, role: str | None) -> None:
    person = await arrived(sim, role) if role else sim.person(name="New", language_code="en")
    await person.sends("/start pair-one-rule-each")
    assert "For the teen" in person.screen.text
    assert "For the adult" in person.screen.text
    await person.taps("All talks")
    assert person.screen.find("Phones at night")


async def test_a_talk_that_is_not_there_is_a_kind_screen(sim: Simulator) -> None:
    asha = await arrived(sim, "teen")
    await asha.sends("/start pair-gone")
    assert "I could not find that here" in asha.screen.text
