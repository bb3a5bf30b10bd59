"""SQLite: the writer on the event loop, the reader in a thread of its own.

A small statement takes 10 µs, the trip to a thread and back 50 µs: with eight statements an update, the trips
cost more than all the rest (docs/decisions/0006-sqlite-on-the-loop.md). What can take long stays off the loop
all the same: waiting for another process's lock, copying the log into the file, and whatever is `reading`.
"""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager, suppress
from pathlib import Path
from typing import Any

import aiosqlite

from bot.domain.errors import StorageError
from bot.storage.engine import Database, Row, Transaction
from bot.storage.statements import Statement
from bot.storage.vault import Vault

_PRAGMAS = (
    "busy_timeout=10000",
    "journal_mode=WAL",
    "synchronous=NORMAL",
    "foreign_keys=ON",
    "mmap_size=0",  # memory-mapped I/O makes a known WAL fault of older SQLite worse
    "secure_delete=ON",  # what is erased is overwritten, not only given up
)
_ON_THE_LOOP = (
    "busy_timeout=0",  # we wait without holding up the loop
    "wal_autocheckpoint=0",  # the reader's thread does it
)
_STATEMENTS_KEPT = 512  # more than we have, so that each is prepared once
_LOCK_TRIES, _LOCK_PAUSE = 500, 0.02
_CHECKPOINT_EVERY = 200


class WritingTransaction(Transaction):
    """Run statements at once; nothing else runs on the loop meanwhile."""

    __slots__ = ("_connection",)

    def __init__(self, connection: sqlite3.Connection, vault: Vault) -> None:
        super().__init__(vault)
        self._connection = connection

    async def all(self, statement: Statement, /, **given: Any) -> list[Row]:
        """Run a statement."""
        return self._connection.execute(
            statement.sql["sqlite"], statement.parameters("sqlite", given)
        ).fetchall()

    async def many(self, statement: Statement, rows: list[Mapping[str, Any]], /) -> None:
        """Run one statement for many parameter sets."""
        self._connection.executemany(
            statement.sql["sqlite"], [statement.parameters("sqlite", given) for given in rows]
        )


class ReadingTransaction(Transaction):
    """Run statements in the reader's thread, one trip each."""

    __slots__ = ("_connection",)

    def __init__(self, connection: aiosqlite.Connection, vault: Vault) -> None:
        super().__init__(vault)
        self._connection = connection

    async def all(self, statement: Statement, /, **given: Any) -> list[Row]:
        """Run a statement."""
        return await self._connection.execute_fetchall(  # type: ignore[return-value]  # sqlite3.Row
            statement.sql["sqlite"], statement.parameters("sqlite", given)
        )

    async def many(self, statement: Statement, rows: list[Mapping[str, Any]], /) -> None:
        """Run one statement for many parameter sets."""
        await self._connection.executemany(
            statement.sql["sqlite"], [statement.parameters("sqlite", given) for given in rows]
        )


class SqliteDatabase(Database):
    """Keep one writing and one reading connection to a file in WAL mode."""

    def __init__(self, writer: sqlite3.Connection, reader: aiosqlite.Connection, vault: Vault) -> None:
        self.vault = vault
        self._writer, self._reader = writer, reader
        self._writing, self._reading = asyncio.Lock(), asyncio.Lock()
        self._since_checkpoint = 0

    @classmethod
    async def connect(cls, path: Path, vault: Vault) -> "SqliteDatabase":
        """Open the file, which the migrations have made."""
        with _translated("the database file cannot be opened"):
            writer = _open_writer(path)
            try:
                return cls(writer, await _open_reader(path), vault)
            except BaseException:
                writer.close()
                raise

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Transaction]:
        """Write alone; others wait their turn."""
        with _translated():
            async with self._writing:
                await self._begin()
                try:
                    yield WritingTransaction(self._writer, self.vault)
                    self._writer.execute("COMMIT")
                except BaseException:
                    self._writer.rollback()
                    raise
            await self._checkpoint()

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[Transaction]:
        """Read a snapshot while the writer goes on."""
        with _translated():
            async with self._reading:
                try:
                    await self._reader.execute_fetchall("BEGIN")
                    yield ReadingTransaction(self._reader, self.vault)
                finally:
                    # Also after a BEGIN that was cancelled: the thread may carry it out all the same.
                    await self._reader.rollback()

    async def close(self) -> None:
        """Close both connections once what is running has ended."""
        async with self._writing, self._reading:
            self._writer.close()
            await self._reader.close()

    async def _begin(self) -> None:
        """Take the write lock at once, waiting for other processes to let go of it.

        A deferred transaction that turns into a writer fails with "database is locked" whatever the wait.
        """
        for _ in range(_LOCK_TRIES):
            try:
                self._writer.execute("BEGIN IMMEDIATE")
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:
                    raise
                await asyncio.sleep(_LOCK_PAUSE)
            else:
                return
        raise StorageError("another process keeps the database locked")

    async def _checkpoint(self) -> None:
        """Let the reader's thread copy the log into the file now and then; a later time will do as well."""
        self._since_checkpoint += 1
        if self._since_checkpoint < _CHECKPOINT_EVERY or self._reading.locked():
            return
        self._since_checkpoint = 0
        async with self._reading:
            with suppress(sqlite3.Error):
                await self._reader.execute_fetchall("PRAGMA wal_checkpoint(PASSIVE)")


def _open_writer(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None, cached_statements=_STATEMENTS_KEPT)
    connection.row_factory = sqlite3.Row
    try:
        for pragma in (*_PRAGMAS, *_ON_THE_LOOP):
            connection.execute(f"PRAGMA {pragma}").fetchall()
    except BaseException:
        connection.close()
        raise
    return connection


async def _open_reader(path: Path) -> aiosqlite.Connection:
    connection = await aiosqlite.connect(path, isolation_level=None)
    connection.row_factory = sqlite3.Row
    try:
        for pragma in _PRAGMAS:
            await connection.execute_fetchall(f"PRAGMA {pragma}")
    except BaseException:
        await connection.close()  # its thread would outlive us
        raise
    return connection


@contextmanager
def _translated(says: str = "the database did not answer") -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        if _is_ours(error):
            raise
        raise StorageError(says) from error


def _is_ours(error: sqlite3.Error) -> bool:
    """Tell a mistake of ours, which no waiting mends, from the database's bad day."""
    is_of_use = isinstance(error, sqlite3.IntegrityError | sqlite3.ProgrammingError)
    return is_of_use or getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_ERROR
