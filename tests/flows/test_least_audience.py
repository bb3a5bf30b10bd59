"""A broadcast that could be meant for one child is not sent, and small counts are not shown."""

import pytest

from bot.domain.stats import LEAST
from bot.run import Service
from bot.settings import Settings
from bot.simulator.server import Simulator
from tests.flows.test_broadcasts import a_draft, a_reader, received, service, sweep

__all__ = ["service"]
WORDS = "School starts"


@pytest.fixture
def mode() -> str:
    return "webhook"


@pytest.fixture
def settings(settings: Settings) -> Settings:
    return settings.model_copy(update={"least_audience": LEAST})


async def test_nothing_is_sent_to_a_class_of_one(sim: Simulator, service: Service) -> None:
    assert service.failure is None
    reader = await a_reader(sim, "Rita")
    coordinator = await a_draft(sim)
    assert "Fewer than 10 people would get it." in coordinator.screen.text
    await coordinator.taps("Try it: English")
    assert coordinator.screen.text.startswith(WORDS)
    await coordinator.sends("/broadcast")
    await coordinator.taps_data("bs:1")
    await coordinator.taps("Audience")
    assert "1 person" not in coordinator.screen.text
    assert "English: not shown" in coordinator.screen.text
    await coordinator.taps("Back")
    await coordinator.taps("Check and send")
    assert "one of them could be meant" in coordinator.screen.text
    assert not any("Send to" in label for label in coordinator.screen.labels)
    assert not received(reader, WORDS)


async def test_a_button_of_yesterday_sends_nothing_to_few(sim: Simulator, service: Service) -> None:
    assert service.app is not None
    reader = await a_reader(sim, "Rita")
    coordinator = await a_draft(sim)
    await coordinator.taps_data("bg:1")
    await sweep(service)
    assert "Not ready yet" in coordinator.screen.text
    assert not received(reader, WORDS)
