"""The bot's own memory: small values by name."""

import sqlalchemy as sa

from bot.storage.engine import Transaction
from bot.storage.statements import statement, values
from bot.storage.tables import facts

_FIND = statement(sa.select(facts.c.value).where(facts.c.name == sa.bindparam("name")))
_SAVE = statement(
    lambda insert: (
        insert(facts)
        .values(**values("name", "value"))
        .on_conflict_do_update(index_elements=["name"], set_={"value": sa.bindparam("value")})
    )
)


async def find(tx: Transaction, name: str) -> str | None:
    """Return what was last saved under a name."""
    row = await tx.one(_FIND, name=name)
    return str(row["value"]) if row else None


async def save(tx: Transaction, name: str, value: str) -> None:
    """Save a value under a name."""
    await tx.execute(_SAVE, name=name, value=value)
