"""A PIN before the private settings: asked for where it should be, never where somebody needs help."""

import pytest

from bot.simulator.person import Person
from bot.simulator.server import Simulator
from tests.flows.looking import Ledger, Log

pytestmark = pytest.mark.usefixtures("service")
PIN = "4711"


def texts(person: Person) -> list[str]:
    return [message.text for message in person.messages]


async def locked(sim: Simulator) -> Person:
    """Let somebody set a PIN, and let ten minutes pass."""
    person = sim.person(name="Maya", language_code="en")
    await person.sends("/settings")
    await person.taps("Lock settings")
    await person.sends(PIN)
    assert "The lock is on." in person.screen.text
    assert PIN not in texts(person)
    sim.clock.advance(seconds=601)
    return person


async def asks(person: Person) -> bool:
    return "Please type the PIN" in person.screen.text


@pytest.mark.parametrize(
    ("wish", "shown"),
    [
        ("Who I am", "Who are you?"),
        ("My safe word", "My safe word"),
        ("Lock settings", "The lock is on."),
        ("Erase everything", "Erase everything?"),
        ("Shared phone: off", "Settings"),
    ],
)
async def test_it_stands_before_what_is_private_and_leads_there(
    sim: Simulator, wish: str, shown: str
) -> None:
    maya = await locked(sim)
    await maya.sends("/settings")
    await maya.taps(wish)
    assert await asks(maya)
    await maya.sends(PIN)
    assert shown in maya.screen.text
    assert PIN not in texts(maya)
    await maya.sends("/settings")
    await maya.taps(wish)
    assert not await asks(maya)


@pytest.mark.parametrize(
    "data", ["ao:parent", "ag:16-17", "td:1", "ru:1", "tx", "ta", "te", "tv", "to", "tn"]
)
async def test_no_old_or_forged_button_goes_round_it(sim: Simulator, ledger: Ledger, data: str) -> None:
    maya = await locked(sim)
    await maya.sends("/settings")
    before = ledger.rows("SELECT role, age_band, is_discreet, pin_sealed FROM learners")
    await maya.taps_data(data)
    assert await asks(maya)
    assert ledger.rows("SELECT role, age_band, is_discreet, pin_sealed FROM learners") == before


@pytest.mark.parametrize("command", ["/export", "/delete"])
async def test_commands_ask_too(sim: Simulator, command: str) -> None:
    maya = await locked(sim)
    await maya.sends(command)
    assert await asks(maya)
    assert maya.screen.document is None


@pytest.mark.parametrize(
    "wish", ["/help", "help", "/stop", "/privacy", "/menu", "/guide", "/language", "hide"]
)
async def test_help_hiding_silence_and_privacy_never_ask(sim: Simulator, wish: str) -> None:
    maya = await locked(sim)
    await maya.sends("/export")
    await maya.sends(wish)
    assert not await asks(maya)


async def test_distress_is_heard_where_the_pin_is_asked_for(sim: Simulator) -> None:
    maya = await locked(sim)
    await maya.sends("/export")
    await maya.sends("i want to die")
    assert "It is not your fault." in maya.screen.text


async def test_six_wrong_tries_cost_time_and_leave_no_trace(sim: Simulator, ledger: Ledger, log: Log) -> None:
    maya = await locked(sim)
    await maya.sends("/export")
    for number in range(5):
        await maya.sends(f"081{number}")
        assert "That was not the PIN." in maya.screen.text
    assert "in about 5 minutes" in maya.screen.text
    await maya.sends(PIN)
    assert await asks(maya)
    sim.clock.advance(seconds=301)
    await maya.sends("0819")
    assert "in about 30 minutes" in maya.screen.text
    sim.clock.advance(seconds=1801)
    await maya.sends(PIN)
    assert maya.screen.document is not None
    assert not [text for text in texts(maya) if text.isdigit()]
    assert PIN.encode() not in ledger.files()
    assert PIN not in log.getvalue()


