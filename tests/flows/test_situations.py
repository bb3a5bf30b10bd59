"""From /say to a question the next day, with the simulator's clock moved forward."""

from collections.abc import AsyncIterator
from datetime import datetime, timedelta

import pytest

from bot.run import Service
from bot.settings import Settings
from bot.simulator.person import Person
from bot.simulator.server import Simulator
from tests.flows.looking import Ledger
from tests.flows.test_reminders import NEVER, move, next_at

ASKS = "How did it go?"


@pytest.fixture
def mode() -> str:
    return "webhook"


@pytest.fixture
async def service(settings: Settings, sim: Simulator) -> AsyncIterator[Service]:
    running = Service(settings, clock=sim.clock.now, pace=NEVER)
    await running.start()
    yield running
    await running.stop()


async def a_parent(sim: Simulator, *, country: str = "nepal") -> Person:
    hari = sim.person(name="Hari", language_code="en")
    await hari.sends("/country")
    await hari.sends(country)
    await hari.taps("Nepal")
    return hari


async def asks_for_tomorrow(person: Person) -> None:
    await person.sends("/say")
    await person.taps("They showed me a chat")
    assert "Say this" in person.screen.text
    await person.taps("Ask me tomorrow")


def questions(person: Person) -> int:
    """Count the questions that have not been answered: an answer takes the question's place."""
    return sum(ASKS in message.text for message in person.messages if message.from_bot)


def evening_after(sim: Simulator, days: int = 1) -> datetime:
    return next_at(sim, 19, 45) + timedelta(days=days - 1)


async def test_it_comes_once_and_help_comes_when_it_went_badly(
    sim: Simulator, service: Service, ledger: Ledger
) -> None:
    hari = await a_parent(sim)
    await asks_for_tomorrow(hari)
    assert "All right, I will ask you." in hari.screen.text
    await move(sim, service, sim.clock.now() + timedelta(hours=2))
    assert questions(hari) == 0
    for days in (1, 1, 2, 3):
        await move(sim, service, evening_after(sim, days))
    assert questions(hari) == 1
    before = ledger.everything()
    await hari.taps("It went badly")
    assert "Often it takes several tries." in hari.screen.text
    assert ledger.everything() == before  # the answer is not stored
    await hari.taps("Talk with somebody")
    assert "People you can talk to" in hari.screen.text or "help" in hari.screen.text.lower()


async def test_at_night_nothing_comes(sim: Simulator, service: Service) -> None:
    hari = await a_parent(sim)
    await move(sim, service, next_at(sim, 23, 30))
    await asks_for_tomorrow(hari)
    got_at = await _hour_of_the_question(sim, service, hari)
    assert 9 <= got_at.hour < 20


async def test_it_can_be_taken_back_with_one_tap(sim: Simulator, service: Service) -> None:
    hari = await a_parent(sim)
    await asks_for_tomorrow(hari)
    await hari.taps("Do not ask me")
    await move(sim, service, evening_after(sim))
    assert questions(hari) == 0


async def test_who_stops_all_messages_meanwhile_gets_none(
    sim: Simulator, service: Service, ledger: Ledger
) -> None:
    hari = await a_parent(sim)
    await asks_for_tomorrow(hari)
    await hari.sends("/stop")
    await move(sim, service, evening_after(sim))
    assert questions(hari) == 0
    assert ledger.one("SELECT state FROM deliveries") == "cancelled"


async def test_who_had_stopped_messages_is_offered_to_allow_them(sim: Simulator, service: Service) -> None:
    hari = await a_parent(sim)
    await hari.sends("/stop")
    await asks_for_tomorrow(hari)
    assert "You have stopped all messages" in hari.screen.text
    await hari.taps("Allow, and ask tomorrow")
    await move(sim, service, evening_after(sim))
    assert questions(hari) == 1


async def test_not_yet_is_asked_again_twice_and_then_no_more(sim: Simulator, service: Service) -> None:
    hari = await a_parent(sim)
    await asks_for_tomorrow(hari)
    for times in (1, 2, 3):
        await move(sim, service, evening_after(sim))
        assert questions(hari) == 1
        await hari.taps("Not yet")
        assert ("I will ask you again" in hari.screen.text) is (times < 3)
    await move(sim, service, evening_after(sim))
    assert questions(hari) == 0


async def test_no_more_questions_takes_back_every_one(sim: Simulator, service: Service) -> None:
    hari = await a_parent(sim)
    await asks_for_tomorrow(hari)
    await move(sim, service, evening_after(sim))
    await hari.taps("Not yet")
    await hari.taps_data("yx")
    assert "I will not ask any more." in hari.screen.text
    await move(sim, service, evening_after(sim))
    assert questions(hari) == 0


async def test_on_a_shared_phone_it_tells_nothing(sim: Simulator, service: Service) -> None:
    hari = await a_parent(sim)
    await hari.sends("/settings")
    await hari.taps("Shared phone: off")
    await asks_for_tomorrow(hari)
    await move(sim, service, evening_after(sim))
    assert questions(hari) == 1
    assert "child" not in hari.screen.text


async def test_without_a_country_it_is_asked_for_first(sim: Simulator, service: Service) -> None:
    hari = sim.person(name="Hari", language_code="en")
    await asks_for_tomorrow(hari)
    assert "I never want to write at night" in hari.screen.text
    await hari.taps("Choose my country")
    assert service.failure is None


async def _hour_of_the_question(sim: Simulator, service: Service, person: Person) -> datetime:
    for _ in range(96):
        await move(sim, service, sim.clock.now() + timedelta(minutes=30))
        if questions(person):
            return sim.clock.now() + timedelta(hours=5, minutes=45)
    raise AssertionError("it never came")
