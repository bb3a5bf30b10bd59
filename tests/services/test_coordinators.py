"""Who becomes a coordinator, and how they cease to be one, on both databases."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.audit import Entry, first_break
from bot.domain.errors import RefusalError
from bot.domain.learner import Learner
from bot.domain.mandate import FOUNDER, INVITATION_LIFE, Mandate, Rank
from bot.services import coordinators as service
from bot.storage import audit, learners
from bot.storage.engine import Database, Transaction
from tests.storage.test_deliveries import NOON, a_learner

NEPAL = Mandate(rank=Rank.ADMIN, countries=frozenset({"NP"}))


async def invited(tx: Transaction, admin: Learner, rank: Rank = Rank.SENDER) -> str:
    number, _ = await service.invite(tx, admin, FOUNDER, rank, now=NOON)
    _, token = await service.make_link(tx, admin, number, now=NOON)
    return token


async def test_an_invitation_makes_one_coordinator_once(db: Database) -> None:
    async with db.transaction() as tx:
        admin, first, second = [await a_learner(tx, number) for number in (1, 2, 3)]
        token = await invited(tx, admin)
        joined = await service.accept(tx, first, token, now=NOON)
        assert joined.mandate == Mandate(rank=Rank.SENDER)
        with pytest.raises(RefusalError):
            await service.accept(tx, second, token, now=NOON)
        assert await service.list_all(tx, FOUNDER) == [joined]


async def test_an_invitation_ends_after_two_days(db: Database) -> None:
    async with db.transaction() as tx:
        admin, late = await a_learner(tx, 1), await a_learner(tx, 2)
        token = await invited(tx, admin)
        with pytest.raises(RefusalError):
            await service.accept(tx, late, token, now=NOON + INVITATION_LIFE)
        last_second = NOON + INVITATION_LIFE - timedelta(seconds=1)
        assert (await service.offered(tx, token, now=last_second)).rank is Rank.SENDER


async def test_a_link_that_was_withdrawn_leads_nowhere(db: Database) -> None:
    async with db.transaction() as tx:
        admin = await a_learner(tx, 1)
        number, _ = await service.invite(tx, admin, FOUNDER, Rank.VIEWER, now=NOON)
        _, token = await service.make_link(tx, admin, number, now=NOON)
        await service.withdraw(tx, admin, number)
        with pytest.raises(RefusalError):
            await service.offered(tx, token, now=NOON)


async def test_nobody_takes_their_own_invitation(db: Database) -> None:
    async with db.transaction() as tx:
        admin = await a_learner(tx, 1)
        with pytest.raises(RefusalError):
            await service.accept(tx, admin, await invited(tx, admin), now=NOON)


async def test_nobody_hands_on_more_than_they_have(db: Database) -> None:
    async with db.transaction() as tx:
        admin = await a_learner(tx, 1)
        number, offered = await service.invite(tx, admin, NEPAL, Rank.ADMIN, now=NOON)
        assert offered.countries == {"NP"}
        with pytest.raises(RefusalError):
            await service.scope_country(tx, admin, NEPAL, number, "IN", is_in=True)
        emptied = await service.scope_country(tx, admin, NEPAL, number, "NP", is_in=False)
        assert emptied.countries == {"NP"}


async def test_an_admin_reaches_only_those_within_their_own_mandate(db: Database) -> None:
    async with db.transaction() as tx:
        admin, other = await a_learner(tx, 1), await a_learner(tx, 2)
        other = replace(other, mandate=Mandate(rank=Rank.VIEWER, countries=frozenset({"PE"})))
        await learners.save(tx, other)
        assert await service.list_all(tx, NEPAL) == []
        with pytest.raises(RefusalError):
            await service.revoke(tx, admin, NEPAL, other.id, now=NOON)
        await service.revoke(tx, admin, FOUNDER, other.id, now=NOON)
        stored = await learners.get(tx, other.id)
        assert stored is not None
        assert stored.mandate is None


async def test_every_deed_leaves_a_line_and_the_chain_is_whole(db: Database) -> None:
    async with db.transaction() as tx:
        admin, other = await a_learner(tx, 1), await a_learner(tx, 2)
        joined = await service.accept(tx, other, await invited(tx, admin), now=NOON)
        ranked = await service.change_rank(tx, admin, FOUNDER, joined.id, Rank.VIEWER, now=NOON)
        await service.resign(tx, ranked, now=NOON)
    async with db.transaction() as tx:
        lines = await audit.all_lines(tx)
    assert [written.line.deed for written in lines] == [
        Entry.INVITED,
        Entry.JOINED,
        Entry.RANKED,
        Entry.RESIGNED,
    ]
    assert first_break(lines) is None
    assert {written.line.actor for written in lines} == {admin.id, joined.id}
