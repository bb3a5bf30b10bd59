"""A flood is met with one kind notice and then silence; help, distress and safe words always get through."""

import pytest

from bot.settings import Settings
from bot.simulator.person import PATIENCE, Person, acknowledged
from bot.simulator.server import Simulator
from bot.tg.flood import ACTIONS
from tests.flows.conftest import COORDINATOR
from tests.flows.looking import Ledger, from_bot

pytestmark = pytest.mark.usefixtures("service")
NOTICE = "a lot at once"


@pytest.fixture
def mode() -> str:
    return "webhook"


@pytest.fixture
def settings(settings: Settings) -> Settings:
    return settings.model_copy(update={"flood_actions": ACTIONS})


async def flooding(sim: Simulator) -> Person:
    person = sim.person(name="Asha", language_code="en")
    for _ in range(ACTIONS + 1):
        await person.sends("/menu")
    assert NOTICE in person.screen.text
    return person


async def test_one_notice_then_silence_until_it_calms_down_and_nothing_is_stored(
    sim: Simulator, ledger: Ledger
) -> None:
    person = await flooding(sim)
    answers, before = len(from_bot(person)), ledger.everything()
    updates = ledger.one("SELECT count(*) FROM updates")
    for _ in range(5):
        await person.sends("hello")
    assert len(from_bot(person)) == answers
    assert ledger.everything() == before
    assert ledger.one("SELECT count(*) FROM updates") == updates
    sim.clock.advance(seconds=11)
    await person.sends("/menu")
    assert "What would you like to do?" in person.screen.text


async def test_a_tap_that_is_too_much_still_ends_its_spinner(sim: Simulator) -> None:
    person = await flooding(sim)
    await person.taps_data("t")
    assert person.unanswered_queries == []


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("/helpline", "people"),
        ("i want to kill myself", "not your fault"),
        ("sos", "people"),
        ("/guide", "What"),
    ],
)
async def test_help_always_gets_through(sim: Simulator, words: str, answer: str) -> None:
    person = await flooding(sim)
    await person.sends(words)
    assert NOTICE not in person.screen.text
    assert answer in person.screen.text


async def test_a_word_of_ones_own_gets_through(sim: Simulator) -> None:
    person = sim.person(name="Asha", language_code="en")
    await person.sends("/settings")
    await person.taps("My safe word")
    await person.sends("marigold")
    for _ in range(ACTIONS):
        await person.sends("/menu")
    assert NOTICE in person.screen.text
    await person.sends("marigold")
    assert NOTICE not in person.screen.text


async def test_a_coordinators_files_are_no_flood(sim: Simulator) -> None:
    cora = sim.person(name="Cora", id=COORDINATOR)
    await cora.sends("/menu")
    for _ in range(ACTIONS + 3):
        await cora.sends_photo()
    assert NOTICE not in "".join(from_bot(cora))


async def test_an_album_gets_one_answer(sim: Simulator) -> None:
    person = sim.person(name="Asha", language_code="en")
    await person.sends("/menu")
    before = len(from_bot(person))
    for number in range(10):
        await _sends_picture(sim, person, number)
    assert len(from_bot(person)) == before + 1
    await _sends_picture(sim, person, 11, caption="i want to kill myself")
    assert "not your fault" in person.screen.text


async def _sends_picture(sim: Simulator, person: Person, number: int, **content: object) -> None:
    account = {"id": person.id, "is_bot": False, "first_name": "Asha", "language_code": "en"}
    written = {
        "message_id": 700 + number,
        "date": sim.clock.timestamp(),
        "chat": {"id": person.id, "type": "private", "first_name": "Asha"},
        "from": account,
        "media_group_id": "album",
        "photo": [{"file_id": "f", "file_unique_id": "u", "width": 1, "height": 1}],
        **content,
    }
    await acknowledged(sim.queue.add("message", written, lane=f"chat {person.id}"), PATIENCE)
