from datetime import UTC, datetime, timedelta

from bot.domain.learner import LearnerId
from bot.domain.lesson import LessonId
from bot.domain.progress import Progress
from bot.storage import learners, progress
from bot.storage.engine import Database, Transaction

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
LATER = NOW + timedelta(hours=1)
STOP = LessonId("stop-first")


async def a_learner(tx: Transaction, chat_id: int = 1001) -> LearnerId:
    return (await learners.add(tx, chat_id, locale="en", now=NOW)).id


async def test_the_last_card_is_kept(db: Database) -> None:
    async with db.transaction() as tx:
        asha = await a_learner(tx)
        await progress.note(tx, asha, STOP, card_no=1, now=NOW)
        await progress.note(tx, asha, STOP, card_no=3, now=LATER)
        await progress.note(tx, asha, STOP, card_no=2, now=LATER)
    async with db.transaction() as tx:
        expected = Progress(lesson_id=STOP, card_no=2, seen_at=LATER)
        assert await progress.find(tx, asha, STOP) == expected
        assert await progress.list_of(tx, asha) == (expected,)


async def test_a_finished_lesson_stays_finished_since_the_first_time(db: Database) -> None:
    async with db.transaction() as tx:
        asha = await a_learner(tx)
        await progress.finish(tx, asha, STOP, card_no=5, now=NOW)
        await progress.finish(tx, asha, STOP, card_no=5, now=LATER)
        await progress.note(tx, asha, STOP, card_no=1, now=LATER)
        found = await progress.find(tx, asha, STOP)
        assert found == Progress(lesson_id=STOP, card_no=1, seen_at=LATER, finished_at=NOW)


async def test_everybody_has_their_own_progress(db: Database) -> None:
    async with db.transaction() as tx:
        asha, bina = await a_learner(tx), await a_learner(tx, 1002)
        await progress.note(tx, asha, STOP, card_no=1, now=NOW)
        assert await progress.find(tx, bina, STOP) is None
        assert await progress.list_of(tx, bina) == ()
        await learners.erase(tx, asha)
        assert await progress.list_of(tx, asha) == ()
