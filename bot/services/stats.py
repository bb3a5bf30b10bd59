"""Numbers for coordinators, hidden where they are small before anybody sees them."""

from collections.abc import Iterable, Mapping

from bot.domain.distress import Distress, Month, told, within
from bot.domain.mandate import Mandate
from bot.domain.stats import Learners, Results, by_name, table, veiled
from bot.storage import heard, stats
from bot.storage.engine import Transaction


async def learners(tx: Transaction) -> Learners:
    """Count who learns."""
    return Learners(
        by_role=table(dict(reversed((await stats.count_by_role(tx)).items()))),
        by_locale=table(by_name(await stats.count_by_locale(tx))),
        by_country=table(by_name(await stats.count_by_country(tx))),
    )


async def distress(tx: Transaction, over: Month, mandate: Mandate) -> Distress | None:
    """Count how often distress was heard in a month, for who looks after whole countries.

    What may be told is decided for all countries together, so that two coordinators who compare their numbers
    learn no more. No class is counted: None for who looks after classes only.
    """
    if mandate.cohorts:
        return None
    counts = await heard.count(tx, since=over.first, before=over.end)
    whole = told(counts, over)
    return within(whole, mandate.countries) if mandate.countries else whole


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
