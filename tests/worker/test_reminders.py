"""From a reminder's time to one message in the chat, on both databases."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from markupsafe import Markup

from bot.app import App
from bot.domain.actions.reminders import Snooze, SnoozeReminder
from bot.domain.delivery import Claimed
from bot.domain.learner import Learner
from bot.domain.reminder import EVERY_DAY, Reminder, Topic
from bot.screens.base import Screen
from bot.services import reminders as service
from bot.storage import learners, updates
from bot.storage import reminders as rows
from bot.storage.engine import Database
from bot.worker.governor import Governor
from bot.worker.housekeeping import forget
from bot.worker.reminders import render_reminder, send_due_reminders
from bot.worker.sender import Sender
from bot.worker.service import render_programme
from tests.conftest import MovableClock
from tests.storage.test_deliveries import NOON, a_broadcast, a_delivery, states
from tests.worker.messengers import FakeMessenger
from tests.worker.test_governor import busiest_second
from tests.worker.virtual import VirtualTime, a_governor

NEWS = Screen(text=Markup("News"))
LONDON = "Europe/London"
SIX_PM = 18 * 60


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.fixture
def clock() -> MovableClock:
    return MovableClock(utc("2026-10-23 12:00"))  # the Friday before London's clocks go back


class Life:
    """Let hours pass, a sweep every few minutes, and note when which chat got something."""

    def __init__(self, app: App, clock: MovableClock, messenger: FakeMessenger) -> None:
        async def render(claimed: Claimed) -> Screen | None:
            if claimed.programme is not None:
                return await render_programme(app, claimed)
            return await render_reminder(app, claimed) if claimed.reminder_id else NEWS

        self.app, self.clock, self.messenger, self.render = app, clock, messenger, render
        governor = a_governor()
        self.sender = Sender(app, messenger, governor, render)
        self.got: list[tuple[datetime, int]] = []

    async def remind(self) -> None:
        await send_due_reminders(self.app)

    async def sweep(self) -> None:
        await self.remind()
        before = len(self.messenger.sent)
        await self.sender.sweep()
        self.got += [(self.clock.now, chat_id) for chat_id, _ in self.messenger.sent[before:]]

    async def until(self, end: str, *, minutes: int = 30) -> None:
        while self.clock.now < utc(end):
            await self.sweep()
            self.clock.advance(minutes=minutes)

    @property
    def times(self) -> list[datetime]:
        return [at for at, _ in self.got]


@pytest.fixture
def life(app: App, clock: MovableClock, messenger: FakeMessenger) -> Life:
    return Life(app, clock, messenger)


async def a_learner(db: Database, clock: MovableClock, chat_id: int = 1001, *, zone: str = LONDON) -> Learner:
    async with db.transaction() as tx:
        added = await learners.add(tx, chat_id, locale="en", now=clock.now)
        learner = replace(added, zone=zone)
        await learners.save(tx, learner)
        return learner


async def a_reminder(
    db: Database, clock: MovableClock, learner: Learner, *, minute: int = SIX_PM, days: int = EVERY_DAY
) -> Reminder:
    async with db.transaction() as tx:
        plan = await service.load(tx, learner, now=clock.now)
        chosen = replace(plan.reminder, minute=minute, days=days)
        return (await service.turn_on(tx, learner, chosen, now=clock.now)).reminder


async def test_it_comes_every_day_at_its_time_across_a_change_of_the_clock(
    life: Life, db: Database, clock: MovableClock
) -> None:
    await a_reminder(db, clock, await a_learner(db, clock))
    await life.until("2026-10-27 00:00")
    assert life.times == [
        utc("2026-10-23 17:00"),
        utc("2026-10-24 17:00"),
        utc("2026-10-25 18:00"),  # the clocks went back that night
        utc("2026-10-26 18:00"),
    ]


async def test_after_a_restart_nothing_is_lost_and_nothing_comes_twice(
    app: App, db: Database, clock: MovableClock, messenger: FakeMessenger
) -> None:
    await a_reminder(db, clock, await a_learner(db, clock))
    clock.now = utc("2026-10-23 17:00")
    await send_due_reminders(app)  # and then the process dies
    reborn = Life(app, clock, messenger)
    await reborn.sweep()
    await Life(app, clock, messenger).sweep()
    assert messenger.calls == [1001]


async def test_two_processes_make_one_message(
    app: App, life: Life, db: Database, clock: MovableClock
) -> None:
    for chat_id in range(1, 31):
        await a_reminder(db, clock, await a_learner(db, clock, chat_id))
    clock.now = utc("2026-10-23 17:00")
    counts = await asyncio.gather(*(send_due_reminders(app, batch=4) for _ in range(4)))
    await life.sweep()
    assert sum(counts) == 30
    assert sorted(life.messenger.calls) == list(range(1, 31))


async def test_after_an_outage_what_is_within_its_window_comes_once_and_the_rest_is_left_out(
    life: Life, db: Database, clock: MovableClock
) -> None:
    await a_reminder(db, clock, await a_learner(db, clock, 1), minute=16 * 60)
    await a_reminder(db, clock, await a_learner(db, clock, 2), minute=12 * 60)
    clock.now = utc("2026-10-29 17:30")
    await life.until("2026-10-29 23:00")
    assert life.got == [(utc("2026-10-29 17:30"), 1)]


async def test_nothing_comes_in_the_quiet_hours_however_late_it_is(
    life: Life, db: Database, clock: MovableClock
) -> None:
    await a_reminder(db, clock, await a_learner(db, clock), minute=19 * 60 + 30)
    clock.now = utc("2026-10-23 19:00")  # 20:00 in London
    await life.until("2026-10-24 10:00")
    assert life.times == []


async def test_a_sender_that_is_late_lets_it_expire_by_night(
    app: App, life: Life, db: Database, clock: MovableClock
) -> None:
    await a_reminder(db, clock, await a_learner(db, clock), minute=19 * 60 + 30)
    clock.now = utc("2026-10-23 18:30")
    await send_due_reminders(app)
    clock.now = utc("2026-10-23 19:00")
    await life.sweep()
    assert life.times == []
    assert await states(db) == ["expired"]


async def test_a_day_with_a_broadcast_has_no_reminder(life: Life, db: Database, clock: MovableClock) -> None:
    clock.now = NOON
    learner = await a_learner(db, clock)
    await a_reminder(db, clock, learner)
    async with db.transaction() as tx:
        await a_delivery(tx, learner, await a_broadcast(tx))
    await life.until("2026-11-23 20:00")
    assert life.times == [NOON, utc("2026-11-23 18:00")]


async def test_who_stopped_everything_gets_nothing_and_is_reminded_again_later(
    life: Life, db: Database, clock: MovableClock
) -> None:
    learner = await a_learner(db, clock)
    await a_reminder(db, clock, learner)
    async with db.transaction() as tx:
        await learners.save(tx, replace(learner, stopped_at=clock.now))
    await life.until("2026-10-24 12:00")
    async with db.transaction() as tx:
        await learners.save(tx, learner)
    await life.until("2026-10-24 23:00")
    assert life.times == [utc("2026-10-24 17:00")]


async def test_a_reminder_that_was_stopped_a_moment_ago_does_not_come(
    app: App, life: Life, db: Database, clock: MovableClock
) -> None:
    reminder = await a_reminder(db, clock, await a_learner(db, clock))
    clock.now = utc("2026-10-23 17:00")
    await send_due_reminders(app)
    async with db.transaction() as tx:
        await service.change(tx, replace(reminder, is_active=False), now=clock.now)
    await life.until("2026-10-25 00:00")
    assert life.times == []


async def test_a_new_time_on_a_day_that_was_served_begins_tomorrow(
    life: Life, db: Database, clock: MovableClock
) -> None:
    reminder = await a_reminder(db, clock, await a_learner(db, clock), minute=14 * 60)
    await life.until("2026-10-23 14:00")
    async with db.transaction() as tx:
        plan = await service.change(tx, replace(reminder, minute=SIX_PM), now=clock.now)
    assert plan.next_at == utc("2026-10-24 17:00")
    await life.until("2026-10-24 22:00")
    assert life.times == [utc("2026-10-23 13:00"), utc("2026-10-24 17:00")]


async def test_put_off_for_an_hour_it_comes_once_more_however_often_that_was_tapped(
    life: Life, db: Database, clock: MovableClock
) -> None:
    learner = await a_learner(db, clock)
    reminder = await a_reminder(db, clock, learner)
    await life.until("2026-10-23 17:01")
    for _ in range(3):
        async with db.transaction() as tx:
            await service.snooze(tx, learner, reminder, SnoozeReminder(until=Snooze.HOUR), now=clock.now)
        clock.advance(minutes=1)
    async with db.transaction() as tx:
        assert (await service.load(tx, learner, now=clock.now)).next_at == utc("2026-10-23 18:32")
    await life.until("2026-10-23 18:40", minutes=4)
    await life.until("2026-10-24 12:00")
    assert life.times == [utc("2026-10-23 17:00"), utc("2026-10-23 18:33")]


async def test_put_off_into_the_night_it_waits_for_the_morning(
    life: Life, db: Database, clock: MovableClock
) -> None:
    learner = await a_learner(db, clock)
    reminder = await a_reminder(db, clock, learner, minute=19 * 60 + 30, days=0b0010000)  # Fridays
    clock.now = utc("2026-10-23 18:30")
    await life.sweep()
    async with db.transaction() as tx:
        at = await service.snooze(tx, learner, reminder, SnoozeReminder(until=Snooze.HOUR), now=clock.now)
    assert at == utc("2026-10-24 07:00")
    await life.until("2026-10-25 12:00")
    assert life.times == [utc("2026-10-23 18:30"), utc("2026-10-24 07:00")]


async def test_put_off_until_tomorrow_it_stands_for_tomorrows_own(
    life: Life, db: Database, clock: MovableClock
) -> None:
    learner = await a_learner(db, clock)
    reminder = await a_reminder(db, clock, learner)
    await life.until("2026-10-23 17:01")
    async with db.transaction() as tx:
        at = await service.snooze(tx, learner, reminder, SnoozeReminder(until=Snooze.TOMORROW), now=clock.now)
    assert at == utc("2026-10-24 17:00")
    await life.until("2026-10-25 12:00")
    assert life.times == [utc("2026-10-23 17:00"), utc("2026-10-24 17:00")]


async def test_the_next_one_can_be_left_out(life: Life, db: Database, clock: MovableClock) -> None:
    reminder = await a_reminder(db, clock, await a_learner(db, clock))
    async with db.transaction() as tx:
        await service.skip(tx, reminder, clock.now.date(), now=clock.now)
    await life.until("2026-10-24 23:00")
    assert life.times == [utc("2026-10-24 17:00")]


async def test_it_follows_the_learner_to_another_zone(life: Life, db: Database, clock: MovableClock) -> None:
    learner = await a_learner(db, clock)
    await a_reminder(db, clock, learner)
    moved = replace(learner, zone="Asia/Kathmandu")
    async with db.transaction() as tx:
        await learners.save(tx, moved)
        await service.follow(tx, moved, now=clock.now)
    await life.until("2026-10-24 15:00", minutes=15)
    assert life.times == [utc("2026-10-23 12:15"), utc("2026-10-24 12:15")]


@pytest.mark.parametrize("gone", [{"reminder"}, {"learner"}, {"reminder", "learner"}])
async def test_where_a_zone_is_no_longer_known_the_main_clock_of_the_country_goes(
    life: Life, db: Database, clock: MovableClock, gone: set[str]
) -> None:
    learner = replace(await a_learner(db, clock, zone="Asia/Kathmandu"), country="NP")
    reminder = await a_reminder(db, clock, learner)
    async with db.transaction() as tx:
        await learners.save(tx, replace(learner, zone="Asia/Gone") if "learner" in gone else learner)
        if "reminder" in gone:
            await rows.save(tx, replace(reminder, zone="Asia/Gone", due_at=clock.now), now=clock.now)
    await life.until("2026-10-26 00:00", minutes=15)
    assert life.times == [utc(f"2026-10-{day} 12:15") for day in (23, 24, 25)]
    async with db.transaction() as tx:
        (found, plan) = (await learners.find(tx, 1001), await service.load(tx, learner, now=clock.now))
    assert (found and found.zone, plan.reminder.zone) == ("Asia/Kathmandu", "Asia/Kathmandu")


async def test_nothing_is_sent_by_a_clock_that_nobody_knows(
    life: Life, db: Database, clock: MovableClock
) -> None:
    learner = await a_learner(db, clock)
    reminder = await a_reminder(db, clock, learner)
    async with db.transaction() as tx:
        await rows.save(tx, replace(reminder, zone="Europe/Gone"), now=clock.now)
    await life.until("2026-10-25 00:00")
    assert life.times == []


CHANGES: tuple[dict[str, object], ...] = (
    {"minute": 17 * 60},
    {"minute": 18 * 60 + 30},
    {"minute": 23 * 60 + 59},
    {"days": 0b1000000},
    {"zone": "Pacific/Kiritimati"},
    {"zone": "Pacific/Pago_Pago"},
    {"topic": Topic.REVIEW},
)


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("is_served", [False, True])
async def test_changing_anything_after_the_clock_changed_makes_nothing_come_at_once(
    life: Life,
    db: Database,
    clock: MovableClock,
    change: dict[str, object],
    is_served: bool,  # noqa: FBT001
) -> None:
    reminder = await a_reminder(db, clock, await a_learner(db, clock))
    await life.until("2026-10-25 18:30" if is_served else "2026-10-25 18:00")  # the clock went back at one
    count = len(life.times)
    clock.now = utc("2026-10-25 18:05" if is_served else "2026-10-25 17:45")
    async with db.transaction() as tx:
        plan = await service.change(tx, replace(reminder, **change), now=clock.now)  # type: ignore[arg-type]  # its fields
    assert plan.next_at is not None
    assert plan.next_at > clock.now
    await life.sweep()
    assert len(life.times) == count
    assert count == (3 if is_served else 2)


async def test_when_a_crowd_waited_through_an_outage_it_is_sent_at_the_pace(
    app: App, db: Database, clock: MovableClock
) -> None:
    for chat_id in range(1, 61):
        await a_reminder(db, clock, await a_learner(db, clock, chat_id), minute=(12 + chat_id % 9) * 60)
    clock.now = utc("2026-10-24 17:10")
    virtual = VirtualTime()
    messenger = FakeMessenger(virtual.clock)
    late = Life(app, clock, messenger)
    await late.remind()
    governor = Governor(per_second=5, clock=virtual.clock, sleep=virtual.sleep)
    await virtual.run(Sender(app, messenger, governor, late.render).sweep())
    wanted = [
        chat_id for chat_id in range(1, 61) if 12 + chat_id % 9 in {16, 17, 18}
    ]  # 15:10 is too long ago
    assert sorted(messenger.calls) == wanted
    assert busiest_second(messenger.called_at) <= 5


async def test_a_reminder_that_is_gone_is_not_written(app: App, db: Database, clock: MovableClock) -> None:
    learner = await a_learner(db, clock)
    gone = Claimed(id=1, learner=learner, lease="x", attempts=1, reminder_id=99, local_day="2026-10-23")  # type: ignore[arg-type]
    assert await render_reminder(app, gone) is None


async def test_housekeeping_forgets_what_is_old(
    app: App, life: Life, db: Database, clock: MovableClock
) -> None:
    await a_reminder(db, clock, await a_learner(db, clock), days=0b0010000)
    async with db.transaction() as tx:
        await updates.remember(tx, 7, now=clock.now)
    await life.until("2026-10-23 18:00")
    assert await states(db) == ["sent"]
    clock.now += timedelta(days=31)
    await forget(app)
    assert await states(db) == []
    async with db.transaction() as tx:
        assert await updates.remember(tx, 7, now=clock.now)
