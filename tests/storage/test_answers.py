from datetime import UTC, datetime, timedelta

from bot.domain.learner import LearnerId
from bot.domain.quiz import Past, QuestionId
from bot.domain.review import Memory
from bot.storage import answers, learners, personal
from bot.storage.engine import Database, Transaction

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
ONE, TWO = QuestionId("stop-first/one"), QuestionId("stop-first/two")


async def a_learner(tx: Transaction, chat_id: int = 1001) -> LearnerId:
    return (await learners.add(tx, chat_id, locale="en", now=NOW)).id


def a_memory(*, answered: int = 0, due: int = 2) -> Memory:
    return Memory(
        stability=2.3065,
        difficulty=2.118103970459016,
        answered_at=NOW + timedelta(days=answered),
        due_at=NOW + timedelta(days=due),
    )


def right(question_id: QuestionId) -> Past:
    return Past(question_id=question_id, was_right=True)


def wrong(question_id: QuestionId) -> Past:
    return Past(question_id=question_id, was_right=False)


async def test_a_memory_is_found_as_it_was_saved(db: Database) -> None:
    async with db.transaction() as tx:
        asha = await a_learner(tx)
        assert await answers.find_memory(tx, asha, ONE) is None
        await answers.save(tx, asha, right(ONE), a_memory())
    async with db.transaction() as tx:
        assert await answers.find_memory(tx, asha, ONE) == a_memory()


async def test_answers_are_counted_and_the_last_one_is_what_counts(db: Database) -> None:
    async with db.transaction() as tx:
        asha = await a_learner(tx)
        await answers.save(tx, asha, right(ONE), a_memory())
        await answers.save(tx, asha, right(TWO), a_memory(answered=1))
        await answers.save(tx, asha, wrong(ONE), a_memory(answered=2))
        assert await answers.list_past(tx, asha) == [right(TWO), wrong(ONE)]
        rows = (await personal.rows_of(tx, asha))["answers"]
        counts = {row["question_id"]: (row["right_count"], row["wrong_count"]) for row in rows}
        assert counts == {ONE: (1, 1), TWO: (1, 0)}


async def test_what_is_due_longest_comes_first(db: Database) -> None:
    async with db.transaction() as tx:
        asha, bina = await a_learner(tx), await a_learner(tx, 1002)
        await answers.save(tx, asha, right(ONE), a_memory(due=3))
        await answers.save(tx, asha, right(TWO), a_memory(due=2))
        assert await answers.list_due(tx, asha, now=NOW + timedelta(days=3)) == [TWO, ONE]
        assert await answers.list_due(tx, asha, now=NOW + timedelta(days=2)) == [TWO]
        assert await answers.list_due(tx, asha, now=NOW) == []
        assert await answers.list_due(tx, bina, now=NOW + timedelta(days=9)) == []
