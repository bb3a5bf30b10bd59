from datetime import timedelta

import sqlalchemy as sa

from bot.domain.broadcast import BroadcastState
from bot.domain.broadcast_report import Left
from bot.domain.delivery import DeliveryState, Done
from bot.storage import broadcast_reports as reports
from bot.storage import broadcasts, learners
from bot.storage.engine import Database
from bot.storage.statements import statement
from bot.storage.tables import deliveries as table
from tests.storage.test_broadcasts import NOON
from tests.storage.test_recalls import HOUR, arrived, sent

_LEFT_BY = statement(sa.select(table.c.left_by, table.c.broadcast_id).order_by(table.c.id))
_SET_TAPS = statement(sa.update(table).values(taps=table.c.id % 4))
BEFORE_ALL = NOON - HOUR


async def test_who_got_it_is_counted(db: Database) -> None:
    unreached = Done(DeliveryState.UNREACHABLE)
    broadcast, _ = await sent(db, arrived(1), arrived(2), unreached)
    async with db.reading() as tx:
        assert await reports.count_by_locale(tx, broadcast.id) == {"en": 2}
        assert await reports.count_by_country(tx, broadcast.id) == {None: 2}
        assert await reports.count_taps(tx, broadcast.id) == {}
        assert await reports.count_left(tx, broadcast.id) == {Left.STOPPED: 0, Left.BLOCKED: 0}


async def test_taps_are_grouped_by_what_was_tapped(db: Database) -> None:
    broadcast, claimed = await sent(db, *(arrived(number) for number in range(8)))
    async with db.transaction() as tx:
        await tx.execute(_SET_TAPS)
        groups = await reports.count_taps(tx, broadcast.id)
    expected = [one.id % 4 for one in claimed]
    assert groups == {taps: expected.count(taps) for taps in (1, 2, 3)}


async def test_leaving_is_put_down_once_to_the_latest_that_came(db: Database) -> None:
    first, (one, other) = await sent(db, arrived(1), arrived(2))
    async with db.transaction() as tx:
        assert await learners.mark_unreachable(tx, one.learner.chat_id, now=NOON) == one.learner.id
        assert await learners.mark_unreachable(tx, 424242, now=NOON) is None
        await reports.note_left(tx, one.learner.id, Left.STOPPED, since=BEFORE_ALL)
        await reports.note_left(tx, one.learner.id, Left.BLOCKED, since=BEFORE_ALL)
        await reports.note_left(tx, other.learner.id, Left.BLOCKED, since=NOON + HOUR)
        counted = await reports.count_left(tx, first.id)
        rows = await tx.all(_LEFT_BY)
    assert counted == {Left.STOPPED: 1, Left.BLOCKED: 0}
    assert [row["left_by"] for row in rows] == ["stopped", None]


async def test_words_are_blanked_after_the_end_and_not_before(db: Database) -> None:
    broadcast, _ = await sent(db, arrived(1))
    async with db.transaction() as tx:
        await reports.blank(tx, before=NOON + 100 * HOUR)
        assert (await broadcasts.get(tx, broadcast.id)) == broadcast
        await broadcasts.move(tx, broadcast, BroadcastState.FINISHED, now=NOON)
        await reports.blank(tx, before=NOON)
        kept = await broadcasts.get(tx, broadcast.id)
        await reports.blank(tx, before=NOON + HOUR)
        blanked = await broadcasts.get(tx, broadcast.id)
    assert kept is not None
    assert kept.bodies == {"en": "Hello"}
    assert blanked is not None
    assert (blanked.bodies, blanked.attachment, blanked.offers) == ({}, None, ())


async def test_deliveries_are_forgotten_a_handful_at_a_time(db: Database) -> None:
    broadcast, _ = await sent(db, *(arrived(number) for number in range(3)))
    async with db.transaction() as tx:
        assert await reports.forget(tx, before=NOON + timedelta(days=9), most=2) == 0
        await broadcasts.move(tx, broadcast, BroadcastState.FINISHED, now=NOON)
        assert await reports.forget(tx, before=NOON + HOUR, most=2) == 2
        assert await reports.forget(tx, before=NOON + HOUR, most=2) == 1
        assert (await broadcasts.tally(tx, broadcast.id)).total == 0


async def test_leaving_by_a_button_is_put_down_to_its_broadcast(db: Database) -> None:
    first, (one, other) = await sent(db, arrived(1), Done(DeliveryState.UNREACHABLE))
    async with db.transaction() as tx:
        for claimed in (one, other):
            await reports.note_left_by(tx, claimed.learner.id, Left.STOPPED, first.id)
        await reports.note_left_by(tx, one.learner.id, Left.STOPPED, first.id + 1)
        assert await reports.count_left(tx, first.id) == {Left.STOPPED: 1, Left.BLOCKED: 0}
