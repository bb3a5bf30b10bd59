from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.domain.attachment import Attachment, AttachmentKind
from bot.domain.audience import Audience, Share
from bot.domain.broadcast import Broadcast, BroadcastState
from bot.domain.delivery import DeliveryState
from bot.domain.learner import Learner, Role
from bot.storage import audiences, broadcasts, deliveries, learners
from bot.storage.engine import Database, Transaction

PICTURE = Attachment(kind=AttachmentKind.PICTURE, file_id="file-1")
NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


async def a_reader(tx: Transaction, chat_id: int, **chosen: Any) -> Learner:
    added = await learners.add(tx, chat_id, locale="en", now=NOON)
    learner = replace(added, **{"consented_at": NOON, **chosen})
    await learners.save(tx, learner)
    return learner


async def a_draft(tx: Transaction, **changes: Any) -> Broadcast:
    author = await a_reader(tx, 9000, stopped_at=NOON)
    broadcast_id = await broadcasts.add(tx, author.id, Audience(), now=NOON)
    draft = await broadcasts.get(tx, broadcast_id)
    assert draft is not None
    changed = replace(draft, **{"bodies": {"en": "Hello"}, **changes})
    await broadcasts.save(tx, changed)
    return changed


async def addressed(db: Database, **changes: Any) -> list[int]:
    """Start a broadcast and return the chats it goes to."""
    async with db.transaction() as tx:
        draft = await a_draft(tx, **changes)
        assert await broadcasts.move(tx, draft, BroadcastState.RUNNING, now=NOON)
        await audiences.address(tx, draft, now=NOON)
    async with db.transaction() as tx:
        batch = await deliveries.claim(tx, now=NOON, batch=100, lease="me")
    return sorted(claimed.learner.chat_id for claimed in batch.claimed)


@pytest.fixture
async def readers(db: Database) -> None:
    async with db.transaction() as tx:
        await a_reader(tx, 1, role=Role.TEEN, country="NP", locale="ne")
        await a_reader(tx, 2, role=Role.PARENT, country="NP", locale="en")
        await a_reader(tx, 3, role=Role.PARENT, country="PE", locale="es")
        await a_reader(tx, 4)
        await a_reader(tx, 5, role=Role.TEEN, stopped_at=NOON)
        await a_reader(tx, 6, role=Role.TEEN, unreachable_at=NOON)
        await a_reader(tx, 7, role=Role.TEEN, consented_at=None)


async def test_what_was_composed_is_kept(db: Database) -> None:
    audience = Audience(
        roles=frozenset({Role.TEEN}),
        locales=frozenset({"ne"}),
        countries=frozenset({"NP", "IN"}),
        spare="en",
    )
    async with db.transaction() as tx:
        draft = await a_draft(tx, bodies={"ne": "नमस्ते <b>"}, attachment=PICTURE, audience=audience)
    async with db.transaction() as tx:
        assert await broadcasts.find(tx, draft.id) == draft
        assert await broadcasts.list_of(tx, draft.author_id, most=5) == [draft]


@pytest.mark.usefixtures("readers")
@pytest.mark.parametrize(
    ("audience", "chats"),
    [
        (Audience(spare="en"), [1, 2, 3, 4]),
        (Audience(), [2, 4]),
        (Audience(roles=frozenset({Role.PARENT}), spare="en"), [2, 3]),
        (Audience(roles=frozenset(Role), spare="en"), [1, 2, 3]),
        (Audience(countries=frozenset({"NP"}), spare="en"), [1, 2]),
        (Audience(locales=frozenset({"es", "ne"}), spare="en"), [1, 3]),
        (Audience(locales=frozenset({"es", "ne"})), []),
    ],
)
async def test_it_goes_to_whom_it_is_for_and_to_nobody_who_left(
    db: Database, audience: Audience, chats: list[int]
) -> None:
    assert await addressed(db, audience=audience) == chats


