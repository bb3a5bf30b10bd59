"""Whether the database answers, and whether the key that seals Telegram ids is the one it was filled with."""

import sqlalchemy as sa
from cryptography.exceptions import InvalidTag

from bot.domain.errors import StorageError
from bot.storage.engine import Database
from bot.storage.statements import statement
from bot.storage.tables import learners

_ANYBODY = statement(sa.select(learners.c.chat_sealed).order_by(learners.c.id).limit(1))


async def answers(db: Database) -> bool:
    """Tell whether a question is answered."""
    try:
        async with db.reading() as tx:
            await tx.one(_ANYBODY)
    except StorageError:
        return False
    return True


async def check_key(db: Database) -> None:
    """Raise `StorageError` under a wrong key: with it, everybody would look new."""
    async with db.reading() as tx:
        row = await tx.one(_ANYBODY)
    if row is None:
        return
    try:
        db.vault.open(row["chat_sealed"])
    except InvalidTag:
        raise StorageError(
            "FOURSTEPS_SECRET_KEY is not the key this database was filled with: set the one it had"
            " (after an interrupted `foursteps rotate-key`: run that again)"
        ) from None
