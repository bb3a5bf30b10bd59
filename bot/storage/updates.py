"""Which updates were handled: ids only, never what was in them."""

from datetime import datetime

import sqlalchemy as sa

from bot.storage.engine import Transaction
from bot.storage.instants import stamp
from bot.storage.statements import statement, values
from bot.storage.tables import updates

_REMEMBER = statement(
    lambda insert: (
        insert(updates)
        .values(update_id=sa.bindparam("update_id"), seen_at=sa.bindparam("seen_at"), is_done=1)
        .on_conflict_do_update(
            index_elements=["update_id"], set_={"is_done": 1}, where=updates.c.is_done == 0
        )
        .returning(updates.c.update_id)
    )
)
_FAIL = statement(
    lambda insert: (
        insert(updates)
        .values(**values("update_id", "seen_at"), is_done=0, tries=1)
        .on_conflict_do_update(index_elements=["update_id"], set_={"tries": updates.c.tries + 1})
        .returning(updates.c.tries)
    )
)
_FORGET = statement(sa.delete(updates).where(updates.c.seen_at < sa.bindparam("before")))


async def remember(tx: Transaction, update_id: int, *, now: datetime) -> bool:
    """Take an update as handled by this transaction; False when an earlier one already has."""
    return await tx.one(_REMEMBER, update_id=update_id, seen_at=stamp(now)) is not None


async def fail(tx: Transaction, update_id: int, *, now: datetime) -> int:
    """Count a failed try and return how many there were."""
    row = await tx.one(_FAIL, update_id=update_id, seen_at=stamp(now))
    assert row is not None, "INSERT … RETURNING gives the row"
    return int(row["tries"])


async def forget(tx: Transaction, *, before: datetime) -> None:
    """Drop the ids of updates that Telegram no longer repeats."""
    await tx.execute(_FORGET, before=stamp(before))
