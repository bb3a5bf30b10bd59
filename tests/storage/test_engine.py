"""Transactions: all or nothing, one after another, and honest about whose fault a failure is."""

import asyncio
import sqlite3
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
import sqlalchemy as sa

from bot.domain.errors import StorageError
from bot.domain.learner import LearnerId
from bot.storage import learners, updates
from bot.storage.engine import Database, connect
from bot.storage.migrate import migrate
from bot.storage.statements import statement
from bot.storage.vault import Vault
from bot.tasks import Tasks

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
_WRONG = statement(sa.select(sa.column("nobody")).select_from(sa.table("nowhere")))
_sqlite_only = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


async def quiet_from(db: Database) -> int:
    async with db.transaction() as tx:
        learner = await learners.find(tx, 1001)
    assert learner is not None
    return learner.quiet_from


async def raise_by_one(db: Database) -> None:
    async with db.transaction() as tx:
        learner = await learners.find(tx, 1001)
        assert learner is not None
        await asyncio.sleep(0)
        await learners.save(tx, replace(learner, quiet_from=learner.quiet_from + 1))


async def test_reading_before_writing_loses_nothing_with_two_processes_at_work(
    db: Database, database_url: str, vault: Vault
) -> None:
    other = await connect(database_url, vault)
    async with db.transaction() as tx:
        added = await learners.add(tx, 1001, locale="en", now=NOW)
    await asyncio.gather(*(raise_by_one(database) for database in (db, other) for _ in range(30)))
    assert await quiet_from(db) == added.quiet_from + 60
    await other.close()


async def test_a_failure_undoes_all(db: Database) -> None:
    async def begin_and_fail() -> None:
        async with db.transaction() as tx:
            await learners.add(tx, 1001, locale="en", now=NOW)
            raise LookupError

    with pytest.raises(LookupError):
        await begin_and_fail()
    async with db.transaction() as tx:
        assert await learners.find(tx, 1001) is None


async def test_what_is_cancelled_leaves_nothing_open(db: Database) -> None:
    tasks = Tasks()
    for rounds in range(6):
        task = tasks.start(raise_by_one(db), name="cancelled")
        for _ in range(rounds):
            await asyncio.sleep(0)
        task.cancel()
        await tasks.drain(timeout=5)
        async with db.transaction() as tx:
            assert await updates.remember(tx, rounds, now=NOW)


async def test_a_mistake_of_ours_is_not_the_databases_bad_day(db: Database) -> None:
    with pytest.raises(Exception, match="nowhere") as raised:
        async with db.transaction() as tx:
            await tx.all(_WRONG)
    assert not isinstance(raised.value, StorageError)
    async with db.transaction() as tx:
        assert await learners.find(tx, 1001) is None


async def test_the_reader_sees_one_state_and_holds_up_no_writer(db: Database) -> None:
    first = LearnerId(1)
    async with db.reading() as before:
        assert await learners.get(before, first) is None
        async with db.transaction() as tx:
            await learners.add(tx, 1001, locale="en", now=NOW)
        assert await learners.get(before, first) is None
    async with db.reading() as after:
        assert await learners.get(after, first) is not None


@_sqlite_only
async def test_a_locked_file_is_the_databases_bad_day(
    db: Database, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.storage.sqlite._LOCK_TRIES", 2)
    other = sqlite3.connect(database_url.removeprefix("sqlite:///"), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StorageError):
        async with db.transaction():
            pass
    other.close()
    async with db.transaction() as tx:
        assert await updates.remember(tx, 1, now=NOW)


@_sqlite_only
async def test_a_file_that_is_no_database_is_told(tmp_path: Path, vault: Vault, database_url: str) -> None:
    del database_url
    file = tmp_path / "homework.txt"
    file.write_text("This is not a database. " * 100)
    with pytest.raises(StorageError):
        await connect(f"sqlite:///{file}", vault)
    with pytest.raises(StorageError):
        migrate(f"sqlite:///{file}")
