"""Distress is answered with warmth and people, whatever the state; a misunderstanding costs nothing."""

from dataclasses import replace

import pytest

from bot.domain.safeguarding import NOTHING
from bot.folders import shared_folder
from bot.run import Service
from bot.settings import Settings
from bot.simulator.person import Person
from bot.simulator.server import Simulator
from tests.flows.conftest import COORDINATOR
from tests.flows.looking import Ledger

CRY = "i want to die"
ROOT = shared_folder("content").parent


async def settled(sim: Simulator, *, country: str = "Nepal") -> Person:
    """Let a teen go through the first contact."""
    person = sim.person(name="Maya", language_code="en")
    await person.sends("/start")
    await person.sends("/country")
    await person.sends(country)
    await person.taps(country)
    await person.sends("/menu")
    return person


@pytest.mark.usefixtures("service")
async def test_distress_is_answered_with_people_and_two_ways_on(sim: Simulator, ledger: Ledger) -> None:
    maya = await settled(sim)
    before = ledger.one("SELECT place FROM learners")
    await maya.sends(CRY)
    text, labels = maya.screen.text, [" ".join(label.split()[1:]) for label in maya.screen.labels]
    assert "It is not your fault." in text
    assert "nobody reads this chat" in text
    assert "1098" in text
    assert labels[:2] == ["I want help", "That is not what I meant"]
    assert ledger.one("SELECT place FROM learners") == before
    assert ledger.rows("SELECT country, kind, count FROM heard") == [("NP", "self_harm", 1)]
    assert ledger.one("SELECT calm_until FROM learners") is not None
    assert CRY.encode() not in ledger.files()


@pytest.mark.usefixtures("service")
async def test_not_meant_puts_everything_back(sim: Simulator, ledger: Ledger) -> None:
    maya = await settled(sim)
    await maya.sends(CRY)
    await maya.taps("That is not what I meant")
    assert ledger.rows("SELECT count FROM heard") == [(0,)]
    assert ledger.one("SELECT calm_until FROM learners") is None
    assert "Thank you for saying so." in maya.screen.text


@pytest.mark.usefixtures("service")
async def test_not_meant_takes_a_broadcast_text_after_all(sim: Simulator, ledger: Ledger) -> None:
    wording = "If a child tells you: I want to die. Listen, and call the helpline."
    coordinator = sim.person(name="Sita", language_code="en", id=COORDINATOR)
    await coordinator.sends("/broadcast")
    await coordinator.taps("New broadcast")
    await coordinator.taps("English")
    await coordinator.sends(wording)
    assert "It is not your fault." in coordinator.screen.text
    await coordinator.taps("That is not what I meant")
    assert wording in str(ledger.rows("SELECT bodies FROM broadcasts"))


@pytest.mark.usefixtures("service")
async def test_quizzes_rest_until_the_learner_wants_them(sim: Simulator) -> None:
    maya = await settled(sim)
    await maya.sends(CRY)
    await maya.sends("/quiz")
    assert "leave the questions for now" in maya.screen.text
    await maya.taps("Go on all the same")
    await maya.sends("/quiz")
    assert "leave the questions for now" not in maya.screen.text


@pytest.mark.usefixtures("service")
async def test_with_the_database_locked_help_comes_from_memory(sim: Simulator, ledger: Ledger) -> None:
    maya = await settled(sim)
    async with ledger.locked():
        await maya.sends(CRY)
        assert "1098" in maya.screen.text
        assert "not working on my side" in maya.screen.text
        await maya.sends("/help")
        assert "1098" in maya.screen.text


async def test_a_deaf_ear_shows_help(
    service: Service, sim: Simulator, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert service.app is not None

    def breaks(*_: object) -> None:
        raise RuntimeError

    maya = await settled(sim)
    monkeypatch.setattr("bot.domain.safeguarding.Ear.hear", breaks)
    await maya.sends("hello there")
    assert "It is not your fault." in maya.screen.text


async def test_in_maintenance_everybody_gets_help_and_nobody_silence(
    sim: Simulator, settings: Settings
) -> None:
    closed = Service(settings.model_copy(update={"maintenance": True}), clock=sim.clock.now)
    await closed.start()
    maya = sim.person(name="Maya", language_code="en")
    for words in ("/menu", CRY, "/quiz", "hello"):
        await maya.sends(words)
        assert "It is not your fault." in maya.screen.text
        assert "not working on my side" in maya.screen.text
    await closed.stop()


@pytest.mark.usefixtures("service")
async def test_a_parent_is_led_through_the_first_ten_minutes_to_the_steps(
    sim: Simulator, ledger: Ledger
) -> None:
    ramesh = sim.person(name="Ramesh", language_code="en")
    await ramesh.sends("/start")
    for label in ("English", "parent or carer"):
        await ramesh.taps(label)
    await ramesh.sends(CRY)
    await ramesh.taps("I want help")
    assert "The first ten minutes" in ramesh.screen.text
    assert "Your child chooses the words" in ramesh.screen.text
    await ramesh.taps("Step by step")
    assert "When your child doesn’t want to live" in ramesh.screen.text
    await ramesh.sends(CRY)
    await ramesh.taps("I want help")
    await ramesh.taps("It is about me")
    assert "When you don’t want to be here" in ramesh.screen.text
    await ramesh.taps("Step 1 is done")
    assert "When you don’t want to be here" in ramesh.screen.text
    assert "dark-thoughts" not in str(ledger.everything())


@pytest.mark.usefixtures("service")
async def test_a_child_is_led_to_the_steps_for_what_was_heard(sim: Simulator) -> None:
    maya = await settled(sim)
    await maya.sends(CRY)
    await maya.taps("I want help")
    assert "When you don’t want to be here" in maya.screen.text
    assert "Tell one person now" in maya.screen.text


def test_nothing_that_was_sent_can_be_fetched() -> None:
    """Leave no call in the bot that could download a picture, a voice message or a file."""
    modules = [path for path in (ROOT / "bot").rglob("*.py") if "simulator" not in path.parts]
    assert modules
    for path in modules:
        words = path.read_text(encoding="utf-8").casefold()
        assert not any(each in words for each in ("get_file(", "getfile", "download_to", "download_as")), path


async def test_what_may_be_a_cry_gets_people_beside_the_usual_answer(
    sim: Simulator, ledger: Ledger, service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert service.failure is None
    maya = await settled(sim)
    possible = replace(NOTHING, is_possible=True)
    monkeypatch.setattr("bot.domain.safeguarding.Ear.hear", lambda *_: possible)
    await maya.sends("i dont know how to say it")
    assert "Thank you for writing." in maya.screen.text
    assert "1098" in maya.screen.text
    assert ledger.rows("SELECT * FROM heard") == []
    assert ledger.one("SELECT calm_until FROM learners") is None
