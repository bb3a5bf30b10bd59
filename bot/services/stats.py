"""Numbers for coordinators, hidden where they are small before anybody sees them."""

from collections.abc import Iterable, Mapping

from bot.domain.stats import Learners, Results, table, veiled
from bot.storage import stats
from bot.storage.engine import Transaction


async def learners(tx: Transaction) -> Learners:
    """Count who learns."""
    return Learners(
        by_role=table(await stats.count_by_role(tx)),
        by_locale=table(await stats.count_by_locale(tx)),
        by_country=table(await stats.count_by_country(tx)),
    )


async def results(tx: Transaction, lesson_ids: Iterable[str]) -> Results:
    """Count who finished which of the lessons, and what quizzes, checks and helplines came to."""
    finished = await stats.count_finished_lessons(tx)
    return Results(
        lessons=_veil({lesson_id: finished.get(lesson_id, 0) for lesson_id in lesson_ids}),
        quizzes=veiled(await stats.count_quizzes(tx)),
        answers=await stats.count_answers(tx),
        verdicts={verdict: veiled(n) for verdict, n in (await stats.count_verdicts(tx)).items()},
        faults=await faults(tx),
    )


async def faults(tx: Transaction) -> Mapping[str, int | None]:
    """Count for whom each helpline did not work."""
    counts = await stats.count_faults(tx)
    return _veil({line: people for line, people in counts.items() if line is not None})


def _veil(counts: Mapping[str, int]) -> dict[str, int | None]:
    return {row: veiled(count) for row, count in counts.items()}
