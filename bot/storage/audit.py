"""The audit in the database: lines are added, never changed."""

import json

import sqlalchemy as sa

from bot.domain.audit import BEGINNING, Entry, Line, Written, digest, first_break
from bot.storage.engine import Row, Transaction
from bot.storage.instants import moment, stamp
from bot.storage.statements import statement, values
from bot.storage.tables import audit, duties

_LOCK = statement(  # two lines at once would hold the digest of the same line before
    lambda insert: (
        insert(duties)
        .values(name="audit", holder="", held_until=0)
        .on_conflict_do_update(index_elements=["name"], set_={"holder": ""})
    )
)
_LAST = statement(sa.select(audit.c.digest).order_by(audit.c.id.desc()).limit(1))
_ADD = statement(
    sa.insert(audit).values(**values("at", "actor", "deed", "subject", "facts", "before", "digest"))
)
_ALL = statement(sa.select(audit).order_by(audit.c.id))
_LATEST = statement(sa.select(audit).order_by(audit.c.id.desc()).limit(sa.bindparam("most")))


async def add(tx: Transaction, line: Line) -> None:
    """Write a line at the end."""
    await tx.execute(_LOCK)
    last = await tx.one(_LAST)
    before = bytes(last["digest"]) if last else BEGINNING
    await tx.execute(
        _ADD,
        at=stamp(line.at),
        actor=line.actor,
        deed=line.deed.value,
        subject=line.subject,
        facts=json.dumps(dict(line.facts)),
        before=before,
        digest=digest(line, before),
    )


async def all_lines(tx: Transaction) -> list[Written]:
    """Read every line, the oldest first."""
    return [_written(row) for row in await tx.all(_ALL)]


async def first_broken(tx: Transaction) -> int | None:
    """Return the number of the first line that was changed or follows a missing one; None for none."""
    lines: list[Written] = []
    for row in await tx.all(_ALL):
        try:
            lines.append(_written(row))
        except (ValueError, TypeError, AttributeError):  # changed into something that is no line
            return first_break(lines) or int(row["id"])
    return first_break(lines)


async def latest(tx: Transaction, *, most: int) -> list[Written]:
    """Read the latest lines, the newest first."""
    return [_written(row) for row in await tx.all(_LATEST, most=most)]


def _written(row: Row) -> Written:
    return Written(
        number=row["id"],
        line=Line(
            at=moment(row["at"]),
            actor=row["actor"],
            deed=Entry(row["deed"]),
            subject=row["subject"],
            facts=json.loads(row["facts"]),
        ),
        before=bytes(row["before"]),
        digest=bytes(row["digest"]),
    )
