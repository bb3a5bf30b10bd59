from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.domain.learner import AgeBand, Role, Step
from bot.storage import learners, updates
from bot.storage.engine import Database

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


async def test_a_learner_is_found_by_the_chat(db: Database) -> None:
    async with db.transaction() as tx:
        added = await learners.add(tx, 1001, locale="ne", now=NOW)
    async with db.transaction() as tx:
        assert await learners.find(tx, 1001) == added
        assert await learners.find(tx, 1002) is None
        assert await learners.get(tx, added.id) == added


async def test_choices_are_kept(db: Database) -> None:
    async with db.transaction() as tx:
        added = await learners.add(tx, 1001, locale="en", now=NOW)
        chosen = replace(
            added,
            locale="ar",
            step=Step.DONE,
            role=Role.TEEN,
            age_band=AgeBand.FROM_13,
            country="JO",
            zone="Asia/Amman",
            is_discreet=True,
            consent_version="1-learner",
            consented_at=NOW,
        )
        await learners.save(tx, chosen)
        await learners.move(tx, added.id, place="m", now=NOW)
    async with db.transaction() as tx:
        assert await learners.find(tx, 1001) == replace(chosen, place="m")


async def test_the_telegram_id_is_not_readable_in_the_table(db: Database) -> None:
    async with db.transaction() as tx:
        learner = await learners.add(tx, 778899001122, locale="en", now=NOW)
        row = await tx.one(learners._GET, learner_id=learner.id)
    assert row is not None
    assert b"778899001122" not in bytes(row["chat_sealed"]) + bytes(row["chat_key"])


async def test_an_update_is_remembered_once(db: Database) -> None:
    async with db.transaction() as tx:
        assert await updates.remember(tx, 7, now=NOW)
    async with db.transaction() as tx:
        assert not await updates.remember(tx, 7, now=NOW)


async def test_failed_tries_are_counted_and_the_update_can_still_be_done(db: Database) -> None:
    for tries in (1, 2):
        async with db.transaction() as tx:
            assert await updates.fail(tx, 7, now=NOW) == tries
    async with db.transaction() as tx:
        assert await updates.remember(tx, 7, now=NOW)


async def test_what_fails_leaves_nothing_behind(db: Database) -> None:
    async def fail() -> None:
        async with db.transaction() as tx:
            await learners.add(tx, 5, locale="en", now=NOW)
            raise EOFError

    with pytest.raises(EOFError):
        await fail()
    async with db.transaction() as tx:
        assert await learners.find(tx, 5) is None
