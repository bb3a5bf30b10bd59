"""How often distress was heard: by day, country and kind; never who, and never the words."""

from datetime import date

import sqlalchemy as sa

from bot.domain.safeguarding import Kind
from bot.storage.engine import Transaction
from bot.storage.statements import statement, values
from bot.storage.tables import heard

_ADD = statement(
    lambda insert: (
        insert(heard)
        .values(**values("day", "country", "kind"), count=1)
        .on_conflict_do_update(index_elements=["day", "country", "kind"], set_={"count": heard.c.count + 1})
    )
)
_TAKE_BACK = statement(
    sa.update(heard)
    .where(
        heard.c.day == sa.bindparam("on_day"),
        heard.c.country == sa.bindparam("in_country"),
        heard.c.kind == sa.bindparam("of_kind"),
        heard.c.count > 0,
    )
    .values(count=heard.c.count - 1)
)
_COUNT = statement(
    sa.select(heard.c.day, heard.c.country, heard.c.kind, heard.c.count)
    .where(heard.c.day >= sa.bindparam("since"), heard.c.day < sa.bindparam("before"), heard.c.count > 0)
    .order_by(heard.c.day.desc(), heard.c.country, heard.c.kind)
)
_FORGET = statement(sa.delete(heard).where(heard.c.day < sa.bindparam("before")))
_UNKNOWN = ""


async def add(tx: Transaction, kind: Kind | None, *, country: str | None, on: date) -> None:
    """Count once more; no kind means that the ear failed and help was shown to be safe."""
    await tx.execute(_ADD, day=on.isoformat(), country=country or _UNKNOWN, kind=kind or _UNKNOWN)


async def take_back(tx: Transaction, kind: Kind | None, *, country: str | None, on: date) -> None:
    """Count once less: it was not meant."""
    await tx.execute(
        _TAKE_BACK, on_day=on.isoformat(), in_country=country or _UNKNOWN, of_kind=kind or _UNKNOWN
    )


async def count(
    tx: Transaction, *, since: date, before: date
) -> dict[tuple[date, str | None, Kind | None], int]:
    """Return the counts from a day on until another, by day, country and kind."""
    rows = await tx.all(_COUNT, since=since.isoformat(), before=before.isoformat())
    return {
        (
            date.fromisoformat(row["day"]),
            row["country"] or None,
            Kind(row["kind"]) if row["kind"] else None,
        ): row["count"]
        for row in rows
    }


async def forget(tx: Transaction, *, before: date) -> None:
    """Drop the counts of older days."""
    await tx.execute(_FORGET, before=before.isoformat())
