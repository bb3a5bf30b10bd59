"""What readers tell about lines that did not work: which line, which day, and never why."""

from datetime import date

from bot.domain.learner import LearnerId
from bot.storage.engine import Transaction
from bot.storage.statements import statement, values
from bot.storage.tables import helpline_faults

_ADD_FAULT = statement(
    lambda insert: (
        insert(helpline_faults).values(**values("learner_id", "helpline_id", "day")).on_conflict_do_nothing()
    )
)


async def add_fault(tx: Transaction, learner_id: LearnerId, helpline_id: str, *, on: date) -> None:
    """Count that a line did not work, once per learner and day."""
    await tx.execute(_ADD_FAULT, learner_id=learner_id, helpline_id=helpline_id, day=on.isoformat())
