"""Nothing a person says or is called is kept: in no database, backup, log, metric or file.

RELIABILITY R8, R15, R35. A leak that was put in on purpose is found, in each of the places.
"""

from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from pathlib import Path

import pytest
import sqlalchemy as sa
import structlog
from markupsafe import Markup
from pydantic import SecretStr

from bot.app import Said, Turn
from bot.metrics import UPDATES
from bot.run import Service
from bot.screens import common
from bot.screens.base import Screen
from bot.settings import Settings
from bot.simulator.person import Person
from bot.simulator.server import Simulator
from bot.storage.statements import statement
from bot.storage.tables import learners
from bot.tg import routes
from tests.flows import canaries
from tests.flows.canaries import CANARY, ID, PIN, SAFE_WORD, WEBHOOK_SECRET, WORDS, found, looked_at, says
from tests.flows.looking import Ledger, Log, logging_at
from tests.flows.test_broadcasts import a_draft, a_reader, sweep

_SCREENS = ("/start", "/country", "/help", "/remind", "/challenge", "/export", "/quiz", "/settings")


@pytest.fixture
def settings(settings: Settings) -> Settings:
    return settings.model_copy(update={"webhook_secret": SecretStr(WEBHOOK_SECRET)})


@pytest.fixture
async def log() -> AsyncIterator[Log]:
    async with logging_at("DEBUG") as log:
        yield log


@pytest.fixture
async def service(settings: Settings, sim: Simulator, log: Log) -> AsyncIterator[Service]:
    running = Service(settings, clock=sim.clock.now)
    await running.start()
    yield running
    await running.stop()
    assert log.getvalue()


async def has_secrets(person: Person) -> None:
    """Let somebody choose a safe word and a PIN, type both again, and a wrong one."""
    await person.sends("/settings")
    await person.taps("My safe word")
    await person.sends(SAFE_WORD)
    await person.sends("/settings")
    await person.taps("Lock settings")
    await person.sends(PIN)
    await person.sends(SAFE_WORD)
    await person.sends("/export")
    await person.sends(PIN[::-1])
    await person.sends(PIN)


async def test_no_word_no_name_no_number_is_kept(
    sim: Simulator, settings: Settings, log: Log, tmp_path: Path
) -> None:
    ledger = Ledger(settings)
    service = Service(settings, clock=sim.clock.now)
    await service.start()
    person = sim.person(name=f"{CANARY} Sharma", id=ID)
    await has_secrets(person)
    assert ledger.one("SELECT pin_sealed IS NOT NULL AND safe_word_sealed IS NOT NULL FROM learners")
    for screen in _SCREENS:
        await person.sends(screen)
        await person.sends(f"{CANARY} types here")
    for content in canaries.messages():
        await person.sends("/country")
        await says(sim, person, content)
    await person.sends_photo(caption=CANARY)
    await person.sends_document(name=f"{CANARY}.pdf", caption=CANARY)
    await canaries.taps_forgeries(person)
    await person.sends("/export")
    kept = await looked_at(settings, log, tmp_path)
    await service.stop()
    kept |= {"closed database": ledger.files(), "later log": log.getvalue().encode()}
    assert found(kept, (*WORDS, str(ID))) == []
    told = {"screens": canaries.shown(person).encode(), "files": canaries.documents(person)}
    assert found(told, WORDS) == []
    assert len(ledger.rows("SELECT * FROM learners")) == 1
    assert str(ID).encode() in told["files"], "their own id is in their own export"


