"""A reminder from /remind to its message in the chat, with the simulator's clock moved forward."""

import sqlite3
from collections.abc import AsyncIterator
from datetime import datetime, timedelta

import pytest

from bot.run import Service
from bot.settings import Settings
from bot.simulator.person import Person
from bot.simulator.server import Simulator

NEVER = 10**6  # sweeps run when the test says so


@pytest.fixture
async def service(settings: Settings, sim: Simulator) -> AsyncIterator[Service]:
    running = Service(settings, clock=sim.clock.now, pace=NEVER)
    await running.start()
    yield running
    await running.stop()


async def move(sim: Simulator, service: Service, to: datetime) -> None:
    """Move the clock, and let the bot do what is due."""
    sim.clock.advance((to - sim.clock.now()).total_seconds())
    assert service._worker is not None
    await service._worker.sweep()


def next_at(sim: Simulator, hour: int, minute: int) -> datetime:
    """Return when it is that time in Nepal next (5:45 ahead of UTC), tomorrow at the earliest."""
    tomorrow = sim.clock.now() + timedelta(hours=5, minutes=45) + timedelta(days=1)
    there = tomorrow.replace(hour=hour, minute=minute, second=0, microsecond=0)
    return there - timedelta(hours=5, minutes=45)


async def a_reminded_person(sim: Simulator) -> Person:
    asha = sim.person(name="Asha", language_code="en")
    await asha.sends("/remind")
    await asha.taps("Every day")
    await asha.sends("६:३० pm")
    await asha.sends("nepal")
    await asha.taps("Kathmandu, Nepal")
    assert "Next:" in asha.screen.text
    return asha


async def test_a_reminder_is_set_up_comes_and_is_put_off_and_stopped(
    sim: Simulator, service: Service
) -> None:
    asha = await a_reminded_person(sim)
    count = len(asha.messages)
    due_at = next_at(sim, 18, 30)
    await move(sim, service, due_at)
    assert len(asha.messages) == count + 1
    await asha.taps("In one hour")
    assert "The next reminder comes then" in asha.screen.text
    await move(sim, service, due_at + timedelta(hours=1, minutes=1))
    assert len(asha.messages) == count + 2
    await asha.taps("Stop reminders")
    assert "No more reminders." in asha.screen.text
    await move(sim, service, due_at + timedelta(days=1))
    assert len(asha.messages) == count + 2


async def test_everything_about_a_reminder_can_be_changed(sim: Simulator, service: Service) -> None:
    asha = await a_reminded_person(sim)
    await asha.taps("Days")
    for day in ("Sunday", "Tuesday"):
        await asha.taps(day)
    await asha.taps("Go on")
    assert "Days: Monday, Wednesday, Thursday, Friday, and Saturday" in asha.screen.text
    await asha.taps("Time")
    await asha.sends("99:99")
    assert "I could not read that as a time." in asha.screen.text
    await asha.sends("I am not sure what to do")
    assert "Thank you for writing." in asha.screen.text
    assert service.failure is None


async def test_its_clock_its_nights_and_its_words_can_be_changed(sim: Simulator, service: Service) -> None:
    asha = await a_reminded_person(sim)
    await asha.taps("Place")
    await asha.sends("londn")
    await asha.taps("London, United Kingdom")
    assert "(United Kingdom)" in asha.screen.text
    await asha.taps("Quiet hours")
    await asha.taps("6:00\u202fpm")
    assert "6:00\u202fpm to 8:00" in asha.screen.text
    await asha.taps("Reminders")
    assert "lies in your quiet hours" in asha.screen.text
    await asha.taps("Ask missed questions")
    await asha.taps("Shared phone: off")
    assert "About: questions you missed" in asha.screen.text
    await asha.taps("Time")
    await asha.taps("4:00\u202fpm")
    await asha.taps("Skip the next one")
    assert "Next:" in asha.screen.text
    assert service.failure is None


async def test_in_the_eighth_week_one_invitation_to_look_back(sim: Simulator, service: Service) -> None:
    asha = await a_reminded_person(sim)
    await asha.sends("/lesson")
    await asha.taps("Start the first lesson")
    await asha.taps("Help now")
    began_on, count = next_at(sim, 18, 30) - timedelta(days=1), len(asha.messages)
    await move(sim, service, began_on + timedelta(weeks=8) - timedelta(days=1))
    assert "Shall we look back" not in asha.screen.text
    await move(sim, service, began_on + timedelta(weeks=8))
    assert asha.screen.text == "Shall we look back together? It takes a few minutes, whenever it suits you."
    assert len(asha.messages) == count + 2
    await asha.taps("Tomorrow")
    await move(sim, service, began_on + timedelta(weeks=8, days=1))
    assert "Shall we look back" in asha.screen.text
    await asha.taps("Something new")
    assert "Stop: the ten-second gap" in asha.screen.text
    await move(sim, service, began_on + timedelta(weeks=8, days=2))
    assert "Shall we look back" not in asha.screen.text
    assert service.failure is None


async def test_looking_back_asks_about_what_was_read(sim: Simulator, service: Service) -> None:
    asha = await a_reminded_person(sim)
    await asha.sends("/lesson")
    await asha.taps("Start the first lesson")
    while any(label.endswith("Next") for label in asha.screen.labels):
        await asha.taps("Next")
    await asha.taps("Finish here")
    await move(sim, service, next_at(sim, 18, 30) + timedelta(weeks=8))
    await asha.taps("Look back")
    while "Question" in asha.screen.text:
        await asha.taps("1")
        last = not any("Next question" in label for label in asha.screen.labels)
        await asha.taps("See how it went" if last else "Next question")
    assert "That was the last question." in asha.screen.text
    assert any("Lessons" in label for label in asha.screen.labels)
    assert service.failure is None


async def test_a_clock_that_is_no_longer_known_is_asked_for(
    sim: Simulator, service: Service, settings: Settings
) -> None:
    asha = await a_reminded_person(sim)
    with sqlite3.connect(settings.database_url.get_secret_value().removeprefix("sqlite:///")) as connection:
        connection.execute("UPDATE reminders SET zone = 'Asia/Gone'")
    await asha.sends("/remind")
    assert "Which clock should I go by?" in asha.screen.text
    await asha.sends("nepal")
    await asha.taps("Kathmandu, Nepal")
    assert "Next:" in asha.screen.text
    assert service.failure is None
