"""Bring a database to the schema this version needs."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from bot.domain.errors import StorageError

_SCRIPTS = Path(__file__).parent / "migrations"
_LOCK = 4_057_001  # any number; it keeps two replicas from migrating at once


def migrate(url: str, *, revision: str = "head") -> None:
    """Upgrade (or, given an older revision, downgrade) a database; safe to call from several processes."""
    with _connection(url) as connection:
        config = _config(connection)
        if revision == "head":
            command.upgrade(config, "head")
        else:
            command.downgrade(config, revision)


def current(url: str) -> str | None:
    """Return the revision a database is at, None for an empty one."""
    with _connection(url) as connection:
        return MigrationContext.configure(connection).get_current_revision()


def newest() -> str:
    """Return the revision this version needs."""
    head = ScriptDirectory(str(_SCRIPTS)).get_current_head()
    assert head is not None, "the package ships its migrations"
    return head


def _config(connection: sa.Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(_SCRIPTS))
    config.attributes["connection"] = connection
    return config


@contextmanager
def _connection(url: str) -> Iterator[sa.Connection]:
    scheme, _, rest = url.partition("://")
    if scheme == "sqlite":
        Path(rest.removeprefix("/")).parent.mkdir(parents=True, exist_ok=True)
        engine = sa.create_engine(f"sqlite:///{rest.removeprefix('/')}", connect_args={"timeout": 60})
    else:
        engine = sa.create_engine(f"postgresql+psycopg://{rest}")
    try:
        with engine.connect() as connection:
            _serialise(connection)
            yield connection
            connection.commit()
    except sa.exc.DBAPIError as error:
        raise StorageError("The database cannot be opened: check FOURSTEPS_DATABASE_URL.") from error
    finally:
        engine.dispose()


def _serialise(connection: sa.Connection) -> None:
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("PRAGMA journal_mode=WAL")
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    else:
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_LOCK})")