@pytest.mark.parametrize("mode", ["webhook"])
async def test_nothing_is_told_where_something_fails(
    sim: Simulator,
    settings: Settings,
    service: Service,
    log: Log,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def fail(turn: Turn, action: object) -> Screen:
        raise RuntimeError(CANARY, turn, action, ID)

    person = sim.person(name=f"{CANARY} Sharma", id=ID)
    await person.sends("/country")
    monkeypatch.setitem(routes.BY_COMMAND, "start", replace(routes.BY_COMMAND["start"], answer=fail))
    await says(sim, person, canaries.command(f"/start {CANARY}"))
    assert "Something went wrong on my side" in person.screen.text
    monkeypatch.setattr("bot.domain.safeguarding.Ear.hear", fail)
    await says(sim, person, {"text": canaries.DISTRESS})
    async with Ledger(settings).locked():
        await says(sim, person, {"text": canaries.DISTRESS})
    assert log.lines("update failed")
    assert log.lines("the ear failed")
    assert log.lines("update to come again")
    kept = await looked_at(settings, log, tmp_path) | {"screens": canaries.shown(person).encode()}
    assert found(kept, (*WORDS, str(ID))) == []
    assert service.failure is None


@pytest.mark.parametrize("mode", ["webhook"])
async def test_coordinators_learn_nothing_of_anybody(
    sim: Simulator, settings: Settings, service: Service, log: Log, tmp_path: Path
) -> None:
    sim.clock.advance((sim.clock.now().replace(hour=6, minute=15) - sim.clock.now()).total_seconds() + 86_400)
    readers = [await a_reader(sim, f"{CANARY} {number}") for number in range(11)]
    coordinator = await a_draft(sim, "School starts")
    await coordinator.taps("Check and send")
    await coordinator.taps("Send to 11 people")
    await sweep(service)
    for reader in readers:
        await reader.sends(f"{CANARY} answers")
        await reader.sends_photo(caption=CANARY)
    await says(sim, readers[0], {"text": canaries.DISTRESS})
    await readers[1].sends(f"/stop {CANARY}")
    await readers[2].blocks()
    for data in ("bre:1", "brc:1", "x", "xr", "xh", "ou"):
        await coordinator.taps_data(data)
    assert b"language,en,11" in canaries.documents(coordinator)
    kept = {"screens": canaries.shown(coordinator).encode(), "files": canaries.documents(coordinator)}
    kept |= await looked_at(settings, log, tmp_path)
    assert found(kept, WORDS) == []
    assert service.failure is None


async def _log(_: Turn, said: Said) -> None:
    structlog.get_logger("bot").debug("said", words=said.text)


async def _store(turn: Turn, said: Said) -> None:
    await turn.tx.execute(
        statement(sa.update(learners).values(cohort=sa.bindparam("words"))), words=said.text
    )


async def _count(_: Turn, said: Said) -> None:
    UPDATES.labels(route=said.text)


async def _nothing(_: Turn, __: Said) -> None:
    pass


@pytest.mark.parametrize("mode", ["webhook"])
@pytest.mark.parametrize(
    ("leak", "places"),
    [
        (_log, {"log"}),
        (_store, {"database", "backup"}),
        (_count, {"metrics"}),
        (_nothing, {"screens"}),
    ],
)
async def test_a_leak_would_be_found(
    sim: Simulator,
    settings: Settings,
    service: Service,
    log: Log,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    leak: Callable[..., object],
    places: set[str],
) -> None:
    """Prove that the search finds what is there."""

    async def said(turn: Turn, said: Said) -> Screen:
        await leak(turn, said)  # type: ignore[misc]
        text = Markup("{}").format(said.text) if leak is _nothing else Markup("Thank you.")
        return replace(common.said(turn.t, back=turn.place), text=text)

    monkeypatch.setattr("bot.tg.handlers.anything.said", said)
    person = sim.person(name="Asha", id=ID)
    await person.sends("/menu")
    await person.sends(f"next lesson please {CANARY}")
    kept = await looked_at(settings, log, tmp_path) | {"screens": canaries.shown(person).encode()}
    for labels in [{"route": f"next lesson please {CANARY}"}] * (leak is _count):
        UPDATES.remove(*labels.values())
    assert {line.partition(":")[0] for line in found(kept, WORDS)} == places
    assert service.failure is None


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
