import pytest

from bot.domain.errors import StorageError
from bot.storage import health, learners
from bot.storage.engine import Database, connect
from bot.storage.vault import Vault
from tests.builders import JOINED


async def test_an_empty_database_answers_and_takes_any_key(db: Database) -> None:
    assert await health.answers(db)
    await health.check_key(db)


async def test_another_key_is_noticed(db: Database, database_url: str) -> None:
    async with db.transaction() as tx:
        await learners.add(tx, 1001, locale="en", now=JOINED)
    await health.check_key(db)
    other = await connect(database_url, Vault("another secret, as long as it must be"))
    with pytest.raises(StorageError, match="SECRET_KEY is not the key"):
        await health.check_key(other)
    await other.close()
