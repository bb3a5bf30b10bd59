"""A database that is not there: during maintenance every transaction fails, and help comes from memory."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bot.domain.errors import StorageError
from bot.storage.engine import Database, Transaction


class ClosedDatabase(Database):
    """Refuse whatever is asked for, as a database that is down does."""

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Transaction]:
        """Raise `StorageError`."""
        raise StorageError("closed for maintenance")
        yield  # makes it a generator, which a context manager is made of

    reading = transaction

    async def close(self) -> None:
        """Do nothing: nothing is open."""
