"""SQLAlchemy Core writes the SQL once per dialect; the drivers run it.

A statement is a module constant with named parameters (`sa.bindparam`). It counts its rows by RETURNING,
never by a driver's rowcount, so that one call does for both databases.
"""

from collections.abc import Callable, Mapping
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg
from sqlalchemy.sql.dml import Insert

_DIALECTS: dict[str, sa.Dialect] = {
    "sqlite": sqlite.dialect(paramstyle="named"),
    "postgresql": PGDialect_psycopg(),  # type: ignore[no-untyped-call]
}
Build = Callable[[Callable[[sa.Table], Any]], sa.Executable]


class Statement:
    """Hold the SQL text and fixed parameters of one statement for each dialect."""

    __slots__ = ("_fixed", "_required", "sql")

    def __init__(self, build: sa.Executable | Build) -> None:
        self.sql: dict[str, str] = {}
        self._fixed: dict[str, Mapping[str, Any]] = {}
        self._required: frozenset[str] = frozenset()
        for name, dialect in _DIALECTS.items():
            clause = build if isinstance(build, sa.Executable) else build(_insert_of(name))
            compiled = clause.compile(dialect=dialect)  # type: ignore[attr-defined]
            names = compiled.bind_names
            self.sql[name] = str(compiled)
            self._required = frozenset(key for bind, key in names.items() if bind.required)
            self._fixed[name] = {key: bind.value for bind, key in names.items() if not bind.required}

    def parameters(self, dialect: str, given: Mapping[str, Any]) -> Mapping[str, Any]:
        """Join what was given with the statement's own constants; raise `TypeError` where they do not fit."""
        if given.keys() != self._required:
            raise TypeError(f"parameters are {sorted(given)}, the statement takes {sorted(self._required)}")
        fixed = self._fixed[dialect]
        return {**fixed, **given} if fixed else given


def statement(build: sa.Executable | Build) -> Statement:
    """Compile a statement for both databases.

    Where a dialect's own INSERT is needed (ON CONFLICT), give a function of `insert`:
    `statement(lambda insert: insert(t).values(...).on_conflict_do_nothing())`.
    """
    return Statement(build)


def values(*names: str) -> dict[str, sa.BindParameter[Any]]:
    """Name parameters after columns, for `.values(**values("state", "due_at"))`."""
    return {name: sa.bindparam(name) for name in names}


def _insert_of(name: str) -> Callable[[sa.Table], Insert]:
    return sqlite.insert if name == "sqlite" else postgresql.insert
