"""Settings, privacy, export, erasure and silence (3.8)."""

import json
import sqlite3
from contextlib import closing

import pytest
import sqlalchemy as sa

from bot.run import Service
from bot.settings import Settings
from bot.simulator.person import Person
from bot.simulator.server import Simulator
from bot.storage.tables import metadata

pytestmark = pytest.mark.usefixtures("service")


async def arrived(sim: Simulator) -> Person:
    person = sim.person(name="Canary Name", language_code="en")
    await person.sends("/start")
    for label in ("English", "I am a teen", "16 or 17", "Nepal"):
        if label == "Nepal":
            await person.sends("Nepal")
        await person.taps(label)
    return person


async def test_the_settings_show_what_was_chosen(sim: Simulator) -> None:
    person = await arrived(sim)
    await person.sends("/settings")
    assert "16 or 17" in person.screen.text
    assert "Nepal" in person.screen.text
    await person.taps("Shared phone: off")
    assert "🤫 Shared phone: on" in person.screen.labels


async def test_the_export_holds_everything_and_nothing_of_the_name(sim: Simulator) -> None:
    person = await arrived(sim)
    await person.sends("/challenge")
    await person.sends("/export")
    document = person.screen.document
    assert document is not None
    content = json.loads(document.content)
    assert content["telegram_id"] == person.id
    (row,) = content["learners"]
    assert (row["role"], row["age_band"], row["country"]) == ("teen", "16-17", "NP")
    assert {table.name for table in metadata.sorted_tables if "learner_id" in table.c} <= content.keys()
    assert "Canary" not in document.content.decode()


async def test_erasing_asks_first_and_leaves_nothing(sim: Simulator, settings: Settings) -> None:
    person = await arrived(sim)
    await person.sends("/delete")
    await person.taps("No, keep it")
    assert "Settings" in person.screen.text
    await person.sends("/delete")
    await person.taps("Yes, erase")
    assert "Everything is erased" in person.screen.text
    assert settings.database_file is not None
    with closing(sqlite3.connect(settings.database_file)) as database:
        for table in metadata.sorted_tables:
            if table.name == "learners" or "learner_id" in table.c:
                count = str(sa.select(sa.func.count()).select_from(table))
                assert database.execute(count).fetchone() == (0,)
    await person.taps("Begin again")
    assert "language" in person.screen.text


async def test_messages_stop_with_one_command_and_come_back_with_one_tap(sim: Simulator) -> None:
    person = await arrived(sim)
    await person.sends("/stop")
    assert "stopped" in person.screen.text
    await person.taps("Allow messages again")
    assert "🔕 Stop all messages" in person.screen.labels


async def test_privacy_is_told_before_anything_is_chosen(sim: Simulator) -> None:
    stranger = sim.person(name="Stranger")
    await stranger.sends("/privacy")
    assert "do not keep your name" in stranger.screen.text


async def test_who_is_erased_is_forgotten_in_memory_too(sim: Simulator, service: Service) -> None:
    person = await arrived(sim)
    assert service._front is not None
    dispatcher = service._front._dispatcher
    assert person.id in dispatcher._standby._known
    await person.sends("/delete")
    await person.taps("Yes, erase")
    assert person.id not in dispatcher._standby._known
    assert person.id not in dispatcher._flood._meter._paces
    assert person.id not in {chat_id for chat_id, _ in dispatcher._messenger._shown._looks}
