"""Work that one process at a time does: who does it, until when, and what halts them."""

from datetime import datetime

import sqlalchemy as sa

from bot.storage.engine import Transaction
from bot.storage.instants import moment, stamp
from bot.storage.statements import statement, values
from bot.storage.tables import duties

_this = duties.c.name == sa.bindparam("duty")
_held_by_us = sa.and_(_this, duties.c.holder == sa.bindparam("held_by"))
_FIND = statement(sa.select(duties).where(_this).with_for_update())
_READ = statement(sa.select(duties).where(_this))
_TAKE = statement(
    lambda insert: (
        insert(duties)
        .values(**values("name", "holder", "held_until"))
        .on_conflict_do_update(
            index_elements=["name"],
            set_={"holder": sa.bindparam("holder"), "held_until": sa.bindparam("held_until")},
            where=duties.c.held_until <= sa.bindparam("now"),
        )
        .returning(duties.c.name)
    )
)
_KEEP = statement(
    sa.update(duties).where(_held_by_us).values(**values("held_until")).returning(duties.c.name)
)

SENDER = "sender"
_HALT, _BALANCE = "halt", "stars"
_NOTE = statement(
    lambda insert: (
        insert(duties)
        .values(**values("name", "holder", "held_until"))
        .on_conflict_do_update(
            index_elements=["name"],
            set_={"holder": sa.bindparam("holder"), "held_until": sa.bindparam("held_until")},
        )
    )
)


async def keep(tx: Transaction, name: str, *, holder: str, until: datetime) -> bool:
    """Hold a duty for longer; False where it is another's, or nobody's."""
    return await tx.one(_KEEP, duty=name, held_by=holder, held_until=stamp(until)) is not None


async def take(tx: Transaction, name: str, *, holder: str, until: datetime, now: datetime) -> bool:
    """Take over a duty that nobody holds any longer; False where somebody does."""
    row = await tx.one(_TAKE, name=name, holder=holder, held_until=stamp(until), now=stamp(now))
    return row is not None


async def held_until(tx: Transaction, name: str) -> datetime | None:
    """Return until when a duty is, or was, held; None where nobody ever did."""
    row = await tx.one(_FIND, duty=name)
    return moment(row["held_until"]) if row else None


async def note_halt(tx: Transaction, reason: str | None, *, until: datetime) -> None:
    """Let every process know what keeps the sender from sending; nothing is written while all is well."""
    if reason is not None:
        await tx.execute(_NOTE, name=_HALT, holder=reason, held_until=stamp(until))


async def halted_by(tx: Transaction, *, now: datetime) -> str | None:
    """Return what keeps the sender from sending at this moment."""
    row = await tx.one(_READ, duty=_HALT)
    return str(row["holder"]) if row and row["held_until"] > stamp(now) else None


async def note_balance(tx: Transaction, messages: int, *, until: datetime) -> None:
    """Let every process know how many messages the Stars pay for; it is believed `until` then."""
    await tx.execute(_NOTE, name=_BALANCE, holder=str(messages), held_until=stamp(until))


async def balance(tx: Transaction, *, now: datetime) -> int | None:
    """Return how many messages the Stars pay for; None where nobody has asked lately."""
    row = await tx.one(_READ, duty=_BALANCE)
    return int(row["holder"]) if row and row["held_until"] > stamp(now) else None
