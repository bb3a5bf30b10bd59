"""The export: whole, readable, and without secrets somebody at the same phone could use."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa

from bot.domain.learner import Learner, Role, Step
from bot.services import privacy
from bot.storage import learners, personal
from bot.storage.engine import Database, Transaction
from bot.storage.statements import statement
from bot.storage.tables import metadata

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
NEVER_SHOWN = {"chat_key", "chat_sealed", "lease", "learner_id", "actor", "before", "digest", "token_key"}


async def somebody(tx: Transaction) -> Learner:
    added = await learners.add(tx, 1001, locale="en", now=NOW)
    learner = replace(added, step=Step.DONE, role=Role.TEEN, consent_version="1-adult", consented_at=NOW)
    await learners.save(tx, learner)
    return learner


async def exported(tx: Transaction, learner: Learner) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(await privacy.export(tx, learner))
    return content


def test_every_table_that_knows_people_is_in_it_with_every_column() -> None:
    about = {
        table.name: {column.name for column in table.c} - NEVER_SHOWN
        for table in metadata.sorted_tables
        if {"learner_id", "actor"} & set(table.c.keys()) or table.name == "learners"
    }
    assert {name: set(columns) for name, (_, columns) in personal._TABLES.items()} == about


async def test_times_are_told_as_times_and_secrets_only_as_there(db: Database) -> None:
    async with db.transaction() as tx:
        learner = await somebody(tx)
        secrets = metadata.tables["learners"].update().values(pin_sealed=b"\x00p", safe_word_sealed=b"\x00s")
        await tx.execute(statement(secrets))
        ((row,),) = [(await exported(tx, learner))["learners"]]
    assert (row["pin_sealed"], row["safe_word_sealed"]) == (True, True)
    assert (row["quiet_from"], row["quiet_until"]) == ("20:00", "08:00")
    assert (row["consented_at"], row["is_discreet"]) == (NOW.isoformat(), False)


async def test_rows_are_read_out_whatever_is_in_them(db: Database) -> None:
    """Fill every table that knows people with a row of ones, and read each of its values."""
    async with db.transaction() as tx:
        learner = await somebody(tx)
        for name in ("reminders", "attempts", "answers", "progress", "messages", "broadcasts", "audit"):
            table = metadata.tables[name]
            values = {column.name: _anything(column) for column in table.c if _is_filled(column)}
            owner = "actor" if name == "audit" else "learner_id"
            await tx.execute(statement(sa.insert(table).values({**values, owner: learner.id})))
        content = await exported(tx, learner)
    (reminder,), (attempt,) = content["reminders"], content["attempts"]
    assert reminder["days"] == ["Monday"]
    assert reminder["minute"] == "00:01"
    assert attempt["answers"] == []
    assert content["audit"][0]["facts"] == []
    assert content["messages"][0]["at"].startswith("1970-01-01")


def _is_filled(column: sa.Column[Any]) -> bool:
    is_key = column.primary_key and column.name == "id"
    return not column.nullable and not is_key and column.name != "learner_id"


def _anything(column: sa.Column[Any]) -> Any:
    if isinstance(column.type, sa.LargeBinary):
        return b"1"
    return 1 if isinstance(column.type, sa.Integer) else "[]"
