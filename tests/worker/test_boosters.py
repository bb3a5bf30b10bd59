"""Weeks after somebody began to learn: one invitation to look back, in the place of that day's reminder."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from bot.app import App
from bot.content.catalog import load_catalog
from bot.domain.actions.lessons import ShowLesson
from bot.domain.actions.reminders import Snooze, SnoozeReminder
from bot.domain.booster import Booster
from bot.domain.learner import Learner
from bot.domain.lesson import LessonId
from bot.folders import shared_folder
from bot.library import Library
from bot.screens.base import Screen
from bot.services import lessons
from bot.services import reminders as service
from bot.storage import learners, progress
from bot.storage.engine import Database
from bot.worker.housekeeping import forget
from bot.worker.service import render_programme
from tests.conftest import MovableClock
from tests.storage.test_deliveries import a_broadcast, a_delivery, claim
from tests.worker.messengers import FakeMessenger
from tests.worker.test_reminders import Life, a_learner, a_reminder, utc

CATALOG = load_catalog(shared_folder("content"))
BEGAN = utc("2026-08-03 12:00")  # a Monday; London is an hour ahead until 25 October
WEEK_8, WEEK_20 = BEGAN + timedelta(weeks=8), BEGAN + timedelta(weeks=20)
INVITATION = "Shall we look back together?"


@pytest.fixture
def clock() -> MovableClock:
    return MovableClock(BEGAN)


@pytest.fixture
def app(app: App) -> App:
    return replace(app, library=Library(CATALOG, app.translators))


@pytest.fixture
def life(app: App, clock: MovableClock, messenger: FakeMessenger) -> Life:
    return Life(app, clock, messenger)


@pytest.fixture
async def learner(db: Database, clock: MovableClock) -> Learner:
    learner = await a_learner(db, clock)
    async with db.transaction() as tx:
        await lessons.open_card(tx, CATALOG, learner, "stop-first", 1, now=clock.now)
    return learner


def boosters(life: Life) -> list[datetime]:
    pairs = zip(life.got, life.messenger.sent, strict=True)
    return [at for (at, _), (_, screen) in pairs if screen.text.startswith(INVITATION)]


async def live(life: Life, begin: datetime, days: int) -> None:
    """Sweep at the minute reminders are due at six in London, summer and winter."""
    for day in range(days):
        for hour in (17, 18):
            life.clock.now = (begin + timedelta(days=day)).replace(hour=hour, minute=0)
            await life.sweep()


async def test_it_comes_at_weeks_8_and_20_once_each_instead_of_the_reminder(
    life: Life, db: Database, clock: MovableClock, learner: Learner
) -> None:
    await a_reminder(db, clock, learner)
    for begin in (WEEK_8 - timedelta(days=2), WEEK_20 - timedelta(days=2)):
        clock.now = begin
        await live(life, begin, 5)
        await forget(life.app)
    assert boosters(life) == [WEEK_8.replace(hour=17), WEEK_20.replace(hour=18)]
    assert len({at.date() for at in life.times}) == len(life.times) == 10


async def test_on_the_first_reminder_day_at_or_after_its_week(
    life: Life, db: Database, clock: MovableClock, learner: Learner
) -> None:
    await a_reminder(db, clock, learner, days=0b0001000)  # Thursdays
    await live(life, WEEK_8, 12)
    assert boosters(life) == [WEEK_8.replace(hour=17) + timedelta(days=3)]


async def test_who_chose_no_reminders_or_stopped_gets_none(
    life: Life, db: Database, clock: MovableClock, learner: Learner
) -> None:
    chosen = await a_reminder(db, clock, learner)
    other = await a_learner(db, clock, 1002)
    await a_reminder(db, clock, other)
    await a_learner(db, clock, 1003)
    async with db.transaction() as tx:
        await service.change(tx, replace(chosen, is_active=False), now=clock.now)
        await learners.save(tx, replace(other, stopped_at=clock.now))
    await live(life, WEEK_8, 3)
    assert life.got == []


async def test_who_stops_a_moment_before_does_not_get_it(
    life: Life, db: Database, clock: MovableClock, learner: Learner
) -> None:
    reminder = await a_reminder(db, clock, learner)
    clock.now = WEEK_8.replace(hour=17)
    await life.remind()
    async with db.transaction() as tx:
        await service.change(tx, replace(reminder, is_active=False), now=clock.now)
    await life.sweep()
    assert life.got == []


async def test_a_day_with_a_broadcast_leaves_it_for_the_next(
    life: Life, db: Database, clock: MovableClock, learner: Learner
) -> None:
    await a_reminder(db, clock, learner)
    clock.now = WEEK_8.replace(hour=12)
    async with db.transaction() as tx:
        await a_delivery(tx, learner, await a_broadcast(tx))
    clock.now = utc("2026-11-22 12:00")  # the day of the broadcast: week 15, so nothing is due
    await life.sweep()
    assert boosters(life) == []
    clock.now = WEEK_20 - timedelta(minutes=1)
    await live(life, WEEK_20, 2)
    assert boosters(life) == [WEEK_20.replace(hour=18)]


async def test_what_expired_unseen_comes_on_a_later_day(
    life: Life, db: Database, clock: MovableClock, learner: Learner
) -> None:
    await a_reminder(db, clock, learner)
    clock.now = WEEK_8.replace(hour=17)
    await life.remind()
    clock.now += timedelta(hours=6)  # the sender was down until the night
    await life.sweep()
    await live(life, WEEK_8 + timedelta(days=1), 3)
    assert boosters(life) == [WEEK_8.replace(hour=17) + timedelta(days=1)]


async def test_put_off_it_comes_again_as_what_it_was(
    life: Life, db: Database, clock: MovableClock, learner: Learner
) -> None:
    reminder = await a_reminder(db, clock, learner)
    await live(life, WEEK_8, 1)
    wish = SnoozeReminder(until=Snooze.TOMORROW, booster=Booster.WEEK_8)
    async with db.transaction() as tx:
        await service.snooze(tx, learner, reminder, wish, now=clock.now)
    await live(life, WEEK_8 + timedelta(days=1), 2)
    assert boosters(life) == [WEEK_8.replace(hour=17) + timedelta(days=day) for day in (0, 1)]


async def test_it_offers_the_first_lesson_that_was_never_opened(
    app: App, life: Life, db: Database, clock: MovableClock, learner: Learner
) -> None:
    await a_reminder(db, clock, learner)
    clock.now = WEEK_8.replace(hour=17)
    await life.remind()
    (claimed,) = await claim(db, clock.now)
    screen = await render_programme(app, claimed)
    assert _offered(screen) == ["what-is-a-challenge"]
    async with db.transaction() as tx:
        for lesson in CATALOG.lessons:
            await progress.note(tx, learner.id, LessonId(lesson), card_no=1, now=clock.now)
    assert _offered(await render_programme(app, claimed)) == []
    assert await render_programme(app, replace(claimed, subject="week-99")) is None


def _offered(screen: Screen | None) -> list[str]:
    assert screen is not None
    actions = [button.action for row in screen.buttons for button in row]
    return [action.lesson for action in actions if isinstance(action, ShowLesson)]
