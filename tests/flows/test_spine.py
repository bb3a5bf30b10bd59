"""A tap travels through simulator, transport, transaction and back."""

import pytest

from bot.simulator.server import Simulator

pytestmark = pytest.mark.usefixtures("service")


async def test_a_command_and_a_tap_are_answered(sim: Simulator) -> None:
    asha = sim.person(name="Asha", language_code="en")
    await asha.sends("/menu")
    first = asha.screen
    await asha.taps(first.labels[0])
    assert asha.screen.message_id == first.message_id
    assert asha.unanswered_queries == []
