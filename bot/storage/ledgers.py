"""What the rows say of a broadcast, chat by chat; only rehearsals and tests ask this."""

import sqlalchemy as sa

from bot.domain.delivery import DeliveryState
from bot.storage.engine import Transaction
from bot.storage.statements import statement
from bot.storage.tables import deliveries, learners

_STATES = statement(
    sa.select(learners.c.chat_sealed, deliveries.c.state)
    .join(learners, learners.c.id == deliveries.c.learner_id)
    .where(deliveries.c.broadcast_id == sa.bindparam("of_broadcast"))
)


async def states(tx: Transaction, broadcast_id: int) -> dict[int, DeliveryState]:
    """Return the state of each delivery of a broadcast by its chat."""
    rows = await tx.all(_STATES, of_broadcast=broadcast_id)
    return {tx.vault.open(row["chat_sealed"]): DeliveryState(row["state"]) for row in rows}
