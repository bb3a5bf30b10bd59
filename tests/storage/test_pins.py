"""A PIN can be checked, and read nowhere."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from cryptography.exceptions import InvalidTag

from bot.domain.pin import Lock
from bot.services import pins as service
from bot.storage import learners, pins
from bot.storage.engine import Database
from bot.storage.vault import Vault

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


def test_only_the_right_pin_matches_and_only_under_the_key(vault: Vault) -> None:
    sealed = pins.seal(vault, "4711")
    assert pins.matches(vault, sealed, "4711")
    assert not pins.matches(vault, sealed, "4712")
    assert pins.seal(vault, "4711") != sealed
    assert b"argon2" not in sealed
    with pytest.raises(InvalidTag):
        pins.matches(Vault("another secret, as long as it must be"), sealed, "4711")


def test_it_is_argon2id_as_heavy_as_it_should_be(vault: Vault) -> None:
    assert vault.open_text(pins.seal(vault, "4711"), what="pin").startswith("$argon2id$v=19$m=19456,t=2,p=1$")


async def test_a_lock_is_kept_as_it_is(db: Database) -> None:
    lock = Lock(
        sealed=b"x",
        tries=3,
        wait_until=NOW,
        open_until=NOW + timedelta(hours=1),
        erase_at=NOW + timedelta(days=1),
    )
    async with db.transaction() as tx:
        learner = await learners.add(tx, 1001, locale="en", now=NOW)
        await pins.save(tx, learner.id, lock)
        await learners.save(tx, replace(learner, country="NP"))
    async with db.transaction() as tx:
        found = await learners.find(tx, 1001)
        assert found is not None
        assert found.lock == lock


async def test_tries_are_counted_until_the_right_one(db: Database) -> None:
    async with db.transaction() as tx:
        learner = await service.put(tx, await learners.add(tx, 1001, locale="en", now=NOW), "4711", now=NOW)
        later = NOW + timedelta(hours=1)
        for _ in range(5):
            learner = await service.attempt(tx, learner, "0815", now=later)
        assert learner.lock.tries == 5
        assert await service.attempt(tx, learner, "4711", now=later) == learner, "no try counts while waiting"
        learner = await service.attempt(tx, learner, "4711", now=later + timedelta(minutes=5))
        assert not learner.lock.is_closed(later + timedelta(minutes=6))
        assert learner.lock.tries == 0


async def test_whoever_lost_the_pin_is_erased_after_the_day(db: Database) -> None:
    async with db.transaction() as tx:
        for chat_id, erase_at in ((1, NOW), (2, NOW + timedelta(seconds=1)), (3, None)):
            learner = await learners.add(tx, chat_id, locale="en", now=NOW)
            await pins.save(tx, learner.id, Lock(sealed=b"x", erase_at=erase_at))
        await pins.erase_due(tx, now=NOW)
        assert [await learners.find(tx, chat_id) is not None for chat_id in (1, 2, 3)] == [False, True, True]
