"""Backups: of a running SQLite by its own online backup; PostgreSQL by pg_dump, which ships with it."""

import os
import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path
from urllib.parse import unquote, urlsplit

from bot.domain.errors import StorageError

_PAGES_AT_ONCE = 2_000


def back_up(url: str, target: Path) -> None:
    """Write a consistent copy of the database, while the bot goes on; never over an existing file."""
    if target.exists():
        raise StorageError(f"{target.name} exists already: choose another name")
    target.parent.mkdir(parents=True, exist_ok=True)
    scheme, _, rest = url.partition("://")
    if scheme == "sqlite":
        _copy_sqlite(Path(rest.removeprefix("/")), target)
    else:
        _dump_postgres(url, target)


def _copy_sqlite(source: Path, target: Path) -> None:
    if not source.exists():
        raise StorageError("there is no database yet at FOURSTEPS_DATABASE_URL")
    partial = target.with_name(f"{target.name}.part")
    with (
        closing(sqlite3.connect(f"file:{source}?mode=ro", uri=True)) as running,
        closing(sqlite3.connect(partial)) as copy,
    ):
        running.backup(copy, pages=_PAGES_AT_ONCE)
        (verdict,) = copy.execute("PRAGMA integrity_check").fetchone()
        copy.execute("PRAGMA journal_mode=DELETE")
    if verdict != "ok":
        partial.unlink()
        raise StorageError("the copy fails SQLite's integrity check: restore the last good backup")
    partial.rename(target)


def _dump_postgres(url: str, target: Path) -> None:
    program = shutil.which("pg_dump")
    if program is None:
        raise StorageError(
            "pg_dump is not installed here: install the PostgreSQL client of the server's version"
        )
    address, password = _without_password(url)
    try:
        subprocess.run(  # noqa: S603 (our own settings)
            [program, "--format=custom", f"--file={target}", f"--dbname={address}"],
            check=True,
            capture_output=True,
            env={**os.environ, **({"PGPASSWORD": password} if password else {})},  # noqa: TID251 (handed on)
        )
    except subprocess.CalledProcessError as error:
        raise StorageError("pg_dump failed: check FOURSTEPS_DATABASE_URL and its version") from error


def _without_password(url: str) -> tuple[str, str | None]:
    """Take the password out of an address: every user of the machine can read a program's arguments."""
    parts = urlsplit(url)
    if not parts.password:
        return url, None
    place = parts.netloc.replace(f":{parts.password}@", "@", 1)
    return parts._replace(netloc=place).geturl(), unquote(parts.password)
