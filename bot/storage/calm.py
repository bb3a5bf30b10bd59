"""Calm after distress: until when nothing comes but help. Once it is over, nothing tells that it was."""

from datetime import datetime

import sqlalchemy as sa

from bot.storage.engine import Transaction
from bot.storage.instants import stamp
from bot.storage.statements import statement
from bot.storage.tables import learners

_FORGET = statement(
    sa.update(learners).where(learners.c.calm_until <= sa.bindparam("before")).values(calm_until=None)
)


async def forget(tx: Transaction, *, before: datetime) -> None:
    """Forget whoever was left in calm until then or earlier: their row would tell it for good."""
    await tx.execute(_FORGET, before=stamp(before))
