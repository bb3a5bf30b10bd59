"""A person looks up how to report and lock down in an app."""

import pytest

from bot.content.platforms import load_platforms
from bot.folders import shared_folder
from bot.simulator.person import Person
from bot.simulator.server import Simulator

PLATFORMS = load_platforms(shared_folder("content"))
PAIRS = [(platform.id, section.kind) for platform in PLATFORMS.values() for section in platform.sections]


@pytest.fixture
def mode() -> str:
    return "webhook"


async def test_from_the_menu_to_the_steps(asha: Person) -> None:
    await asha.sends("/menu")
    await asha.taps("In your apps")
    await asha.taps("TikTok")
    await asha.taps("Report something")
    assert "It is not your fault." in asha.screen.text
    assert "2. " in asha.screen.text
    await asha.taps("Report in your country")
    assert "Where to report pictures or content" in asha.screen.text


async def test_every_section_of_every_app_can_be_shown(sim: Simulator, asha: Person) -> None:
    await asha.sends("/apps")
    for platform, kind in PAIRS:
        await asha.taps_data(f"ps:{platform}:{kind}")
        assert PLATFORMS[platform].name in asha.screen.text
        sim.clock.advance(seconds=5)
    assert asha.unanswered_queries == []


@pytest.mark.usefixtures("service")
async def test_an_app_that_is_gone_is_refused_kindly(asha: Person) -> None:
    await asha.sends("/apps")
    await asha.taps_data("pa:myspace")
    assert "I could not find that here." in asha.screen.text
    await asha.taps_data("ps:telegram:family")
    assert "I could not find that here." in asha.screen.text


async def test_a_lesson_about_settings_leads_to_the_apps(asha: Person) -> None:
    await asha.sends("/lesson")
    await asha.taps_data("ls:two-steps:5")
    await asha.taps("In your apps")
    await asha.taps("WhatsApp")
    assert "WhatsApp is for people aged 13 and over." in asha.screen.text
