"""A safe word opens help from anywhere; hiding leaves nothing in the chat that tells of it."""

import pytest

from bot.domain.actions.hiding import Hide
from bot.run import Service
from bot.settings import Settings
from bot.simulator.faults import Fault, Reject
from bot.simulator.person import Person
from bot.simulator.server import Simulator
from bot.tg.routes import CODEC
from tests.flows.conftest import COORDINATOR
from tests.flows.looking import Ledger

NEUTRAL = "Hello! Something short to read is here whenever you like."


def texts(person: Person) -> list[str]:
    return [message.text for message in person.messages]


async def settled(sim: Simulator) -> Person:
    person = sim.person(name="Maya", language_code="en")
    await person.sends("/start")
    await person.sends("/country")
    await person.sends("Nepal")
    await person.taps("Nepal")
    await person.sends("/menu")
    return person


# Safe words


@pytest.mark.usefixtures("service")
@pytest.mark.parametrize("word", ["help", "HELP!!", "sos", "auyda", "मद्दत", "مساعدة", "madat"])
async def test_any_languages_word_opens_help_even_as_the_first_message(sim: Simulator, word: str) -> None:
    stranger = sim.person(name="Stranger", language_code="en")
    await stranger.sends(word)
    assert "You can talk to someone. It is not your fault." in stranger.screen.text


@pytest.mark.usefixtures("service")
async def test_help_in_a_quiz_keeps_the_place_and_counts_nothing(sim: Simulator, ledger: Ledger) -> None:
    maya = await settled(sim)
    await maya.sends("/quiz")
    before = ledger.one("SELECT place FROM learners")
    await maya.sends("help")
    assert "1098" in maya.screen.text
    assert ledger.one("SELECT place FROM learners") == before
    assert ledger.rows("SELECT * FROM heard") == []
    assert ledger.one("SELECT calm_until FROM learners") is None
    question = texts(maya)
    await maya.taps("Back to where I was")
    assert maya.screen.text in question or "?" in maya.screen.text


@pytest.mark.usefixtures("service")
async def test_help_is_no_text_of_a_broadcast(sim: Simulator, ledger: Ledger) -> None:
    coordinator = sim.person(name="Sita", language_code="en", id=COORDINATOR)
    await coordinator.sends("/broadcast")
    await coordinator.taps("New broadcast")
    await coordinator.taps("English")
    await coordinator.sends("Help!")
    assert "It is not your fault." in coordinator.screen.text
    assert ledger.one("SELECT bodies FROM broadcasts") == "{}"
    await coordinator.sends("A real text.")
    assert "A real text." in ledger.one("SELECT bodies FROM broadcasts")


@pytest.mark.usefixtures("service")
async def test_with_the_database_locked_words_work_from_memory(sim: Simulator, ledger: Ledger) -> None:
    maya = await settled(sim)
    await maya.sends("/settings")
    async with ledger.locked():
        await maya.sends("help")
        assert "1098" in maya.screen.text
        await maya.taps("Hide this chat")
        assert maya.messages[-1].text == NEUTRAL
        await maya.sends("hide")
        assert maya.screen.text == NEUTRAL
        assert "hide" not in texts(maya)


async def test_a_fault_of_ours_does_not_keep_help_back(
    service: Service, sim: Simulator, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert service.app is not None

    def breaks(*_: object, **__: object) -> None:
        raise RuntimeError

    maya = await settled(sim)
    monkeypatch.setattr("bot.screens.helplines.show_help", breaks)
    await maya.sends("help")
    assert "1098" in maya.screen.text


async def test_in_maintenance_the_words_work_too(sim: Simulator, settings: Settings) -> None:
    closed = Service(settings.model_copy(update={"maintenance": True}), clock=sim.clock.now)
    await closed.start()
    maya = sim.person(name="Maya", language_code="en")
    await maya.sends("sos")
    assert "It is not your fault." in maya.screen.text
    await maya.taps("Hide this chat")
    assert maya.screen.text == NEUTRAL
    await closed.stop()


# Hiding


def test_the_button_means_hiding_without_a_look_at_the_table() -> None:
    assert CODEC.encode(Hide()) == "hx"


@pytest.mark.usefixtures("service")
async def test_one_tap_leaves_one_plain_message(sim: Simulator, ledger: Ledger) -> None:
    maya = await settled(sim)
    await maya.sends("i want to die")
    await maya.sends("/export")
    await maya.sends("i want to die")
    await maya.taps("Hide this chat")
    assert texts(maya) == [NEUTRAL]
    assert maya.unanswered_queries == []
    assert ledger.one("SELECT place FROM learners") == "m"
    assert ledger.one("SELECT count(*) FROM messages") == 1
    await maya.taps("Open")
    assert "What would you like to do?" in maya.screen.text


@pytest.mark.usefixtures("service")
@pytest.mark.parametrize("word", ["hide", "/hide", "Ocultar", "लुकाउ"])
async def test_a_word_hides_itself_too(sim: Simulator, word: str) -> None:
    maya = await settled(sim)
    await maya.sends("help")
    await maya.sends(word)
    assert texts(maya) == [NEUTRAL]


@pytest.mark.usefixtures("service")
async def test_everything_goes_however_much_it_is(sim: Simulator) -> None:
    maya = await settled(sim)
    for number in range(60):
        await maya.sends(f"something {number}")
    await maya.sends("hide")
    assert texts(maya) == [NEUTRAL]


@pytest.mark.usefixtures("service")
async def test_what_is_too_old_for_telegram_does_not_save_the_rest(sim: Simulator) -> None:
    maya = await settled(sim)
    old = len(maya.messages)
    sim.clock.advance(seconds=49 * 3600)
    await maya.sends("help")
    await maya.sends("hide")
    assert len(maya.messages) == old + 1
    assert maya.screen.text == NEUTRAL


@pytest.mark.usefixtures("service")
async def test_a_refused_batch_is_deleted_one_by_one(sim: Simulator) -> None:
    maya = await settled(sim)
    await maya.sends("help")
    sim.faults.add(Fault(kind=Reject(description="message can't be deleted"), method="deleteMessages"))
    await maya.sends("hide")
    assert texts(maya) == [NEUTRAL]


@pytest.mark.usefixtures("service")
async def test_numbers_of_messages_are_no_longer_known_once_somebody_is_erased(
    sim: Simulator, ledger: Ledger
) -> None:
    maya = await settled(sim)
    assert ledger.one("SELECT count(*) FROM messages") > 0
    await maya.sends("/delete")
    await maya.taps("Yes, erase")
    assert ledger.one("SELECT count(*) FROM messages") == 0


@pytest.mark.usefixtures("service")
async def test_on_a_shared_phone_hiding_is_offered_first(sim: Simulator) -> None:
    maya = await settled(sim)
    await maya.sends("/settings")
    await maya.taps("Shared phone: off")
    await maya.sends("i want to die")
    assert maya.screen.labels[0] == "🙈 Hide this chat"
