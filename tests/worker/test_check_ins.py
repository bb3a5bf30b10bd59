"""From “ask me tomorrow” to one message, on both databases."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.app import App
from bot.content.catalog import load_catalog
from bot.domain.delivery import Claimed
from bot.domain.learner import Learner
from bot.domain.situation import SituationId
from bot.folders import shared_folder
from bot.library import Library
from bot.screens.base import Screen
from bot.services import check_ins as service
from bot.storage import learners
from bot.storage.engine import Database
from bot.worker.housekeeping import forget
from bot.worker.sender import Sender
from bot.worker.service import render_programme
from tests.conftest import MovableClock
from tests.storage.test_deliveries import claim, states
from tests.worker.messengers import FakeMessenger
from tests.worker.virtual import a_governor

CHAT = SituationId("worrying-chat")
CATALOG = load_catalog(shared_folder("content"))


@pytest.fixture
def clock() -> MovableClock:
    return MovableClock(datetime(2026, 10, 24, 16, 0, tzinfo=UTC))  # London's clocks go back that night


@pytest.fixture
def app(app: App) -> App:
    return replace(app, library=Library(CATALOG, app.translators))


@pytest.fixture
async def learner(db: Database, clock: MovableClock) -> Learner:
    async with db.transaction() as tx:
        added = await learners.add(tx, 1001, locale="en", now=clock.now)
        learner = replace(added, country="GB")
        await learners.save(tx, learner)
        return learner


async def ask(
    db: Database, learner: Learner, now: datetime, situation: SituationId = CHAT
) -> datetime | None:
    async with db.transaction() as tx:
        return await service.ask_tomorrow(tx, learner, situation, now=now)


async def test_it_comes_once_at_its_time_however_often_it_was_asked_for(
    app: App, db: Database, clock: MovableClock, messenger: FakeMessenger, learner: Learner
) -> None:
    async def render(claimed: Claimed) -> Screen | None:
        return await render_programme(app, claimed)

    sender = Sender(app, messenger, a_governor(), render)
    due_at = await ask(db, learner, clock.now)
    assert due_at == datetime(2026, 10, 25, 17, 0, tzinfo=UTC)
    assert await ask(db, learner, clock.now + timedelta(minutes=5)) == due_at
    while clock.now < due_at + timedelta(days=3):
        await sender.sweep()
        assert bool(messenger.sent) is (clock.now >= due_at)
        clock.advance(minutes=60)
    ((_, screen),) = messenger.sent
    assert screen.text == "Yesterday you wanted to talk with your child. How did it go?"


async def test_the_learner_lives_by_the_zone_of_their_country_from_then_on(
    db: Database, clock: MovableClock, learner: Learner
) -> None:
    await ask(db, learner, clock.now)
    async with db.transaction() as tx:
        found = await learners.find(tx, 1001)
    assert found is not None
    assert found.zone == "Europe/London"


async def test_nothing_is_planned_where_no_clock_is_known(
    db: Database, clock: MovableClock, learner: Learner
) -> None:
    assert await ask(db, replace(learner, country=None), clock.now) is None
    assert await states(db) == []


async def test_what_comes_late_does_not_say_yesterday(
    app: App, db: Database, clock: MovableClock, learner: Learner
) -> None:
    await ask(db, learner, clock.now)
    clock.advance(days=2)
    (claimed,) = await claim(db, clock.now)
    screen = await render_programme(app, claimed)
    assert screen is not None
    assert screen.text == "You wanted to talk with your child. How did it go?"


async def test_a_situation_or_a_programme_that_is_gone_is_not_written(
    app: App, db: Database, clock: MovableClock, learner: Learner
) -> None:
    await ask(db, learner, clock.now, SituationId("gone"))
    clock.advance(days=1, hours=2)
    (claimed,) = await claim(db, clock.now)
    assert await render_programme(app, claimed) is None
    assert await render_programme(app, replace(claimed, programme="gone")) is None


async def test_it_is_forgotten_a_week_later(
    app: App, db: Database, clock: MovableClock, learner: Learner
) -> None:
    await ask(db, learner, clock.now)
    clock.advance(days=4)
    assert await claim(db, clock.now) == []
    assert await states(db) == ["expired"]
    clock.advance(days=9)
    await forget(app)
    assert await states(db) == []