async def test_the_export_tells_that_there_is_a_pin_and_no_more(sim: Simulator) -> None:
    maya = await locked(sim)
    await maya.sends("/export")
    await maya.sends(PIN)
    document = maya.screen.document
    assert document is not None
    assert '"pin_sealed": true' in document.content.decode()
    assert '"safe_word_sealed": false' in document.content.decode()


async def test_hiding_closes_an_open_lock(sim: Simulator) -> None:
    maya = await locked(sim)
    await maya.sends("/export")
    await maya.sends(PIN)
    await maya.sends("hide")
    await maya.sends("/export")
    assert await asks(maya)


async def test_the_lock_can_be_closed_changed_and_taken_off(sim: Simulator, ledger: Ledger) -> None:
    maya = await locked(sim)
    await maya.sends("/settings")
    await maya.taps("Lock settings")
    await maya.sends(PIN)
    await maya.taps("Change the PIN")
    await maya.sends("1234")
    assert "guessed first" in maya.screen.text
    await maya.sends("80935")
    assert "The lock is on." in maya.screen.text
    await maya.taps("Lock again now")
    await maya.taps("Lock settings")
    await maya.sends(PIN)
    assert "That was not the PIN." in maya.screen.text
    await maya.sends("८०९३५")
    await maya.taps("Take the lock off")
    assert ledger.one("SELECT pin_sealed FROM learners") is None


async def test_without_the_pin_everything_goes_after_a_day(sim: Simulator, ledger: Ledger) -> None:
    maya = await locked(sim)
    await maya.sends("/delete")
    await maya.taps("I do not know the PIN")
    await maya.taps("Erase everything in a day")
    assert "in about 24 hours" in maya.screen.text
    assert ledger.one("SELECT erase_at FROM learners") is not None


async def test_the_right_pin_calls_it_off(sim: Simulator, ledger: Ledger) -> None:
    maya = await locked(sim)
    await maya.sends("/delete")
    await maya.taps("I do not know the PIN")
    await maya.taps("Erase everything in a day")
    await maya.sends("/settings")
    assert "the PIN calls it off." in maya.screen.text
    await maya.taps("Lock settings")
    assert "Everything will be erased." in maya.screen.text
    await maya.sends(PIN)
    assert "Nothing will be erased any more." in maya.screen.text
    assert ledger.one("SELECT erase_at FROM learners") is None


# A safe word of one's own


async def test_a_word_of_ones_own_opens_help_and_is_shown_nowhere(
    sim: Simulator, ledger: Ledger, log: Log
) -> None:
    maya = sim.person(name="Maya", language_code="en")
    await maya.sends("/settings")
    await maya.taps("My safe word")
    await maya.sends("Purple Elephant")
    assert "Your safe word is set." in maya.screen.text
    assert "Purple" not in " ".join(texts(maya))
    await maya.sends("/quiz")
    await maya.sends("purpel elephant")
    assert "You can talk to someone." in maya.screen.text
    assert b"lephant" not in ledger.files()
    assert "lephant" not in log.getvalue()
    await maya.sends("/settings")
    await maya.taps("My safe word")
    assert "You have a safe word of your own." in maya.screen.text
    await maya.taps("Remove my safe word")
    await maya.sends("/menu")
    await maya.sends("purple elephant")
    assert "You can talk to someone." not in maya.screen.text


@pytest.mark.parametrize(
    ("word", "answer"),
    [
        ("hello", "Many people write this word every day"),
        ("no", "at least 3 characters"),
        ("x" + "yz" * 20, "at most 30 characters"),
        ("ocultr esto", "Hello! Something short"),
    ],
)
async def test_poor_words_are_met_with_advice(sim: Simulator, word: str, answer: str) -> None:
    maya = sim.person(name="Maya", language_code="en")
    await maya.sends("/settings")
    await maya.taps("My safe word")
    await maya.sends(word)
    assert answer in maya.screen.text
    assert word not in texts(maya)
