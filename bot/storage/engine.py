"""Two databases behind one face: SQLite through aiosqlite, PostgreSQL through psycopg."""

import asyncio
import sqlite3
from abc import ABC, abstractmethod
from collections.abc import AsyncIterator, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from typing import Any, Protocol

import aiosqlite

from bot.domain.errors import StorageError
from bot.storage.statements import Statement
from bot.storage.vault import Vault


class Row(Protocol):
    """Give a column by its name."""

    def __getitem__(self, name: str, /) -> Any: ...


class Transaction(ABC):
    """Run statements inside one transaction; the caller of `Database.transaction` owns it.

    `vault` seals and finds Telegram ids; only `storage` uses it.
    """

    __slots__ = ("vault",)

    def __init__(self, vault: Vault) -> None:
        self.vault = vault

    @abstractmethod
    async def all(self, statement: Statement, /, **given: Any) -> list[Row]:
        """Run a statement and return its rows (none where it returns nothing)."""

    async def one(self, statement: Statement, /, **given: Any) -> Row | None:
        """Run a statement and return its first row, if there is one."""
        rows = await self.all(statement, **given)
        return rows[0] if rows else None

    async def execute(self, statement: Statement, /, **given: Any) -> None:
        """Run a statement for its effect."""
        await self.all(statement, **given)

    @abstractmethod
    async def many(self, statement: Statement, rows: list[Mapping[str, Any]], /) -> None:
        """Run one statement for many parameter sets."""


class Database(ABC):
    """Open transactions."""

    vault: Vault

    @abstractmethod
    def transaction(self) -> AbstractAsyncContextManager[Transaction]:
        """Begin to write; commit at the end, roll back on any error.

        Raise `StorageError` when the database fails.
        """

    @abstractmethod
    def reading(self) -> AbstractAsyncContextManager[Transaction]:
        """Begin to read one consistent state, beside the writer."""

    @abstractmethod
    async def close(self) -> None:
        """Close every connection."""


class SqliteTransaction(Transaction):
    """Run statements on the one connection that is ours for now."""

    __slots__ = ("_connection",)

    def __init__(self, connection: aiosqlite.Connection, vault: Vault) -> None:
        super().__init__(vault)
        self._connection = connection

    async def all(self, statement: Statement, /, **given: Any) -> list[Row]:
        """Run a statement in one hop to the connection's thread."""
        return await self._connection.execute_fetchall(  # type: ignore[return-value]  # sqlite3.Row
            statement.sql["sqlite"], statement.parameters("sqlite", given)
        )

    async def many(self, statement: Statement, rows: list[Mapping[str, Any]], /) -> None:
        """Run one statement for many parameter sets."""
        await self._connection.executemany(
            statement.sql["sqlite"], [statement.parameters("sqlite", given) for given in rows]
        )


class SqliteDatabase(Database):
    """Keep one writing and one reading connection to a file in WAL mode.

    BEGIN IMMEDIATE takes the write lock at once: a deferred transaction that turns into a writer fails with
    "database is locked" whatever the timeout.
    """

    def __init__(self, writer: aiosqlite.Connection, reader: aiosqlite.Connection, vault: Vault) -> None:
        self.vault = vault
        self._writer, self._reader = writer, reader
        self._writing, self._reading = asyncio.Lock(), asyncio.Lock()

    @classmethod
    async def connect(cls, path: Path, vault: Vault) -> "SqliteDatabase":
        """Open the file, which the migrations have made."""
        writer = await _sqlite(path)
        try:
            return cls(writer, await _sqlite(path), vault)
        except BaseException:
            await writer.close()
            raise

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Transaction]:
        """Write alone; others wait their turn."""
        async with self._writing, _between(self._writer, "BEGIN IMMEDIATE"):
            yield SqliteTransaction(self._writer, self.vault)

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[Transaction]:
        """Read a snapshot while the writer goes on."""
        async with self._reading, _between(self._reader, "BEGIN"):
            yield SqliteTransaction(self._reader, self.vault)

    async def close(self) -> None:
        """Close both connections once what is running has ended."""
        async with self._writing, self._reading:
            await self._writer.close()
            await self._reader.close()


async def _sqlite(path: Path) -> aiosqlite.Connection:
    try:
        connection = await aiosqlite.connect(path, isolation_level=None)
    except sqlite3.Error as error:
        raise StorageError("the database file cannot be opened") from error
    connection.row_factory = sqlite3.Row
    try:
        for pragma in (
            "journal_mode=WAL",
            "synchronous=NORMAL",
            "busy_timeout=10000",
            "foreign_keys=ON",
            "mmap_size=0",  # memory-mapped I/O makes a known WAL fault of older SQLite worse
        ):
            await connection.execute_fetchall(f"PRAGMA {pragma}")
    except sqlite3.Error as error:
        await connection.close()  # its thread would outlive us
        raise StorageError("the database file cannot be opened") from error
    return connection


@asynccontextmanager
async def _between(connection: aiosqlite.Connection, begin: str) -> AsyncIterator[None]:
    try:
        try:
            await connection.execute_fetchall(begin)
            yield
            await connection.execute_fetchall("COMMIT")
        except BaseException:
            # Also after a BEGIN that was cancelled: the connection's thread may carry it out all the same.
            await connection.rollback()
            raise
    except sqlite3.Error as error:
        if _is_ours(error):
            raise
        raise StorageError("the database did not answer") from error


def _is_ours(error: sqlite3.Error) -> bool:
    """Tell a mistake of ours, which no waiting mends, from the database's bad day."""
    is_of_use = isinstance(error, sqlite3.IntegrityError | sqlite3.ProgrammingError)
    return is_of_use or getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_ERROR


async def connect(url: str, vault: Vault) -> Database:
    """Connect to `sqlite:///file` or `postgresql://…`."""
    scheme, _, rest = url.partition("://")
    if scheme == "sqlite":
        return await SqliteDatabase.connect(Path(rest.removeprefix("/")), vault)
    try:
        from bot.storage.postgres import PostgresDatabase
    except ImportError as error:  # the driver is an extra
        raise StorageError("PostgreSQL needs its driver: pip install 'foursteps[postgres]'") from error
    return await PostgresDatabase.connect(url, vault)
