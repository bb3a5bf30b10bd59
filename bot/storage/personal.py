"""Everything that is stored about a person: each table that knows a learner, found by its foreign key.

And what a coordinator did, which the audit tells by their number.
"""

from typing import Any

import sqlalchemy as sa

from bot.domain.learner import LearnerId
from bot.storage.engine import Transaction
from bot.storage.statements import Statement, statement
from bot.storage.tables import audit, learners, metadata

_OUR_OWN = {
    "chat_key",
    "chat_sealed",
    "lease",
    "learner_id",
    "actor",
    "before",
    "digest",
    "token_key",
}  # the Telegram id in other forms, and bookkeeping


_SECRET = {"safe_word_sealed", "pin_sealed"}
"""Told only to be there: the file may be read by somebody else who holds the phone."""


def _readable(table: sa.Table) -> list[sa.Column[Any]]:
    return [column for column in table.columns if column.name not in _OUR_OWN]


def _owner(table: sa.Table) -> sa.Column[Any] | None:
    if table is learners:
        return table.c.id
    return table.c.actor if table is audit else table.c.get("learner_id")


def _rows_of(table: sa.Table) -> Statement:
    owner = _owner(table)
    assert owner is not None, "only tables that know a learner are asked"
    return statement(sa.select(*_readable(table)).where(owner == sa.bindparam("learner_id")))


def _told(column: str, value: Any) -> Any:
    return value is not None if column in _SECRET else value


_TABLES = {
    table.name: (_rows_of(table), [column.name for column in _readable(table)])
    for table in metadata.sorted_tables
    if _owner(table) is not None
}


async def rows_of(tx: Transaction, learner_id: LearnerId) -> dict[str, list[dict[str, Any]]]:
    """Return the rows about a learner by table, without what only the machine needs."""
    return {
        name: [
            {column: _told(column, row[column]) for column in columns}
            for row in await tx.all(statement_, learner_id=learner_id)
        ]
        for name, (statement_, columns) in _TABLES.items()
    }
