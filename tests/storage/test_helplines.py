from datetime import UTC, date, datetime

from bot.domain.learner import LearnerId
from bot.storage import helplines, learners, personal
from bot.storage.engine import Database, Transaction

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
TODAY, YESTERDAY = date(2026, 11, 22), date(2026, 11, 21)


async def days(tx: Transaction, learner_id: LearnerId) -> list[tuple[str, str]]:
    """Return the lines and days that are stored about a learner."""
    rows = (await personal.rows_of(tx, learner_id))["helpline_faults"]
    return sorted((row["helpline_id"], row["day"]) for row in rows)


async def test_a_fault_counts_once_per_learner_line_and_day(db: Database) -> None:
    async with db.transaction() as tx:
        asha = (await learners.add(tx, 1001, locale="ne", now=NOW)).id
        ben = (await learners.add(tx, 1002, locale="en", now=NOW)).id
        for learner_id, line, day in (
            (asha, "np-1098", TODAY),
            (asha, "np-1098", TODAY),
            (asha, "np-1098", YESTERDAY),
            (ben, "np-1098", TODAY),
            (ben, "np-1166", TODAY),
        ):
            await helplines.add_fault(tx, learner_id, line, on=day)
    async with db.reading() as tx:
        assert await days(tx, asha) == [("np-1098", "2026-11-21"), ("np-1098", "2026-11-22")]
        assert await days(tx, ben) == [("np-1098", "2026-11-22"), ("np-1166", "2026-11-22")]


async def test_an_erased_learner_leaves_no_report_behind(db: Database) -> None:
    async with db.transaction() as tx:
        asha = (await learners.add(tx, 1001, locale="ne", now=NOW)).id
        await helplines.add_fault(tx, asha, "np-1098", on=TODAY)
        await learners.erase(tx, asha)
        assert await days(tx, asha) == []
