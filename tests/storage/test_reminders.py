from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.booster import Booster
from bot.domain.delivery import DeliveryState, Done
from bot.domain.learner import Learner
from bot.domain.lesson import LessonId
from bot.domain.reminder import WINDOW, Message, Occurrence, Reminder, ReminderId, Topic
from bot.storage import learners, progress, reminders
from bot.storage.engine import Database
from bot.storage.reminders import Due
from tests.storage.test_deliveries import claim, finish, states

NOW = datetime(2026, 11, 22, 18, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


async def a_learner(db: Database, chat_id: int = 1001) -> Learner:
    async with db.transaction() as tx:
        return await learners.add(tx, chat_id, locale="en", now=NOW)


async def a_reminder(db: Database, learner: Learner, *, due_at: datetime | None = NOW) -> Reminder:
    draft = Reminder(
        id=ReminderId(0), learner_id=learner.id, zone="Asia/Kathmandu", is_active=True, due_at=due_at
    )
    async with db.transaction() as tx:
        return await reminders.save(tx, draft, now=NOW)


def at(due_at: datetime) -> Occurrence:
    return Occurrence(day=due_at.date(), due_at=due_at, expires_at=due_at + WINDOW)


def saying(reminder: Reminder, planned: Occurrence, says: int | Booster = 0) -> Message:
    return Message(reminder=reminder, planned=planned, says=says)


async def test_a_learner_has_one_reminder(db: Database) -> None:
    learner = await a_learner(db)
    saved = await a_reminder(db, learner)
    changed = replace(saved, days=3, minute=600, topic=Topic.REVIEW, is_active=False, due_at=None)
    async with db.transaction() as tx:
        assert await reminders.find(tx, learner.id) == saved
        assert await reminders.save(tx, changed, now=NOW) == changed
        assert await reminders.find(tx, learner.id) == await reminders.get(tx, saved.id) == changed


async def test_what_is_due_comes_the_oldest_first(db: Database) -> None:
    late = await a_reminder(db, await a_learner(db, 1), due_at=NOW - MINUTE)
    later = await a_reminder(db, await a_learner(db, 2), due_at=NOW - 2 * MINUTE)
    await a_reminder(db, await a_learner(db, 3), due_at=NOW + MINUTE)
    await a_reminder(db, await a_learner(db, 4), due_at=None)
    async with db.transaction() as tx:
        due = await reminders.list_due(tx, now=NOW, batch=10)
        assert [one.reminder for one in due] == [later, late]
        assert len(await reminders.list_due(tx, now=NOW, batch=1)) == 1


async def test_quiet_hours_are_in_the_zone_of_the_learner(db: Database) -> None:
    learner = await a_learner(db)
    await a_reminder(db, learner)
    async with db.transaction() as tx:
        (due,) = await reminders.list_due(tx, now=NOW, batch=10)
        assert (due.quiet.zone, due.quiet.start, due.quiet.end) == ("Asia/Kathmandu", 1200, 480)
        await learners.save(tx, replace(learner, zone="Europe/London"))
        (due,) = await reminders.list_due(tx, now=NOW, batch=10)
        assert due.quiet.zone == "Europe/London"


@pytest.mark.parametrize("closed", [{"stopped_at": NOW}, {"unreachable_at": NOW}])
async def test_who_wants_or_gets_nothing_is_known(db: Database, closed: dict[str, datetime]) -> None:
    learner = await a_learner(db)
    await a_reminder(db, learner)
    async with db.transaction() as tx:
        await learners.save(tx, replace(learner, **closed))  # type: ignore[arg-type]  # fields of a learner
        (due,) = await reminders.list_due(tx, now=NOW, batch=10)
    assert not due.is_open


async def test_a_message_is_put_once_a_day_and_can_be_taken_back(db: Database) -> None:
    reminder = await a_reminder(db, await a_learner(db))
    soon = at(NOW + MINUTE)
    async with db.transaction() as tx:
        await reminders.put(tx, [saying(reminder, soon), saying(reminder, soon)])
        await reminders.put(tx, [saying(reminder, at(NOW + 5 * MINUTE))])
        assert await reminders.awaited_at(tx, reminder.id, now=NOW) == soon.due_at
        assert await reminders.served_on(tx, reminder.id) is None
        await reminders.withdraw(tx, reminder.id)
        assert await reminders.awaited_at(tx, reminder.id, now=NOW) is None


async def test_one_that_was_put_off_stands_beside_the_one_of_the_day(db: Database) -> None:
    reminder = await a_reminder(db, await a_learner(db))
    async with db.transaction() as tx:
        await reminders.put(tx, [saying(reminder, at(NOW))])
        await reminders.put_snoozed(tx, saying(reminder, at(NOW + 60 * MINUTE)))
        assert await reminders.awaited_at(tx, reminder.id, now=NOW) == NOW + 60 * MINUTE


async def test_only_the_due_reminder_is_scheduled_anew(db: Database) -> None:
    one, other = await a_reminder(db, await a_learner(db, 1)), await a_reminder(db, await a_learner(db, 2))
    tomorrow = NOW + timedelta(days=1)
    async with db.transaction() as tx:
        await reminders.schedule(tx, [(one.id, tomorrow)])
        assert await reminders.get(tx, one.id) == replace(one, due_at=tomorrow)
        assert await reminders.get(tx, other.id) == other


async def test_an_erased_learner_leaves_no_reminder(db: Database) -> None:
    learner = await a_learner(db)
    reminder = await a_reminder(db, learner)
    async with db.transaction() as tx:
        await reminders.put(tx, [saying(reminder, at(NOW))])
        await learners.erase(tx, learner.id)
        assert await reminders.get(tx, reminder.id) is None
        assert await reminders.awaited_at(tx, reminder.id, now=NOW - MINUTE) is None


async def due_one(db: Database) -> Due:
    async with db.transaction() as tx:
        (due,) = await reminders.list_due(tx, now=NOW, batch=10)
    return due


async def test_learning_began_with_the_first_lesson_or_else_when_somebody_joined(db: Database) -> None:
    learner = await a_learner(db)
    await a_reminder(db, learner)
    assert (await due_one(db)).began_at == learner.joined_at
    async with db.transaction() as tx:
        await progress.note(tx, learner.id, LessonId("b"), card_no=1, now=NOW + 9 * MINUTE)
        await progress.note(tx, learner.id, LessonId("a"), card_no=1, now=NOW + 5 * MINUTE)
        await progress.note(tx, learner.id, LessonId("a"), card_no=2, now=NOW + 20 * MINUTE)
    assert (await due_one(db)).began_at == NOW + 5 * MINUTE


async def test_the_wording_and_the_boosters_of_before_are_known(db: Database) -> None:
    reminder = await a_reminder(db, await a_learner(db))
    assert ((await due_one(db)).last_wording, (await due_one(db)).had) == (None, frozenset())
    async with db.transaction() as tx:
        days = [at(NOW + timedelta(days=number)) for number in range(3)]
        says: tuple[int | Booster, ...] = (4, 0, Booster.WEEK_8)
        await reminders.put(tx, [saying(reminder, *each) for each in zip(days, says, strict=True)])
        assert await reminders.last_wording(tx, reminder.id) == 0
    assert ((await due_one(db)).last_wording, (await due_one(db)).had) == (0, frozenset({Booster.WEEK_8}))


async def test_what_nobody_saw_does_not_count(db: Database) -> None:
    reminder = await a_reminder(db, await a_learner(db))
    async with db.transaction() as tx:
        tomorrow = at(NOW + timedelta(days=1))
        await reminders.put(tx, [saying(reminder, at(NOW), 3), saying(reminder, tomorrow, Booster.WEEK_8)])
    assert await claim(db, NOW + timedelta(days=3)) == []
    assert await states(db) == ["expired", "expired"]
    assert ((await due_one(db)).last_wording, (await due_one(db)).had) == (None, frozenset())


async def test_what_became_of_reminders_is_forgotten_but_a_booster_is_remembered(db: Database) -> None:
    reminder = await a_reminder(db, await a_learner(db))
    async with db.transaction() as tx:
        tomorrow = at(NOW + timedelta(days=1))
        await reminders.put(tx, [saying(reminder, at(NOW)), saying(reminder, tomorrow, Booster.WEEK_8)])
    for day in range(2):
        now = NOW + timedelta(days=day)
        (claimed,) = await claim(db, now)
        await finish(db, claimed, Done(DeliveryState.SENT, message_id=1), now)
    async with db.transaction() as tx:
        await reminders.forget(tx, before=NOW + timedelta(days=40))
    assert await states(db) == ["sent"]
    assert (await due_one(db)).had == {Booster.WEEK_8}
