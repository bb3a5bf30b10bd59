"""Learners in the database."""

from collections.abc import Iterable
from datetime import datetime

import sqlalchemy as sa

from bot.domain.learner import AgeBand, Learner, LearnerId, Role, Step
from bot.storage import pins
from bot.storage.engine import Row, Transaction
from bot.storage.instants import moment, stamp
from bot.storage.mandates import pack_mandate, unpack_mandate
from bot.storage.statements import statement, values
from bot.storage.tables import audit, learners

_CHANGEABLE = (
    "locale",
    "lesson_locale",
    "step",
    "role",
    "age_band",
    "country",
    "zone",
    "is_discreet",
    "quiet_from",
    "quiet_until",
    "consent_version",
    "consented_at",
    "stopped_at",
    "unreachable_at",
    "calm_until",
    "cohort",
    "mandate",
)
_FIND = statement(
    sa.select(learners).where(learners.c.chat_key == sa.bindparam("chat_key")).with_for_update()
)
_LOOK_UP = statement(sa.select(learners).where(learners.c.chat_key == sa.bindparam("chat_key")))
_GET = statement(sa.select(learners).where(learners.c.id == sa.bindparam("learner_id")))
_ADD = statement(
    sa.insert(learners)
    .values(
        **values(
            "chat_key", "chat_sealed", "locale", "step", "quiet_from", "quiet_until", "joined_at", "seen_at"
        )
    )
    .returning(learners.c.id)
)
_SAVE = statement(
    sa.update(learners).where(learners.c.id == sa.bindparam("learner_id")).values(**values(*_CHANGEABLE))
)
_MOVE = statement(
    sa.update(learners)
    .where(learners.c.id == sa.bindparam("learner_id"))
    .values(told_inactive_at=None, **values("place", "seen_at"))
)
_REACH = statement(
    sa.update(learners)
    .where(learners.c.chat_key == sa.bindparam("chat_key"))
    .values(unreachable_at=sa.bindparam("unreachable_at"))
    .returning(learners.c.id)
)
_LIST_MANDATED = statement(sa.select(learners).where(learners.c.mandate.is_not(None)).order_by(learners.c.id))
_LIST_FORMER = statement(
    sa.select(learners)
    .where(
        learners.c.mandate.is_(None),
        sa.cast(learners.c.id, sa.Text).in_(
            sa.select(audit.c.subject).where(
                sa.or_(audit.c.deed == "revoked", audit.c.deed == "resigned"),
                audit.c.at > sa.bindparam("since"),
            )
        ),
    )
    .order_by(learners.c.id)
)
_ERASE = statement(sa.delete(learners).where(learners.c.id == sa.bindparam("learner_id")))


async def find(tx: Transaction, chat_id: int) -> Learner | None:
    """Find who talks in this chat, and keep the row ours until the transaction ends."""
    row = await tx.one(_FIND, chat_key=tx.vault.key(chat_id))
    return from_row(row, chat_id) if row else None


async def get(tx: Transaction, learner_id: LearnerId) -> Learner | None:
    """Find a learner by our own number."""
    row = await tx.one(_GET, learner_id=learner_id)
    return from_row(row, tx.vault.open(row["chat_sealed"])) if row else None


async def add(tx: Transaction, chat_id: int, *, locale: str, now: datetime) -> Learner:
    """Add somebody new, knowing nothing but the chat and a guess of the language."""
    learner = Learner(id=LearnerId(0), chat_id=chat_id, locale=locale, step=Step.LANGUAGE, joined_at=now)
    row = await tx.one(
        _ADD,
        chat_key=tx.vault.key(chat_id),
        chat_sealed=tx.vault.seal(chat_id),
        locale=locale,
        step=learner.step.value,
        quiet_from=learner.quiet_from,
        quiet_until=learner.quiet_until,
        joined_at=stamp(now),
        seen_at=stamp(now),
    )
    assert row is not None, "INSERT … RETURNING gives the row"
    return Learner(id=row["id"], chat_id=chat_id, locale=locale, step=Step.LANGUAGE, joined_at=now)


