"""Whoever is erased gets nothing any more, whatever was waiting for them."""

from bot.app import App
from bot.storage import learners
from tests.worker.messengers import FakeMessenger
from tests.worker.test_sender import a_crowd, a_sender


async def erase(app: App, chat_id: int) -> None:
    async with app.db.transaction() as tx:
        learner = await learners.find(tx, chat_id)
        assert learner is not None
        await learners.erase(tx, learner.id)


async def test_a_running_broadcast_passes_by_who_was_erased(app: App, messenger: FakeMessenger) -> None:
    await a_crowd(app.db, 5)
    await erase(app, 2)
    await a_sender(app, messenger).sweep()
    assert sorted(messenger.calls) == [1, 3, 4, 5]


async def test_nothing_comes_after_a_restart_either(app: App, messenger: FakeMessenger) -> None:
    await a_crowd(app.db, 3)
    first = a_sender(app, FakeMessenger())
    await first.stop(timeout=1)
    await erase(app, 3)
    await a_sender(app, messenger).sweep()
    assert sorted(messenger.calls) == [1, 2]


async def test_who_comes_back_is_somebody_new(app: App, messenger: FakeMessenger) -> None:
    await a_crowd(app.db, 2)
    await erase(app, 2)
    async with app.db.transaction() as tx:
        await learners.add(tx, 2, locale="en", now=app.clock())
    await a_sender(app, messenger).sweep()
    assert messenger.calls == [1]
