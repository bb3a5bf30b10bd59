from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot.domain.challenge import ChallengeCheck, Entry, Given, Verdict
from bot.domain.learner import LearnerId
from bot.storage import challenges, learners
from bot.storage.engine import Database, Transaction

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
PAUSE = NOW + timedelta(seconds=10)


async def a_learner(tx: Transaction, chat_id: int = 1001) -> LearnerId:
    return (await learners.add(tx, chat_id, locale="en", now=NOW)).id


async def test_a_check_is_found_as_it_was_added(db: Database) -> None:
    async with db.transaction() as tx:
        asha = await a_learner(tx)
        check_id = await challenges.add(tx, asha, Entry.DARE, now=NOW, pause_until=PAUSE)
        assert await challenges.find(tx, asha, check_id) == ChallengeCheck(
            id=check_id, learner_id=asha, entry=Entry.DARE, started_at=NOW, pause_until=PAUSE
        )


async def test_answers_keep_their_order(db: Database) -> None:
    async with db.transaction() as tx:
        asha = await a_learner(tx)
        check_id = await challenges.add(tx, asha, Entry.DARE, now=NOW, pause_until=PAUSE)
        check = await challenges.find(tx, asha, check_id)
        assert check
        saved = replace(
            check,
            answers=(
                Given(question="pause", answer="ready"),
                Given(question="feel", answer="calm"),
                Given(question="adult", answer="no"),
            ),
            verdict=Verdict.NO,
            finished_at=PAUSE,
        )
        await challenges.save(tx, saved)
    async with db.transaction() as tx:
        assert await challenges.find(tx, asha, check_id) == saved


async def test_another_learners_check_is_not_there(db: Database) -> None:
    async with db.transaction() as tx:
        asha, bina = await a_learner(tx), await a_learner(tx, 1002)
        check_id = await challenges.add(tx, asha, Entry.DARE, now=NOW, pause_until=PAUSE)
        assert await challenges.find(tx, bina, check_id) is None
        assert await challenges.find_last(tx, bina) is None


async def test_the_last_check_is_the_one_begun_last(db: Database) -> None:
    async with db.transaction() as tx:
        asha = await a_learner(tx)
        await challenges.add(tx, asha, Entry.DARE, now=NOW, pause_until=PAUSE)
        newer = await challenges.add(tx, asha, Entry.WARNING, now=NOW, pause_until=PAUSE)
        last = await challenges.find_last(tx, asha)
        assert last
        assert last.id == newer


async def test_checks_go_with_their_learner(db: Database) -> None:
    async with db.transaction() as tx:
        asha = await a_learner(tx)
        check_id = await challenges.add(tx, asha, Entry.DARE, now=NOW, pause_until=PAUSE)
        await learners.erase(tx, asha)
        assert await challenges.find(tx, asha, check_id) is None
