"""Two databases behind one face: SQLite (`sqlite.py`) and PostgreSQL (`postgres.py`)."""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from typing import Any, Protocol

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


async def connect(url: str, vault: Vault) -> Database:
    """Connect to `sqlite:///file` or `postgresql://…`."""
    scheme, _, rest = url.partition("://")
    if scheme == "sqlite":
        from bot.storage.sqlite import SqliteDatabase

        return await SqliteDatabase.connect(Path(rest.removeprefix("/")), vault)
    try:
        from bot.storage.postgres import PostgresDatabase
    except ImportError as error:  # the driver is an extra
        raise StorageError("PostgreSQL needs its driver: pip install 'foursteps[postgres]'") from error
    return await PostgresDatabase.connect(url, vault)
