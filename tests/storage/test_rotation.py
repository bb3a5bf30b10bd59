"""A new key seals everything or nothing; whoever is stopped midway has lost nothing."""

import asyncio
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from bot.domain.errors import StorageError
from bot.services import pins as service
from bot.storage import duties, health, learners, pins, rotation, safe_words
from bot.storage.engine import Database, connect
from bot.storage.rotation import SEALED, reseal
from bot.storage.tables import metadata
from bot.storage.vault import Vault
from tests.builders import JOINED
from tests.conftest import SECRET
from tests.storage import half_a_rotation

NEW = "another secret, as long as it must be"
_ROOT = Path(__file__).parents[2]
PEOPLE = range(1001, 1008)


@pytest.fixture
async def filled(db: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    """Fill a database, close it, and let a rotation take it in small portions."""
    monkeypatch.setattr(rotation, "_BATCH", 2)
    async with db.transaction() as tx:
        for chat_id in PEOPLE:
            learner = await learners.add(tx, chat_id, locale="ne", now=JOINED)
            if chat_id % 2:
                await safe_words.put(tx, learner.id, f"mango {chat_id}")
    await db.close()


async def read(url: str, secret: str) -> dict[int, str | None]:
    """Return everybody that a key finds, with their safe words."""
    db = await connect(url, Vault(secret))
    try:
        await health.check_key(db)
        found: dict[int, str | None] = {}
        async with db.transaction() as tx:
            for chat_id in PEOPLE:
                learner = await learners.find(tx, chat_id)
                if learner is not None:
                    assert learner.chat_id == chat_id
                    found[chat_id] = await safe_words.get(tx, learner.id)
        return found
    finally:
        await db.close()


EVERYBODY = {chat_id: f"mango {chat_id}" if chat_id % 2 else None for chat_id in PEOPLE}


async def test_a_pin_is_right_after_the_rotation_too(db: Database, database_url: str) -> None:
    async with db.transaction() as tx:
        learner = await learners.add(tx, 1001, locale="en", now=JOINED)
        await service.put(tx, learner, "4711", now=JOINED)
    await db.close()
    assert reseal(database_url, Vault(SECRET), Vault(NEW), now=JOINED) == 1
    db = await connect(database_url, Vault(NEW))
    async with db.transaction() as tx:
        found = await learners.find(tx, 1001)
        assert found is not None
        assert found.lock.sealed is not None
        assert pins.matches(Vault(NEW), found.lock.sealed, "4711")
    await db.close()


@pytest.mark.usefixtures("filled")
async def test_everything_opens_by_the_new_key_and_nothing_by_the_old(database_url: str) -> None:
    assert reseal(database_url, Vault(SECRET), Vault(NEW), now=JOINED) == len(PEOPLE)
    assert await read(database_url, NEW) == EVERYBODY
    with pytest.raises(StorageError, match="rotate-key"):
        await read(database_url, SECRET)


@pytest.mark.usefixtures("filled")
async def test_a_second_time_changes_nothing(database_url: str) -> None:
    reseal(database_url, Vault(SECRET), Vault(NEW), now=JOINED)
    assert reseal(database_url, Vault(SECRET), Vault(NEW), now=JOINED) is None
    assert await read(database_url, NEW) == EVERYBODY


@pytest.mark.usefixtures("filled")
async def test_a_wrong_key_changes_nothing(database_url: str) -> None:
    with pytest.raises(StorageError, match="nothing was changed"):
        reseal(database_url, Vault("no key of this database"), Vault(NEW), now=JOINED)
    assert await read(database_url, SECRET) == EVERYBODY


@pytest.mark.usefixtures("filled")
async def test_killed_midway_the_old_key_opens_all_and_another_try_succeeds(
    database_url: str,
) -> None:
    program = [sys.executable, "-m", half_a_rotation.__name__, database_url, SECRET, NEW]
    killed = await asyncio.create_subprocess_exec(*program, cwd=_ROOT, stdout=asyncio.subprocess.PIPE)
    assert killed.stdout is not None
    async with asyncio.timeout(20):
        assert await killed.stdout.readline() == b"half\n"
    killed.kill()
    await killed.wait()
    assert await read(database_url, SECRET) == EVERYBODY
    assert reseal(database_url, Vault(SECRET), Vault(NEW), now=JOINED) == len(PEOPLE)
    assert await read(database_url, NEW) == EVERYBODY


async def test_it_refuses_while_a_bot_holds_the_duty_of_sending(database_url: str, db: Database) -> None:
    async with db.transaction() as tx:
        await duties.take(tx, duties.SENDER, holder="bot", until=JOINED + timedelta(seconds=15), now=JOINED)
    await db.close()
    with pytest.raises(StorageError, match="a bot runs"):
        reseal(database_url, Vault(SECRET), Vault(NEW), now=JOINED)
    assert reseal(database_url, Vault(SECRET), Vault(NEW), now=JOINED + timedelta(seconds=16)) == 0


async def test_it_refuses_while_anybody_is_connected(database_url: str, db: Database) -> None:
    """A process that has checked its key and holds no duty yet would go on with the old one."""
    await health.check_key(db)
    with pytest.raises(StorageError, match="stop it first"):
        reseal(database_url, Vault(SECRET), Vault(NEW), now=JOINED)


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)  # PostgreSQL's files are not ours to read
def test_no_old_seal_is_left_in_the_file(database_url: str, tmp_path: Path) -> None:
    old, new = ([Vault(secret).key(chat_id) for chat_id in PEOPLE] for secret in (SECRET, NEW))
    assert all(key in _files(tmp_path) for key in old)
    reseal(database_url, Vault(SECRET), Vault(NEW), now=JOINED)
    assert not any(key in _files(tmp_path) for key in old)
    assert all(key in _files(tmp_path) for key in new)


def _files(folder: Path) -> bytes:
    return b"".join(file.read_bytes() for file in folder.glob("foursteps.db*"))


def test_every_sealed_column_is_sealed_anew() -> None:
    columns = {str(column) for table in metadata.tables.values() for column in table.columns}
    assert {name for name in columns if name.endswith("_sealed")} == set(SEALED)
