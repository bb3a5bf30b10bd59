"""Seal everything by a new key, in one transaction, alone with the database.

Whoever stops it midway, even by SIGKILL, leaves a database that the old key opens; afterwards only the new
one does. No bot can run meanwhile, nor be about to: on SQLite the file is locked as a whole, on PostgreSQL
the table is, and every other connection counts as a bot's.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from alembic.runtime.migration import MigrationContext
from cryptography.exceptions import InvalidTag

from bot.domain.errors import StorageError
from bot.storage import duties, pins, safe_words
from bot.storage.instants import stamp
from bot.storage.migrate import newest
from bot.storage.tables import duties as duties_table
from bot.storage.tables import learners
from bot.storage.vault import Vault

SEALED: Mapping[str, str | None] = {
    "learners.chat_sealed": None,
    "learners.safe_word_sealed": safe_words.SEALED_AS,
    "learners.pin_sealed": pins.SEALED_AS,
}
"""Every column that holds what the vault sealed, and as what; `learners.chat_key` goes with the first."""

_BATCH = 1_000
_IS_BUSY = "a bot, or another program, has the database open: stop it first"
_NAMES = tuple(column.partition(".")[2] for column in SEALED)
_NEXT = (
    sa.select(learners.c.id, *(learners.c[name] for name in _NAMES))
    .where(learners.c.id > sa.bindparam("after"))
    .order_by(learners.c.id)
    .limit(_BATCH)
)
_RESEAL = (
    sa.update(learners)
    .where(learners.c.id == sa.bindparam("of_id"))
    .values({name: sa.bindparam(f"new_{name}") for name in ("chat_key", *_NAMES)})
)
_LEASE = sa.select(duties_table.c.held_until).where(duties_table.c.name == duties.SENDER)
_OTHERS = sa.text(
    "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
    " AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
)
_LOOKS = 10
_LATER = sa.text("SELECT pg_stat_clear_snapshot(), pg_sleep(0.1)")


def reseal(url: str, old: Vault, new: Vault, *, now: datetime) -> int | None:
    """Seal everything anew and return how many people there are; None where the new key opens all already.

    Raise `StorageError` while a bot runs, or where the old key is not the database's.
    """
    with _alone(url) as connection:
        if MigrationContext.configure(connection).get_current_revision() != newest():
            raise StorageError("the database is at another version's schema: run `foursteps migrate` first")
        until = connection.scalar(_LEASE)
        if until is not None and until > stamp(now):
            raise StorageError("a bot runs: stop it, and wait 15 seconds where it was killed")
        count = None if _opens(connection, new) else _reseal_all(connection, old, new)
        connection.commit()
        with suppress(sa.exc.DBAPIError):  # what is done is done, wiped or not
            _wipe(connection)
    return count


def _opens(connection: sa.Connection, vault: Vault) -> bool:
    """Tell whether a key is the one of the database; nobody's database is not yet anybody's."""
    sealed = connection.scalar(sa.select(learners.c.chat_sealed).order_by(learners.c.id).limit(1))
    if sealed is None:
        return False
    try:
        vault.open(bytes(sealed))
    except InvalidTag:
        return False
    return True


def _reseal_all(connection: sa.Connection, old: Vault, new: Vault) -> int:
    count, after = 0, 0
    while batch := connection.execute(_NEXT, {"after": after}).mappings().all():
        try:
            rows = [_resealed(row, old, new) for row in batch]
        except InvalidTag:
            raise StorageError(
                "the present key does not open this database: nothing was changed; give the key it was"
                " filled with"
            ) from None
        connection.execute(_RESEAL, rows)
        count, after = count + len(batch), batch[-1]["id"]
    return count


def _resealed(row: sa.RowMapping, old: Vault, new: Vault) -> dict[str, Any]:
    sealed = {
        f"new_{name}": old.reseal(bytes(row[name]), new, what=what) if row[name] is not None else None
        for name, what in zip(_NAMES, SEALED.values(), strict=True)
    }
    return {"of_id": row["id"], "new_chat_key": new.key(old.open(bytes(row["chat_sealed"]))), **sealed}


@contextmanager
def _alone(url: str) -> Iterator[sa.Connection]:
    """Begin a transaction that nobody else is beside; what is left of it is rolled back."""
    scheme, _, rest = url.partition("://")
    file = Path(rest.removeprefix("/"))
    if scheme == "sqlite" and not file.exists():
        raise StorageError("there is no database yet at FOURSTEPS_DATABASE_URL")
    address = f"sqlite:///{file}" if scheme == "sqlite" else f"postgresql+psycopg://{rest}"
    engine = sa.create_engine(address, connect_args={"timeout": 1} if scheme == "sqlite" else {})
    try:
        with engine.connect() as connection:
            _lock(connection)
            yield connection
    except sa.exc.DBAPIError as error:
        raise StorageError("the database cannot be opened: check FOURSTEPS_DATABASE_URL") from error
    finally:
        engine.dispose()


def _lock(connection: sa.Connection) -> None:
    try:
        if connection.dialect.name == "sqlite":
            connection.exec_driver_sql("PRAGMA secure_delete=ON")  # the old seals are not to be found again
            connection.exec_driver_sql("PRAGMA locking_mode=EXCLUSIVE")
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        else:
            connection.exec_driver_sql("LOCK TABLE learners, duties IN ACCESS EXCLUSIVE MODE NOWAIT")
    except sa.exc.OperationalError as error:
        raise StorageError(_IS_BUSY) from error
    # A bot that checked its key before the lock is still connected; one that comes later waits for the lock.
    if connection.dialect.name == "postgresql" and not _gets_alone(connection):
        raise StorageError(_IS_BUSY)


def _gets_alone(connection: sa.Connection) -> bool:
    """Tell whether nobody else is connected; who has just gone may be listed a moment longer."""
    for _ in range(_LOOKS):
        if not connection.scalar(_OTHERS):
            return True
        connection.execute(_LATER)
    return False


def _wipe(connection: sa.Connection) -> None:
    """Leave nothing of the old seals between the rows."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("VACUUM")
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    else:
        connection.execution_options(isolation_level="AUTOCOMMIT").exec_driver_sql("VACUUM FULL learners")
