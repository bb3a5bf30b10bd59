"""Nothing a person says or is called is kept: not in the database, the log or the metrics."""

import aiohttp
import pytest

from bot.run import Service
from bot.settings import Settings
from bot.simulator.person import PATIENCE, Person, acknowledged
from bot.simulator.server import Simulator
from tests.flows.conftest import TOKEN
from tests.flows.looking import Ledger, logging_at

_ID = 5_550_123_456_789
_CANARY = "Canaria"


def update_of(sim: Simulator, person: Person, **content: object) -> dict[str, object]:
    """Write a message that tells as much of a person as Telegram can."""
    account = {
        "id": person.id,
        "is_bot": False,
        "first_name": f"{_CANARY} first",
        "last_name": f"{_CANARY} last",
        "username": f"{_CANARY}_name",
        "language_code": "en",
    }
    chat = {"type": "private", **{name: account[name] for name in ("id", "first_name", "username")}}
    return {"message_id": 77, "date": sim.clock.timestamp(), "chat": chat, "from": account, **content}


async def says_all_there_is_to_say(sim: Simulator, person: Person) -> None:
    origin = {"type": "hidden_user", "date": 1_800_000_000, "sender_user_name": f"{_CANARY} friend"}
    contact = {"phone_number": "+12025550100", "first_name": f"{_CANARY} contact"}
    contents: list[dict[str, object]] = [
        {"text": f"my name is {_CANARY}"},
        {"text": f"/start {_CANARY}", "entities": [{"type": "bot_command", "offset": 0, "length": 6}]},
        {"text": f"/{_CANARY}", "entities": [{"type": "bot_command", "offset": 0, "length": 8}]},
        {"text": f"he said {_CANARY}", "forward_origin": origin},
        {"contact": contact},
    ]
    for content in contents:
        written = update_of(sim, person, **content)
        await acknowledged(sim.queue.add("message", written, lane=f"chat {person.id}"), PATIENCE)


async def uses_the_bot(sim: Simulator, person: Person) -> None:
    for command in ("/start", "/country", "/help", "/remind", "/challenge", "/export", "/quiz"):
        await person.sends(command)
        await person.sends(f"{_CANARY} types here")
        await says_all_there_is_to_say(sim, person)
        await person.sends_photo(caption=_CANARY)
        await person.sends_document(name=f"{_CANARY}.pdf", caption=_CANARY)
    await person.taps_data(f"as:{_CANARY}")
    await person.taps_data(_CANARY)


async def test_no_word_no_name_no_number_is_kept(sim: Simulator, settings: Settings) -> None:
    ledger = Ledger(settings)
    async with logging_at("DEBUG") as log:
        service = Service(settings, clock=sim.clock.now)
        await service.start()
        person = sim.person(name=f"{_CANARY} Sharma", id=_ID)
        await uses_the_bot(sim, person)
        async with (
            aiohttp.ClientSession() as session,
            session.get(f"http://{settings.private_listen}/metrics") as answer,
        ):
            metrics = await answer.text()
        while_running = ledger.files()
        await service.stop()
    assert len(ledger.rows("SELECT * FROM learners")) == 1
    for kept in (while_running, ledger.files(), log.getvalue().encode(), metrics.encode()):
        assert kept
        for canary in (_CANARY, _CANARY.lower(), "+12025550100", TOKEN, TOKEN.partition(":")[2]):
            assert canary.encode() not in kept
    assert str(_ID).encode() not in while_running
    assert str(_ID).encode() not in ledger.files()
    assert str(_ID) not in log.getvalue() + metrics


async def test_who_is_erased_leaves_no_trace_in_the_file(
    sim: Simulator, service: Service, settings: Settings
) -> None:
    asha = sim.person(name="Asha")
    await asha.sends("/challenge")
    await asha.taps("I saw a challenge or a dare")
    await asha.sends("/delete")
    await asha.taps("Yes, erase")
    left = {name: rows for name, rows in Ledger(settings).everything().items() if rows}
    left.pop("sqlite_sequence", None)
    left.pop("alembic_version", None)
    left.pop("duties", None)  # of processes
    assert left == {}
    assert service.failure is None


@pytest.mark.parametrize("mode", ["polling"])
async def test_the_canary_would_be_found(sim: Simulator, service: Service, settings: Settings) -> None:
    """Prove that the search finds what is there: the language is kept."""
    await sim.person(name="Asha", language_code="ne").sends("/menu")
    assert service.failure is None
    assert b"language" in Ledger(settings).files()