@pytest.mark.usefixtures("readers")
async def test_what_is_counted_before_is_what_is_sent(db: Database) -> None:
    audience = Audience(countries=frozenset({"NP"}))
    async with db.transaction() as tx:
        shares = await audiences.shares(tx, audience, now=NOON)
    alike = {"zone": None, "quiet_from": 1200, "quiet_until": 480, "count": 1}
    assert sorted(shares, key=lambda share: share.locale) == [
        Share(locale="en", **alike),  # type: ignore[arg-type]
        Share(locale="ne", **alike),  # type: ignore[arg-type]
    ]


@pytest.mark.usefixtures("readers")
async def test_nobody_is_addressed_twice(db: Database) -> None:
    async with db.transaction() as tx:
        draft = await a_draft(tx)
        await audiences.address(tx, draft, now=NOON)
    with pytest.raises(Exception, match=r"(?i)unique"):
        async with db.transaction() as tx:
            await audiences.address(tx, draft, now=NOON)


async def test_a_state_is_reached_once_and_only_from_where_it_may_be(db: Database) -> None:
    async with db.transaction() as tx:
        draft = await a_draft(tx)
        reached = [
            (state, await broadcasts.move(tx, draft, state, now=NOON))
            for state in (
                BroadcastState.PAUSED,
                BroadcastState.CANCELLED,
                BroadcastState.FINISHED,
                BroadcastState.DRAFT,
                BroadcastState.RUNNING,
                BroadcastState.RUNNING,
                BroadcastState.PAUSED,
                BroadcastState.PAUSED,
                BroadcastState.CANCELLED,
                BroadcastState.RUNNING,
                BroadcastState.FINISHED,
            )
        ]
    assert [state for state, is_reached in reached if is_reached] == [
        BroadcastState.RUNNING,
        BroadcastState.PAUSED,
        BroadcastState.CANCELLED,
    ]


async def test_what_has_started_cannot_be_rewritten_or_thrown_away(db: Database) -> None:
    async with db.transaction() as tx:
        draft = await a_draft(tx)
        await broadcasts.move(tx, draft, BroadcastState.RUNNING, now=NOON)
        await broadcasts.save(tx, replace(draft, bodies={"en": "Changed"}))
        await broadcasts.discard(tx, draft)
        stored = await broadcasts.get(tx, draft.id)
    assert stored is not None
    assert stored.bodies == {"en": "Hello"}


@pytest.mark.usefixtures("readers")
async def test_cancelling_ends_all_that_waits(db: Database) -> None:
    async with db.transaction() as tx:
        draft = await a_draft(tx, audience=Audience(spare="en"))
        await broadcasts.move(tx, draft, BroadcastState.RUNNING, now=NOON)
        await audiences.address(tx, draft, now=NOON)
        await deliveries.claim(tx, now=NOON, batch=1, lease="me")
        before = await broadcasts.tally(tx, draft.id)
        await broadcasts.withdraw(tx, draft, now=NOON)
        after = await broadcasts.tally(tx, draft.id)
    assert Counter(before.by_state) == {DeliveryState.SENDING: 1, DeliveryState.PENDING: 3}
    assert Counter(after.by_state) == {DeliveryState.SENDING: 1, DeliveryState.CANCELLED: 3}
    assert (before.total, before.left, before.last_due_at) == (4, 4, NOON)
    assert (after.total, after.left, after.last_due_at) == (4, 1, None)


async def test_a_report_is_owed_until_it_was_shown(db: Database) -> None:
    async with db.transaction() as tx:
        draft = await a_draft(tx)
        assert await broadcasts.list_unreported(tx) == []
        await broadcasts.move(tx, draft, BroadcastState.RUNNING, now=NOON)
        assert [one.id for one in await broadcasts.list_unreported(tx)] == [draft.id]
        await broadcasts.set_progress_message(tx, draft.id, 77)
        await broadcasts.move(tx, draft, BroadcastState.FINISHED, now=NOON + timedelta(hours=1))
        (owed,) = await broadcasts.list_unreported(tx)
        assert (owed.progress_message_id, owed.finished_at) == (77, NOON + timedelta(hours=1))
        await broadcasts.set_reported(tx, draft.id, now=NOON)
        assert await broadcasts.list_unreported(tx) == []