async def save(tx: Transaction, learner: Learner) -> None:
    """Store what the learner chose."""
    await tx.execute(
        _SAVE,
        learner_id=learner.id,
        locale=learner.locale,
        lesson_locale=learner.lesson_locale,
        step=learner.step.value,
        role=learner.role,
        age_band=learner.age_band,
        country=learner.country,
        zone=learner.zone,
        is_discreet=int(learner.is_discreet),
        quiet_from=learner.quiet_from,
        quiet_until=learner.quiet_until,
        consent_version=learner.consent_version,
        consented_at=stamp(learner.consented_at),
        stopped_at=stamp(learner.stopped_at),
        unreachable_at=stamp(learner.unreachable_at),
        calm_until=stamp(learner.calm_until),
        cohort=learner.cohort,
        mandate=pack_mandate(learner.mandate) if learner.mandate else None,
    )


async def move(tx: Transaction, learner_id: LearnerId, *, place: str | None, now: datetime) -> None:
    """Remember which screen the learner is on."""
    await tx.execute(_MOVE, learner_id=learner_id, place=place, seen_at=stamp(now))


async def mark_unreachable(tx: Transaction, chat_id: int, *, now: datetime) -> LearnerId | None:
    """Remember that messages do not reach this chat; return whose it is."""
    row = await tx.one(_REACH, chat_key=tx.vault.key(chat_id), unreachable_at=stamp(now))
    return LearnerId(row["id"]) if row else None


async def mark_reachable(tx: Transaction, chat_id: int) -> None:
    """Remember that this chat is open again."""
    await tx.execute(_REACH, chat_key=tx.vault.key(chat_id), unreachable_at=None)


async def known(tx: Transaction, chat_ids: Iterable[int]) -> list[Learner]:
    """List who of these has written to us, without keeping their rows."""
    rows = [(await tx.one(_LOOK_UP, chat_key=tx.vault.key(chat_id)), chat_id) for chat_id in sorted(chat_ids)]
    return [from_row(row, chat_id) for row, chat_id in rows if row]


async def list_mandated(tx: Transaction) -> list[Learner]:
    """List who has a mandate."""
    rows = await tx.all(_LIST_MANDATED)
    return [from_row(row, tx.vault.open(row["chat_sealed"])) for row in rows]


async def list_former(tx: Transaction, *, since: datetime) -> list[Learner]:
    """List who gave a mandate back, or had it taken, and has none now."""
    rows = await tx.all(_LIST_FORMER, since=stamp(since))
    return [from_row(row, tx.vault.open(row["chat_sealed"])) for row in rows]


async def erase(tx: Transaction, learner_id: LearnerId) -> None:
    """Remove a learner and, by the foreign keys, all that belongs to them."""
    await tx.execute(_ERASE, learner_id=learner_id)


def from_row(row: Row, chat_id: int) -> Learner:
    """Read a learner from a row that holds the columns of the table."""
    return Learner(
        id=row["id"],
        chat_id=chat_id,
        locale=row["locale"],
        lesson_locale=row["lesson_locale"],
        step=Step(row["step"]),
        role=Role(row["role"]) if row["role"] else None,
        age_band=AgeBand(row["age_band"]) if row["age_band"] else None,
        country=row["country"],
        zone=row["zone"],
        place=row["place"],
        is_discreet=bool(row["is_discreet"]),
        quiet_from=row["quiet_from"],
        quiet_until=row["quiet_until"],
        joined_at=moment(row["joined_at"]),
        consent_version=row["consent_version"],
        consented_at=moment(row["consented_at"]),
        stopped_at=moment(row["stopped_at"]),
        unreachable_at=moment(row["unreachable_at"]),
        calm_until=moment(row["calm_until"]),
        unasked_on=row["unasked_on"],
        lock=pins.from_row(row),
        cohort=row["cohort"],
        mandate=unpack_mandate(row["mandate"]) if row["mandate"] else None,
    )
