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
        planned = await service.plan(tx, draft, FOUNDER, now=NOON, per_second=25)
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
        planned = await service.plan(tx, broadcast, SENDER, now=NOON, per_second=25)
        waiting = await approvals.submit(tx, planned, second, admins=(), now=NOON)
        approved = await approvals.approve(tx, second, SENDER, replace(planned, broadcast=waiting), now=NOON)
    assert (approved.state, approved.approver_id) == (BroadcastState.SCHEDULED, second.id)
    clock.advance(hours=1)
    await start_scheduled(replace(app, approval_threshold=1))
    assert await outcome(app, broadcast) == (BroadcastState.RUNNING, 2)
