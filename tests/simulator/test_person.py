"""People talk to a toy bot, by polling and by webhook."""

import pytest

from bot.simulator.server import Simulator
from tests.simulator.toy import ToyBot


async def test_a_person_writes_and_sees_the_answer(simulator: Simulator, bot: ToyBot) -> None:
    asha = simulator.person(name="Asha", language_code="ne")
    await asha.sends("/start")
    assert asha.screen.text == "Heard /start"
    assert asha.screen.labels == ["Press me"]
    assert simulator.refusals == []


async def test_a_person_taps_and_sees_the_message_change(simulator: Simulator, bot: ToyBot) -> None:
    asha = simulator.person(name="Asha")
    await asha.sends("hello")
    await asha.taps("Press me")
    assert asha.screen.text.startswith("Pressed press")
    assert asha.screen.edited
    assert asha.toast == "Noted"
    assert asha.unanswered_queries == []
    assert simulator.refusals == []


async def test_a_missing_button_is_told_with_what_there_is(simulator: Simulator, bot: ToyBot) -> None:
    asha = simulator.person(name="Asha")
    await asha.sends("hello")
    with pytest.raises(AssertionError, match="Press me"):
        await asha.taps("Elsewhere")
