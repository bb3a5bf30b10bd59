from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa

from bot.domain.audience import Audience, Progress, ProgressKind, Traits
from bot.domain.broadcast import Broadcast, BroadcastState
from bot.domain.learner import AgeBand, Learner, Role
from bot.domain.lesson import LessonId
from bot.domain.offer import Offer, OfferKind
from bot.storage import audiences, broadcasts, deliveries, learners
from bot.storage import progress as progress_rows
from bot.storage.engine import Database, Transaction
from bot.storage.instants import moment
from bot.storage.statements import statement
from bot.storage.tables import deliveries as table
from bot.storage.tables import learners as people
from tests.storage.test_broadcasts import NOON, a_draft, a_reader

LESSONS = frozenset({"one", "two"})
FINISHED = Progress(kind=ProgressKind.FINISHED, unit="unit", lessons=LESSONS)
NOTHING, BEGUN = (Progress(kind=kind) for kind in (ProgressKind.NOTHING, ProgressKind.BEGUN))
TEENS = frozenset({Role.TEEN})
_SEEN = statement(
    sa.update(people).where(people.c.id == sa.bindparam("who")).values(seen_at=sa.bindparam("at"))
)
_ROWS = statement(sa.select(table.c.learner_id, table.c.due_at, table.c.expires_at, table.c.taps))


async def reached(tx: Transaction, audience: Audience) -> list[int]:
    """Return the chats of who would get it, by the rows that would be made."""
    draft = await a_draft(tx, audience=audience, bodies={"en": "Hello"})
    await broadcasts.move(tx, draft, BroadcastState.RUNNING, now=NOON)
    await audiences.address(tx, draft, now=NOON)
    rows = await tx.all(_ROWS)
    found = [await learners.get(tx, row["learner_id"]) for row in rows]
    counted = await audiences.shares(tx, audience, now=NOON)
    assert sum(share.count for share in counted) == len(rows)
    assert await audiences.count(tx, audience, now=NOON) == len(rows)
    return sorted(learner.chat_id for learner in found if learner)


@pytest.fixture
async def readers(db: Database) -> None:
    async with db.transaction() as tx:
        await a_reader(tx, 1, role=Role.TEEN, age_band=AgeBand.FROM_13, country="NP", cohort="7-b")
        two = await a_reader(tx, 2, role=Role.TEEN, age_band=AgeBand.FROM_16, country="NP")
        three = await a_reader(tx, 3, role=Role.PARENT, country="PE", cohort="7-a")
        await a_reader(tx, 4)
        await _did(tx, two, "one", "two")
        await _did(tx, three, "one")
        await tx.execute(_SEEN, who=two.id, at=0)


async def _did(tx: Transaction, learner: Learner, *lessons: str) -> None:
    for lesson in lessons:
        await progress_rows.note(tx, learner.id, LessonId(lesson), card_no=0, now=NOON)
        await progress_rows.finish(tx, learner.id, LessonId(lesson), card_no=1, now=NOON)


@pytest.mark.usefixtures("readers")
@pytest.mark.parametrize(
    ("audience", "chats"),
    [
        (Audience(), [1, 2, 3, 4]),
        (Audience(ages=frozenset({AgeBand.FROM_16})), [2]),
        (Audience(cohorts=frozenset({"7-a", "7-b"})), [1, 3]),
        (Audience(progress=NOTHING), [1, 4]),
        (Audience(progress=BEGUN), [2, 3]),
        (Audience(progress=FINISHED), [2]),
        (Audience(seen_within=7), [1, 3, 4]),
        (Audience(roles=TEENS, seen_within=7), [1]),
        (Audience(without=Traits(roles=TEENS)), [3, 4]),
        (Audience(without=Traits(countries=frozenset({"PE"}), cohorts=frozenset({"7-b"}))), [2, 4]),
        (Audience(without=Traits(progress=FINISHED)), [1, 3, 4]),
        (Audience(without=Traits(progress=NOTHING)), [2, 3]),
        (Audience(without=Traits(seen_within=30)), [2]),
        (Audience(roles=TEENS, without=Traits(ages=frozenset({AgeBand.FROM_16}))), [1]),
        (Audience(without=Traits(locales=frozenset({"en"}))), []),
    ],
)
async def test_who_is_in_and_who_is_out(db: Database, audience: Audience, chats: list[int]) -> None:
    async with db.transaction() as tx:
        assert await reached(tx, audience) == chats


async def test_an_audience_is_kept_whole(db: Database) -> None:
    audience = Audience(
        ages=frozenset({AgeBand.FROM_13}),
        cohorts=frozenset({"7-b"}),
        progress=FINISHED,
        seen_within=30,
        without=Traits(roles=TEENS, progress=NOTHING),
        spare="es",
    )
    offers = (
        Offer(kind=OfferKind.HELP),
        Offer(kind=OfferKind.LINK, subject="https://stopncii.org"),
    )
    async with db.transaction() as tx:
        draft = await a_draft(
            tx,
            audience=audience,
            title="To the class",
            offers=offers,
            starts_at=NOON,
            local_minute=600,
            life=timedelta(hours=6),
        )
        assert await broadcasts.get(tx, draft.id) == draft


