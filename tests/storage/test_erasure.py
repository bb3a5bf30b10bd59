"""What is erased cannot be read out of the file either."""

from pathlib import Path

from bot.storage import learners
from bot.storage.engine import Database, connect
from bot.storage.migrate import migrate
from bot.storage.sqlite import SqliteDatabase
from bot.storage.vault import Vault
from tests.storage.test_learners import NOW

_CHAT = 1001


async def among_others(folder: Path, vault: Vault) -> Database:
    url = f"sqlite:///{folder / 'f.db'}"
    migrate(url)
    database = await connect(url, vault)
    async with database.transaction() as tx:
        for chat_id in (_CHAT, *range(2000, 2050)):
            await learners.add(tx, chat_id, locale="en", now=NOW)
    return database


def files(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.iterdir())


async def traces_after_erasing(database: Database, folder: Path) -> int:
    """Erase somebody and count what of their sealed id still stands in the files."""
    async with database.transaction() as tx:
        row = await tx.one(learners._LOOK_UP, chat_key=tx.vault.key(_CHAT))
        assert row is not None
        traces = (bytes(row["chat_key"]), bytes(row["chat_sealed"]))
        await learners.erase(tx, row["id"])
    await database.close()
    left = files(folder)
    return sum(trace in left for trace in traces)


async def test_no_trace_of_the_erased_is_left_between_the_rows(tmp_path: Path, vault: Vault) -> None:
    assert await traces_after_erasing(await among_others(tmp_path, vault), tmp_path) == 0


async def test_a_trace_would_be_found(tmp_path: Path, vault: Vault) -> None:
    database = await among_others(tmp_path, vault)
    assert isinstance(database, SqliteDatabase)
    database._writer.execute("PRAGMA secure_delete=OFF")
    assert await traces_after_erasing(database, tmp_path) > 0
