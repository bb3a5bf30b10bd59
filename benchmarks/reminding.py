"""What one sweep for due reminders costs: by how many are due, not by how many there are."""

import asyncio
import sqlite3
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import fmean, median
from typing import Any, cast

import sqlalchemy as sa

from benchmarks.many import many_reminders
from benchmarks.plans import of_postgres, of_sqlite
from benchmarks.seed import SECRET_KEY
from bot.app import App
from bot.storage.engine import connect
from bot.storage.migrate import migrate
from bot.storage.vault import Vault
from bot.worker.reminders import send_due_reminders

TITLE = "Reminders"
DUE = 500
CROWDS = (1_000, 1_000_000)
_DAYS = 7
_IDLE_SWEEPS = 200
_FIRST = datetime(2026, 11, 23, 18, 0, tzinfo=UTC)
_EXPLAINED = """\
One sweep looks for reminders that are due, puts their messages on their way and stores when each comes next,
all committed to SQLite. {due} are due on each of {days} evenings, spread all over the file; everybody has a
reminder, three lessons and last week's message behind them. CPU is user plus system time of the process. The
worker sweeps every five seconds, mostly to find nothing.

{ratio:,.0f} times the people cost {factor:.2f} times the CPU a sweep."""
_HEAD = """\
| reminders in the file | MB | due | CPU ms a sweep | min..max | µs each due | CPU µs where none is due |
|---|---|---|---|---|---|---|"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What sweeps came to among so many reminders, in CPU seconds."""

    reminders: int
    megabytes: float
    sweeps: tuple[float, ...]
    idle: float

    @property
    def row(self) -> str:
        each = [seconds * 1000 for seconds in self.sweeps]
        cells = (
            f"{self.reminders:,}",
            f"{self.megabytes:.0f}",
            str(DUE),
            f"{median(each):.1f}",
            f"{min(each):.1f}..{max(each):.1f}",
            f"{median(each) * 1000 / DUE:.0f}",
            f"{self.idle * 1_000_000:.0f}",
        )
        return f"| {' | '.join(cells)} |"


def section() -> str:
    """Measure, and return the section of the report."""
    costs, plan = [], ""
    for reminders in CROWDS:
        with tempfile.TemporaryDirectory(prefix="bench-") as scratch:
            path = Path(scratch) / "foursteps.db"
            _seed(path, reminders)
            costs.append(asyncio.run(_measure(path, reminders, path.stat().st_size / 1_000_000)))
            plan = of_sqlite(path)
    return "\n\n".join((_explained(costs), "\n".join((_HEAD, *(one.row for one in costs))), _plans(plan)))


def _explained(costs: Sequence[Cost]) -> str:
    few, many = costs[0], costs[-1]
    ratio, factor = many.reminders / few.reminders, median(many.sweeps) / median(few.sweeps)
    return _EXPLAINED.format(due=DUE, days=_DAYS, ratio=ratio, factor=factor)


def _plans(of_a_million: str) -> str:
    blocks = (
        (f"SQLite's plan of the search, among {CROWDS[-1]:,}", of_a_million),
        ("PostgreSQL's, among 100,000", of_postgres(100_000, due=DUE, first=_FIRST)),
    )
    return "\n\n".join(f"{title}:\n\n```\n{plan}\n```" for title, plan in blocks)


def _seed(path: Path, reminders: int) -> None:
    migrate(f"sqlite:///{path}")
    engine = sa.create_engine(f"sqlite:///{path}")
    many_reminders(engine, reminders, due=DUE, first=_FIRST)
    engine.dispose()
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


async def _measure(path: Path, reminders: int, megabytes: float) -> Cost:
    db = await connect(f"sqlite:///{path}", Vault(SECRET_KEY))
    at = _FIRST
    app = App(db=db, library=cast("Any", None), clock=lambda: at)  # nothing is written out here
    idle, sweeps = [], []
    try:
        for day in range(_DAYS):
            at = _FIRST + timedelta(days=day)
            sweeps.append(await _cost(app, planned=DUE))
            idle += [await _cost(app, planned=0) for _ in range(_IDLE_SWEEPS // _DAYS)]
    finally:
        await db.close()
    return Cost(reminders=reminders, megabytes=megabytes, sweeps=tuple(sweeps), idle=fmean(idle))


async def _cost(app: App, *, planned: int) -> float:
    begin = time.process_time()
    count = await send_due_reminders(app)
    spent = time.process_time() - begin
    if count != planned:
        raise RuntimeError(f"{count} messages were put on their way, not {planned}")
    return spent
