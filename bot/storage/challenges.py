"""Challenge checks in the database: ids of answers only."""

import json
from datetime import datetime

import sqlalchemy as sa

from bot.domain.challenge import ChallengeCheck, CheckId, Entry, Given, Verdict
from bot.domain.learner import LearnerId
from bot.storage.engine import Row, Transaction
from bot.storage.instants import moment, stamp
from bot.storage.statements import statement, values
from bot.storage.tables import challenge_checks

_FIND = statement(
    sa.select(challenge_checks).where(
        challenge_checks.c.id == sa.bindparam("check_id"),
        challenge_checks.c.learner_id == sa.bindparam("learner"),
    )
)
_FIND_LAST = statement(
    sa.select(challenge_checks)
    .where(challenge_checks.c.learner_id == sa.bindparam("learner"))
    .order_by(challenge_checks.c.id.desc())
    .limit(1)
)
_ADD = statement(
    sa.insert(challenge_checks)
    .values(**values("learner_id", "entry", "answers", "started_at", "pause_until"))
    .returning(challenge_checks.c.id)
)
_SAVE = statement(
    sa.update(challenge_checks)
    .where(challenge_checks.c.id == sa.bindparam("check_id"))
    .values(**values("answers", "pause_until", "verdict", "finished_at"))
)


async def find(tx: Transaction, learner_id: LearnerId, check_id: CheckId) -> ChallengeCheck | None:
    """Find a check of this learner; another learner's is not there."""
    row = await tx.one(_FIND, learner=learner_id, check_id=check_id)
    return _check(row) if row else None


async def find_last(tx: Transaction, learner_id: LearnerId) -> ChallengeCheck | None:
    """Find the check this learner began last."""
    row = await tx.one(_FIND_LAST, learner=learner_id)
    return _check(row) if row else None


async def add(
    tx: Transaction, learner_id: LearnerId, entry: Entry, *, now: datetime, pause_until: datetime
) -> CheckId:
    """Add a check without answers."""
    row = await tx.one(
        _ADD,
        learner_id=learner_id,
        entry=entry.value,
        answers=_pack(()),
        started_at=stamp(now),
        pause_until=stamp(pause_until),
    )
    assert row is not None, "INSERT … RETURNING gives the row"
    return CheckId(row["id"])


async def save(tx: Transaction, check: ChallengeCheck) -> None:
    """Store how far a check has come."""
    await tx.execute(
        _SAVE,
        check_id=check.id,
        answers=_pack(check.answers),
        pause_until=stamp(check.pause_until),
        verdict=check.verdict.value if check.verdict else None,
        finished_at=stamp(check.finished_at),
    )


def _pack(answers: tuple[Given, ...]) -> str:
    return json.dumps({given.question: given.answer for given in answers}, separators=(",", ":"))


def _check(row: Row) -> ChallengeCheck:
    return ChallengeCheck(
        id=CheckId(row["id"]),
        learner_id=LearnerId(row["learner_id"]),
        entry=Entry(row["entry"]),
        answers=tuple(Given(question=q, answer=a) for q, a in json.loads(row["answers"]).items()),
        started_at=moment(row["started_at"]),
        pause_until=moment(row["pause_until"]),
        verdict=Verdict(row["verdict"]) if row["verdict"] else None,
        finished_at=moment(row["finished_at"]),
    )
