"""What readers tell about lines that did not work: which line, which day, and never why."""

from datetime import date

import sqlalchemy as sa

from bot.domain.learner import LearnerId
from bot.storage.engine import Transaction
from bot.storage.statements import statement, values
from bot.storage.tables import helpline_faults

_ADD_FAULT = statement(
    lambda insert: (
        insert(helpline_faults).values(**values("learner_id", "helpline_id", "day")).on_conflict_do_nothing()
    )
)
_COUNT_FAULTS = statement(
    sa.select(helpline_faults.c.helpline_id, sa.func.count().label("faults"))
    .where(helpline_faults.c.day >= sa.bindparam("since"))
    .group_by(helpline_faults.c.helpline_id)
    .order_by(sa.func.count().desc(), helpline_faults.c.helpline_id)
)


async def add_fault(tx: Transaction, learner_id: LearnerId, helpline_id: str, *, on: date) -> None:
    """Count that a line did not work, once per learner and day."""
    await tx.execute(_ADD_FAULT, learner_id=learner_id, helpline_id=helpline_id, day=on.isoformat())


async def count_faults(tx: Transaction, *, since: date) -> dict[str, int]:
    """Count the reports by line, the most reported first."""
    rows = await tx.all(_COUNT_FAULTS, since=since.isoformat())
    return {row["helpline_id"]: row["faults"] for row in rows}
