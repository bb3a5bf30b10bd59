"""Who writes: somebody known, somebody new, or somebody erased whose last update comes again."""

from dataclasses import replace
from datetime import datetime

from bot.domain.learner import Learner, LearnerId, Step
from bot.storage import learners
from bot.storage.engine import Transaction
from bot.tg.incoming import Incoming

NOBODY = LearnerId(0)
"""The number of whoever is erased."""


async def whoever(tx: Transaction, incoming: Incoming, guess: str, *, is_new: bool, now: datetime) -> Learner:
    """Find or add the learner. Whoever writes is reachable; whoever is erased is not added by a repeat."""
    learner = await learners.find(tx, incoming.chat_id)
    if learner is None:
        if is_new:
            return await learners.add(tx, incoming.chat_id, locale=guess, now=now)
        return Learner(id=NOBODY, chat_id=incoming.chat_id, locale=guess, step=Step.LANGUAGE, joined_at=now)
    if is_new and learner.unreachable_at is not None:
        await learners.mark_reachable(tx, incoming.chat_id)
        return replace(learner, unreachable_at=None)
    return learner
