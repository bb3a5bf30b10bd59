"""What tests look at besides the phone: the database's file, the log, the metrics."""

import asyncio
import io
import json
import logging
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import structlog

from bot.log import set_up_logging
from bot.settings import Settings
from bot.simulator.person import Person
from bot.simulator.server import Simulator

_PATIENCE = 10.0
_ABOUT_UPDATES = {"updates", "facts", "messages"}


class Ledger:
    """Read the database's file from outside."""

    def __init__(self, settings: Settings) -> None:
        assert settings.database_file is not None
        self.file: Path = settings.database_file

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        connection = sqlite3.connect(self.file)
        try:
            return connection.execute(sql).fetchall()
        finally:
            connection.close()

    def one(self, sql: str) -> Any:
        """Return the only value of the only row."""
        ((value,),) = self.rows(sql)
        return value

    def everything(self) -> dict[str, list[tuple[Any, ...]]]:
        """Return all rows but those about updates and messages, and without when a learner was last seen."""
        names = self.rows("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
        return {name: self._table(name) for (name,) in names if name not in _ABOUT_UPDATES}

    def files(self) -> bytes:
        """Return the bytes of the database and of its log."""
        return b"".join(file.read_bytes() for file in self.file.parent.glob(f"{self.file.name}*"))

    def _table(self, name: str) -> list[tuple[Any, ...]]:
        columns = [row[1] for row in self.rows(f"PRAGMA table_info({name})") if row[1] != "seen_at"]
        return self.rows(f"SELECT {', '.join(columns)} FROM {name} ORDER BY 1")  # noqa: S608 (our own names)

    @asynccontextmanager
    async def locked(self) -> AsyncIterator[None]:
        """Take the one lock that writing needs, once the bot lets go of it."""
        connection = sqlite3.connect(self.file, isolation_level=None, check_same_thread=False)
        try:
            await asyncio.to_thread(connection.execute, "BEGIN IMMEDIATE")
            yield
        finally:
            connection.close()


class Log(io.StringIO):
    """Hold what is logged, and tell when something is."""

    def __init__(self) -> None:
        super().__init__()
        self._written = asyncio.Event()

    def write(self, text: str) -> int:
        self._written.set()
        return super().write(text)

    def lines(self, event: str) -> list[dict[str, Any]]:
        lines = [json.loads(line) for line in self.getvalue().splitlines()]
        return [line for line in lines if line["event"] == event]

    async def says(self, event: str, *, times: int = 1) -> None:
        """Wait until something was logged so many times."""
        async with asyncio.timeout(_PATIENCE):
            while len(self.lines(event)) < times:
                self._written.clear()
                await self._written.wait()


@asynccontextmanager
async def logging_at(level: str) -> AsyncIterator[Log]:
    """Log to memory for a while, and put logging back as it was."""
    root = logging.getLogger()
    handlers, before = root.handlers[:], root.level
    log = Log()
    set_up_logging(level, stream=log)
    yield log
    root.handlers[:] = handlers
    root.setLevel(before)
    structlog.reset_defaults()


def forgive(sim: Simulator) -> None:
    """Take back what was asked twice because nobody could know that it had come through the first time."""
    sim.world.refusals[:] = [
        refusal
        for refusal in sim.world.refusals
        if "message is not modified" not in refusal.description
        and "query is too old" not in refusal.description
    ]


def from_bot(person: Person) -> list[str]:
    return [message.text for message in person.messages if message.from_bot]
