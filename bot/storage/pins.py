"""PINs: hashed by argon2id, the hash sealed: neither the database nor the key alone lets them be tried."""

import os
from datetime import datetime

import sqlalchemy as sa
from cryptography.exceptions import InvalidKey
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from bot.domain.learner import LearnerId
from bot.domain.pin import Lock
from bot.storage.engine import Row, Transaction
from bot.storage.instants import moment, stamp
from bot.storage.statements import statement, values
from bot.storage.tables import learners
from bot.storage.vault import Vault

SEALED_AS = "pin"
_SALT_LENGTH = 16
_ROUNDS, _KIBIBYTES = 2, 19 * 1024  # light enough for a small server: 19 MiB, some 30 ms
_SAVE = statement(
    sa.update(learners)
    .where(learners.c.id == sa.bindparam("learner_id"))
    .values(**values("pin_sealed", "pin_tries", "pin_until", "unlocked_until", "erase_at"))
)
_ERASE_DUE = statement(sa.delete(learners).where(learners.c.erase_at <= sa.bindparam("now")))


def seal(vault: Vault, pin: str) -> bytes:
    """Hash and seal a PIN; it takes a while, so do it in a thread."""
    salt = os.urandom(_SALT_LENGTH)
    hasher = Argon2id(salt=salt, length=32, iterations=_ROUNDS, lanes=1, memory_cost=_KIBIBYTES)
    return vault.seal_text(hasher.derive_phc_encoded(pin.encode()), what=SEALED_AS)


def matches(vault: Vault, sealed: bytes, pin: str) -> bool:
    """Tell whether it is the right PIN; it takes a while, so do it in a thread."""
    try:
        Argon2id.verify_phc_encoded(pin.encode(), vault.open_text(sealed, what=SEALED_AS))
    except InvalidKey:
        return False
    return True


def from_row(row: Row) -> Lock:
    """Read the lock from a row that holds the columns of learners."""
    return Lock(
        sealed=bytes(row["pin_sealed"]) if row["pin_sealed"] is not None else None,
        tries=row["pin_tries"],
        wait_until=moment(row["pin_until"]),
        open_until=moment(row["unlocked_until"]),
        erase_at=moment(row["erase_at"]),
    )


async def save(tx: Transaction, learner_id: LearnerId, lock: Lock) -> None:
    """Store a lock."""
    await tx.execute(
        _SAVE,
        learner_id=learner_id,
        pin_sealed=lock.sealed,
        pin_tries=lock.tries,
        pin_until=stamp(lock.wait_until),
        unlocked_until=stamp(lock.open_until),
        erase_at=stamp(lock.erase_at),
    )


async def erase_due(tx: Transaction, *, now: datetime) -> None:
    """Erase whoever asked for it without a PIN, and whose day is over."""
    await tx.execute(_ERASE_DUE, now=stamp(now))
