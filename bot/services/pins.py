"""The lock before the private settings: set, tried, taken off. A PIN is neither stored nor logged."""

import asyncio
from dataclasses import replace
from datetime import datetime

from bot.domain import pin as rules
from bot.domain.learner import Learner
from bot.domain.pin import Lock
from bot.storage import pins
from bot.storage.engine import Transaction


async def put(tx: Transaction, learner: Learner, pin: str, *, now: datetime) -> Learner:
    """Set a PIN; whoever has just typed it is not asked for it at once."""
    sealed = await asyncio.to_thread(pins.seal, tx.vault, pin)
    return await save(tx, learner, rules.opened(Lock(sealed=sealed), now=now))


async def attempt(tx: Transaction, learner: Learner, pin: str, *, now: datetime) -> Learner:
    """Try a PIN, and return the learner with the lock open or one try poorer.

    The learner's row is ours until the transaction ends: tries side by side are counted one by one.
    """
    lock = learner.lock
    if lock.sealed is None or lock.wait(now):
        return learner
    is_right = await asyncio.to_thread(pins.matches, tx.vault, lock.sealed, pin)
    return await save(tx, learner, rules.opened(lock, now=now) if is_right else rules.missed(lock, now=now))


async def save(tx: Transaction, learner: Learner, lock: Lock) -> Learner:
    """Store a lock as it is now."""
    await pins.save(tx, learner.id, lock)
    return replace(learner, lock=lock)