async def test_those_who_left_are_counted_and_not_reached(db: Database) -> None:
    async with db.transaction() as tx:
        await a_reader(tx, 1, role=Role.TEEN, stopped_at=NOON)
        await a_reader(tx, 2, role=Role.TEEN, unreachable_at=NOON)
        await a_reader(tx, 3, role=Role.TEEN, unreachable_at=NOON, consented_at=None)
        await a_reader(tx, 4, role=Role.PARENT, stopped_at=NOON)
        assert await audiences.count_lost(tx, Audience(roles=TEENS), now=NOON) == (1, 1)


async def _hours(db: Database, now: datetime, **changes: object) -> dict[int, tuple[datetime, datetime]]:
    zones = {1: "Asia/Kathmandu", 2: "Europe/Berlin", 3: None}
    async with db.transaction() as tx:
        for chat_id, zone in zones.items():
            await a_reader(tx, chat_id, zone=zone)
        draft = await a_draft(tx, **changes)
        await broadcasts.move(tx, draft, BroadcastState.RUNNING, now=now)
        await audiences.address(tx, draft, now=now)
        rows = await tx.all(_ROWS)
        found = {}
        for row in rows:
            learner = await learners.get(tx, row["learner_id"])
            assert learner is not None
            found[learner.chat_id] = (moment(row["due_at"]), moment(row["expires_at"]))
    return found


async def test_each_is_due_at_their_own_hour_across_a_change_of_the_clocks(db: Database) -> None:
    eve = datetime(2027, 3, 27, 20, 0, tzinfo=UTC)  # Berlin is at UTC+1, and at UTC+2 in the morning
    found = await _hours(db, eve, local_minute=9 * 60, life=timedelta(hours=6))
    due = {chat_id: at for chat_id, (at, _) in found.items()}
    assert due == {
        1: datetime(2027, 3, 28, 3, 15, tzinfo=UTC),
        2: datetime(2027, 3, 28, 7, 0, tzinfo=UTC),
        3: datetime(2027, 3, 28, 9, 0, tzinfo=UTC),
    }
    assert all(expires_at - at == timedelta(hours=6) for at, expires_at in found.values())


async def test_what_could_not_be_sent_in_time_expires(db: Database) -> None:
    await _hours(db, NOON, life=timedelta(hours=6))
    later = NOON + timedelta(days=1)
    async with db.transaction() as tx:
        batch = await deliveries.claim(tx, now=later, batch=10, lease="me")
        (stored,) = await broadcasts.list_running(tx)
        tally = await broadcasts.tally(tx, stored.id)
    assert batch.claimed == []
    assert {state.value: count for state, count in tally.by_state.items()} == {"expired": 3}


async def test_a_tap_is_counted_once_and_only_of_recipients(db: Database) -> None:
    async with db.transaction() as tx:
        reader = await a_reader(tx, 1)
        draft = await a_draft(tx)
        await audiences.address(tx, draft, now=NOON)
        assert not await broadcasts.tap(tx, draft.id, draft.author_id, 0)
        assert all([await broadcasts.tap(tx, draft.id, reader.id, number) for number in (0, 2, 2, 0)])
        (row,) = await tx.all(_ROWS)
    assert row["taps"] == 0b101


async def test_what_is_scheduled_is_found_when_its_time_has_come(db: Database) -> None:
    async with db.transaction() as tx:
        draft = await a_draft(tx, starts_at=NOON)
        assert await broadcasts.list_due(tx, now=NOON) == []
        assert await broadcasts.move(tx, draft, BroadcastState.SCHEDULED, now=NOON)
        assert await broadcasts.list_due(tx, now=NOON - timedelta(seconds=1)) == []
        assert await broadcasts.list_due(tx, now=NOON) == [draft.id]
        assert await broadcasts.list_unreported(tx) == []


async def test_a_draft_again_is_approved_by_nobody(db: Database) -> None:
    async with db.transaction() as tx:
        draft = await a_draft(tx)
        await broadcasts.move(tx, draft, BroadcastState.WAITING, now=NOON)
        await broadcasts.set_approved(tx, draft.id, draft.author_id, now=NOON)
        await broadcasts.move(tx, draft, BroadcastState.SCHEDULED, now=NOON)
        assert await _approver(tx, draft) == draft.author_id
        await broadcasts.move(tx, draft, BroadcastState.DRAFT, now=NOON)
        assert await _approver(tx, draft) is None


async def _approver(tx: Transaction, draft: Broadcast) -> int | None:
    stored = await broadcasts.get(tx, draft.id)
    assert stored is not None
    return stored.approver_id
