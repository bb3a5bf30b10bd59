"""PostgreSQL through psycopg 3 and its pool."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import Any

import psycopg
from psycopg.rows import dict_row
from psycopg_pool import AsyncConnectionPool, PoolTimeout

from bot.domain.errors import StorageError
from bot.storage.engine import Database, Row, Transaction
from bot.storage.statements import Statement
from bot.storage.vault import Vault

_POOL_SIZE = 8
_WAIT_SECONDS = 10.0
_Named = dict[str, Any]


class PostgresTransaction(Transaction):
    """Run statements on a connection of the pool."""

    __slots__ = ("_connection",)

    def __init__(self, connection: psycopg.AsyncConnection[_Named], vault: Vault) -> None:
        super().__init__(vault)
        self._connection = connection

    async def all(self, statement: Statement, /, **given: Any) -> list[Row]:
        """Run a statement; psycopg prepares it after a few uses."""
        cursor = await self._connection.execute(
            statement.sql["postgresql"],
            statement.parameters("postgresql", given),
        )
        return await cursor.fetchall() if cursor.description else []  # type: ignore[return-value]

    async def many(self, statement: Statement, rows: list[Mapping[str, Any]], /) -> None:
        """Run one statement for many parameter sets."""
        async with self._connection.cursor() as cursor:
            await cursor.executemany(
                statement.sql["postgresql"],
                [statement.parameters("postgresql", given) for given in rows],
            )


class PostgresDatabase(Database):
    """Lend connections of a pool; row locks keep one learner's updates in order across processes."""

    def __init__(self, pool: AsyncConnectionPool[Any], vault: Vault) -> None:
        self.vault = vault
        self._pool = pool

    @classmethod
    async def connect(cls, url: str, vault: Vault) -> "PostgresDatabase":
        """Open the pool and wait for its first connection."""
        pool: AsyncConnectionPool[Any] = AsyncConnectionPool(
            url,
            min_size=1,
            max_size=_POOL_SIZE,
            timeout=_WAIT_SECONDS,
            open=False,
            kwargs={"row_factory": dict_row},
        )
        try:
            await pool.open(wait=True, timeout=_WAIT_SECONDS)
        except PoolTimeout as error:
            await pool.close()
            raise StorageError("PostgreSQL cannot be reached: check FOURSTEPS_DATABASE_URL") from error
        return cls(pool, vault)

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Transaction]:
        """Write; commit when the block ends well."""
        try:
            async with self._pool.connection() as connection:
                yield PostgresTransaction(connection, self.vault)
        except (psycopg.OperationalError, psycopg.InterfaceError, PoolTimeout) as error:
            raise StorageError("the database did not answer") from error

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[Transaction]:
        """Read one consistent state."""
        async with self.transaction() as tx:
            await tx.all(_READ_ONLY)
            yield tx

    async def close(self) -> None:
        """Close the pool."""
        await self._pool.close()


class _Verbatim(Statement):
    """Hold SQL that SQLAlchemy has no words for."""

    def __init__(self, sql: str) -> None:
        self.sql = {"postgresql": sql}
        self._fixed = {"postgresql": {}}
        self._required = frozenset()


_READ_ONLY = _Verbatim("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
