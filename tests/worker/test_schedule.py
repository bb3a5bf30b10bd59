from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.app import App
from bot.domain.broadcast import Broadcast, BroadcastState
from bot.domain.mandate import FOUNDER, Mandate, Rank
from bot.services import approvals
from bot.services import broadcasts as service
from bot.storage import broadcasts, learners
from bot.worker.schedule import start_scheduled
from tests.conftest import MovableClock
from tests.storage.test_broadcasts import NOON, a_reader

SENDER = Mandate(rank=Rank.SENDER)
LATER = NOON + timedelta(hours=1)
AUTHOR, SECOND = 9000, 9001


async def scheduled(app: App, people: int = 2, **changes: Any) -> Broadcast:
    async with app.db.transaction() as tx:
        author = await a_reader(tx, AUTHOR, mandate=SENDER, stopped_at=NOON)
        for chat_id in range(1, people + 1):
            await a_reader(tx, chat_id)
        draft = await service.begin(tx, author, FOUNDER, now=NOON)
        parts = {"bodies": {"en": "Hello"}, "starts_at": LATER, **changes}
        draft = await service.change(tx, author, draft.id, lambda draft: replace(draft, **parts))
        planned = await service.plan(tx, draft, FOUNDER, now=NOON, per_second=25, least=1)
        begun = await service.start(tx, planned, author, now=NOON)
    assert begun.state is BroadcastState.SCHEDULED
    return begun


async def outcome(app: App, broadcast: Broadcast) -> tuple[BroadcastState, int]:
    async with app.db.transaction() as tx:
        stored = await broadcasts.get(tx, broadcast.id)
        tally = await broadcasts.tally(tx, broadcast.id)
    assert stored is not None
    return stored.state, tally.total


async def test_it_starts_for_whoever_is_meant_by_then(app: App, clock: MovableClock) -> None:
    broadcast = await scheduled(app)
    assert not await start_scheduled(app)
    async with app.db.transaction() as tx:
        await a_reader(tx, 77)
    clock.advance(hours=1)
    assert await start_scheduled(app)
    assert not await start_scheduled(app)
    assert await outcome(app, broadcast) == (BroadcastState.RUNNING, 3)


async def test_a_second_person_is_asked_where_more_have_come_meanwhile(app: App, clock: MovableClock) -> None:
    app = replace(app, approval_threshold=2)
    broadcast = await scheduled(app)
    async with app.db.transaction() as tx:
        await a_reader(tx, 77)
    clock.advance(hours=1)
    await start_scheduled(app)
    assert await outcome(app, broadcast) == (BroadcastState.WAITING, 0)


@pytest.mark.parametrize("mandate", [None, Mandate(rank=Rank.EDITOR)])
async def test_who_may_send_no_more_has_it_back_as_a_draft(
    app: App, clock: MovableClock, mandate: Mandate | None
) -> None:
    broadcast = await scheduled(app)
    async with app.db.transaction() as tx:
        author = await learners.find(tx, AUTHOR)
        assert author is not None
        await learners.save(tx, replace(author, mandate=mandate))
    clock.advance(hours=1)
    await start_scheduled(app)
    assert await outcome(app, broadcast) == (BroadcastState.DRAFT, 0)


async def test_what_was_approved_starts_at_its_time(app: App, clock: MovableClock) -> None:
    async with app.db.transaction() as tx:
        second = await a_reader(tx, SECOND, mandate=SENDER, stopped_at=NOON)
    broadcast = await scheduled(replace(app, approval_threshold=100))
    async with app.db.transaction() as tx:
        planned = await service.plan(tx, broadcast, SENDER, now=NOON, per_second=25, least=1)
        waiting = await approvals.submit(tx, planned, second, admins=(), now=NOON)
        approved = await approvals.approve(tx, second, SENDER, replace(planned, broadcast=waiting), now=NOON)
    assert (approved.state, approved.approver_id) == (BroadcastState.SCHEDULED, second.id)
    clock.advance(hours=1)
    await start_scheduled(replace(app, approval_threshold=1))
    assert await outcome(app, broadcast) == (BroadcastState.RUNNING, 2)


async def test_where_too_few_are_left_it_does_not_start(app: App, clock: MovableClock) -> None:
    broadcast = await scheduled(app)
    clock.advance(hours=1)
    await start_scheduled(replace(app, least_audience=3))
    assert await outcome(app, broadcast) == (BroadcastState.DRAFT, 0)


async def test_too_few_cannot_be_started_nor_approved(app: App) -> None:
    async with app.db.transaction() as tx:
        author, second = await a_reader(tx, AUTHOR, stopped_at=NOON), await a_reader(tx, SECOND)
        draft = await service.begin(tx, author, FOUNDER, now=NOON)
        draft = await service.change(tx, author, draft.id, lambda one: replace(one, bodies={"en": "Hello"}))
        planned = await service.plan(tx, draft, FOUNDER, now=NOON, per_second=25, least=1)
        too_few = await service.plan(tx, draft, FOUNDER, now=NOON, per_second=25, least=2)
        assert (await service.start(tx, too_few, author, now=NOON)).state is BroadcastState.DRAFT
        assert (
            await approvals.submit(tx, too_few, author, admins=(), now=NOON)
        ).state is BroadcastState.DRAFT
        waiting = await approvals.submit(tx, planned, author, admins=(), now=NOON)
        too_few = await service.plan(tx, waiting, FOUNDER, now=NOON, per_second=25, least=2)
        approved = await approvals.approve(tx, second, FOUNDER, too_few, now=NOON)
        assert approved.state is BroadcastState.WAITING
    assert await outcome(app, draft) == (BroadcastState.WAITING, 0)
