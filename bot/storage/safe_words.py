"""A learner's own safe word: sealed, compared, never shown."""

import sqlalchemy as sa

from bot.domain.learner import LearnerId
from bot.storage.engine import Transaction
from bot.storage.statements import statement, values
from bot.storage.tables import learners

SEALED_AS = "safe word"
_GET = statement(
    sa.select(learners.c.safe_word_sealed).where(
        learners.c.id == sa.bindparam("learner_id"), learners.c.safe_word_sealed.is_not(None)
    )
)
_SET = statement(
    sa.update(learners)
    .where(learners.c.id == sa.bindparam("learner_id"))
    .values(**values("safe_word_sealed"))
)


async def get(tx: Transaction, learner_id: LearnerId) -> str | None:
    """Return a learner's own word in its plain spelling."""
    row = await tx.one(_GET, learner_id=learner_id)
    return tx.vault.open_text(bytes(row["safe_word_sealed"]), what=SEALED_AS) if row else None


async def put(tx: Transaction, learner_id: LearnerId, word: str) -> None:
    """Keep a word, given in its plain spelling, in the place of any other."""
    await tx.execute(_SET, learner_id=learner_id, safe_word_sealed=tx.vault.seal_text(word, what=SEALED_AS))


async def remove(tx: Transaction, learner_id: LearnerId) -> None:
    """Forget a learner's own word."""
    await tx.execute(_SET, learner_id=learner_id, safe_word_sealed=None)
