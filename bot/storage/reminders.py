"""Reminders in the database, and the messages they put on their way."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from bot.domain.booster import PROGRAMME, Booster
from bot.domain.learner import LearnerId
from bot.domain.reminder import Message, QuietHours, Reminder, ReminderId, Topic
from bot.storage.engine import Row, Transaction
from bot.storage.instants import moment, stamp
from bot.storage.statements import statement, values
from bot.storage.tables import deliveries, learners, progress, reminders

_CHANGEABLE = ("topic", "days", "minute", "zone", "is_active", "due_at", "changed_at")
_MESSAGE = ("learner_id", "reminder_id", "local_day", "programme", "subject", "due_at", "expires_at")
_FIND = statement(sa.select(reminders).where(reminders.c.learner_id == sa.bindparam("learner_id")))
_GET = statement(sa.select(reminders).where(reminders.c.id == sa.bindparam("reminder_id")))
_SAVE = statement(
    lambda insert: (
        insert(reminders)
        .values(**values("learner_id", *_CHANGEABLE))
        .on_conflict_do_update(
            index_elements=["learner_id"], set_={name: sa.bindparam(name) for name in _CHANGEABLE}
        )
        .returning(reminders.c.id)
    )
)
_LAST_BROADCAST = (
    sa.select(sa.func.max(deliveries.c.finished_at))
    .where(
        deliveries.c.learner_id == reminders.c.learner_id,
        deliveries.c.broadcast_id.is_not(None),
        deliveries.c.state == "sent",
    )
    .scalar_subquery()
)
_BEGAN = (
    sa.select(sa.func.min(progress.c.started_at))
    .where(progress.c.learner_id == reminders.c.learner_id)
    .scalar_subquery()
)
_UNSEEN: list[sa.ColumnElement[str]] = [
    sa.literal_column(f"'{end}'") for end in ("expired", "cancelled", "unreachable", "failed")
]


def _had(booster: Booster) -> sa.ColumnElement[bool]:
    """Tell whether a booster has come or is about to; one that nobody saw may still come."""
    return sa.exists().where(
        deliveries.c.learner_id == reminders.c.learner_id,
        deliveries.c.programme == sa.literal_column(f"'{PROGRAMME}'"),
        deliveries.c.subject == sa.literal_column(f"'{booster}'"),
        deliveries.c.state.not_in(_UNSEEN),
    )


def _wordings_of(reminder: sa.ColumnElement[int]) -> sa.Select[tuple[str | None]]:
    """Select the wording seen last: its number stands as the subject of a message that is no programme's."""
    return (
        sa.select(deliveries.c.subject)
        .where(
            deliveries.c.reminder_id == reminder,
            deliveries.c.programme.is_(None),
            deliveries.c.state.not_in(_UNSEEN),
        )
        .order_by(deliveries.c.local_day.desc())
        .limit(1)
    )


_LAST_WORDING = statement(_wordings_of(sa.bindparam("reminder_id")))
DUE = statement(
    sa.select(
        reminders,
        learners.c.zone.label("home_zone"),
        learners.c.country,
        learners.c.quiet_from,
        learners.c.quiet_until,
        sa.and_(learners.c.stopped_at.is_(None), learners.c.unreachable_at.is_(None)).label("is_open"),
        _LAST_BROADCAST.label("broadcast_at"),
        sa.func.coalesce(_BEGAN, learners.c.joined_at).label("began_at"),
        _wordings_of(reminders.c.id).scalar_subquery().label("last_wording"),
        *(_had(booster).label(f"had_{booster}") for booster in Booster),
    )
    .join(learners, learners.c.id == reminders.c.learner_id)
    .where(reminders.c.due_at <= sa.bindparam("now"))
    .order_by(reminders.c.due_at)
    .limit(sa.bindparam("batch"))
    # The learner's row too: whoever is changing their reminder right now comes in the next sweep.
    .with_for_update(skip_locked=True, of=[reminders, learners])
)
_MOVE = statement(
    sa.update(reminders)
    .where(reminders.c.learner_id == sa.bindparam("of_learner"))
    .values(zone=sa.bindparam("to_zone"))
)
_MOVE_HOME = statement(
    sa.update(learners)
    .where(learners.c.id == sa.bindparam("of_learner"))
    .values(zone=sa.bindparam("to_zone"))
)
_SCHEDULE = statement(
    sa.update(reminders)
    .where(reminders.c.id == sa.bindparam("reminder_id"))
    .values(due_at=sa.bindparam("next_at"))
)
_PUT = statement(
    lambda insert: (
        insert(deliveries)
        .values(**values(*_MESSAGE), state="pending")
        .on_conflict_do_nothing(index_elements=["reminder_id", "local_day"])
    )
)
_PENDING = sa.and_(deliveries.c.reminder_id == sa.bindparam("reminder_id"), deliveries.c.state == "pending")
_WITHDRAW = statement(sa.delete(deliveries).where(_PENDING))
_AWAITED = statement(
    sa.select(sa.func.min(deliveries.c.due_at).label("due_at")).where(
        _PENDING, deliveries.c.due_at > sa.bindparam("now")
    )
)
_SERVED = statement(
    sa.select(sa.func.max(deliveries.c.local_day).label("day")).where(
        deliveries.c.reminder_id == sa.bindparam("reminder_id"), deliveries.c.state != "pending"
    )
)
_FORGET = statement(
    sa.delete(deliveries).where(
        deliveries.c.reminder_id.is_not(None),
        deliveries.c.programme.is_(None),  # a booster is remembered: it comes once
        deliveries.c.finished_at < sa.bindparam("before"),
    )
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """Hold a reminder whose time has come, and what its message depends on.

    `is_open` tells whether its learner wants and gets messages; `began_at` is when they began to learn, and
    `had` the boosters they have had.
    """

    reminder: Reminder
    quiet: QuietHours
    is_open: bool
    country: str | None
    broadcast_at: datetime | None
    began_at: datetime
    had: frozenset[Booster]
    last_wording: int | None


async def find(tx: Transaction, learner_id: LearnerId) -> Reminder | None:
    """Find the reminder of a learner."""
    row = await tx.one(_FIND, learner_id=learner_id)
    return _reminder(row) if row else None


async def get(tx: Transaction, reminder_id: ReminderId) -> Reminder | None:
    """Find a reminder by its number."""
    row = await tx.one(_GET, reminder_id=reminder_id)
    return _reminder(row) if row else None


async def save(tx: Transaction, reminder: Reminder, *, now: datetime) -> Reminder:
    """Store a learner's one reminder, new or changed."""
    row = await tx.one(
        _SAVE,
        learner_id=reminder.learner_id,
        topic=reminder.topic.value,
        days=reminder.days,
        minute=reminder.minute,
        zone=reminder.zone,
        is_active=int(reminder.is_active),
        due_at=stamp(reminder.due_at),
        changed_at=stamp(now),
    )
    assert row is not None, "INSERT … RETURNING gives the row"
    return replace(reminder, id=row["id"])


async def list_due(tx: Transaction, *, now: datetime, batch: int) -> list[Due]:
    """Take up to `batch` reminders whose time has come; other processes pass over them until we are done."""
    return [_due(row) for row in await tx.all(DUE, now=stamp(now), batch=batch)]


async def move(tx: Transaction, learner_id: LearnerId, zone: str) -> None:
    """Let a learner and their reminder live by another zone."""
    await tx.execute(_MOVE_HOME, of_learner=learner_id, to_zone=zone)
    await tx.execute(_MOVE, of_learner=learner_id, to_zone=zone)


async def schedule(tx: Transaction, next_times: Iterable[tuple[ReminderId, datetime | None]]) -> None:
    """Store when reminders are due next."""
    await tx.many(_SCHEDULE, [{"reminder_id": number, "next_at": stamp(at)} for number, at in next_times])


async def put(tx: Transaction, messages: Iterable[Message]) -> None:
    """Put messages on their way, one a reminder and local day however often this is asked."""
    rows: list[Mapping[str, Any]] = [_row(each, each.planned.day.isoformat()) for each in messages]
    if rows:
        await tx.many(_PUT, rows)


async def put_snoozed(tx: Transaction, message: Message) -> None:
    """Put a message on its way that the learner asked for, beside the one of that day."""
    await tx.execute(_PUT, **_row(message, f"{message.planned.due_at:%Y-%m-%dT%H:%M}"))


async def last_wording(tx: Transaction, reminder_id: ReminderId) -> int | None:
    """Return the number of the wording seen last; None where it is long ago."""
    row = await tx.one(_LAST_WORDING, reminder_id=reminder_id)
    return _wording(row["subject"]) if row else None


async def withdraw(tx: Transaction, reminder_id: ReminderId) -> None:
    """Take back the messages that are not on their way yet."""
    await tx.execute(_WITHDRAW, reminder_id=reminder_id)


async def awaited_at(tx: Transaction, reminder_id: ReminderId, *, now: datetime) -> datetime | None:
    """Return when the next message that is already planned will come, such as a snoozed one."""
    row = await tx.one(_AWAITED, reminder_id=reminder_id, now=stamp(now))
    return moment(row["due_at"]) if row else None


async def served_on(tx: Transaction, reminder_id: ReminderId) -> date | None:
    """Return the last local day that has had its message."""
    row = await tx.one(_SERVED, reminder_id=reminder_id)
    return date.fromisoformat(row["day"][:10]) if row and row["day"] else None


async def forget(tx: Transaction, *, before: datetime) -> None:
    """Drop what became of reminders long ago."""
    await tx.execute(_FORGET, before=stamp(before))


def _row(message: Message, local_day: str) -> dict[str, Any]:
    reminder, planned = message.reminder, message.planned
    return {
        "learner_id": reminder.learner_id,
        "reminder_id": reminder.id,
        "local_day": local_day,
        "programme": PROGRAMME if isinstance(message.says, Booster) else None,
        "subject": str(message.says),
        "due_at": stamp(planned.due_at),
        "expires_at": stamp(planned.expires_at),
    }


def _reminder(row: Row) -> Reminder:
    return Reminder(
        id=row["id"],
        learner_id=row["learner_id"],
        topic=Topic(row["topic"]),
        days=row["days"],
        minute=row["minute"],
        zone=row["zone"],
        is_active=bool(row["is_active"]),
        due_at=moment(row["due_at"]),
    )


def _due(row: Row) -> Due:
    reminder = _reminder(row)
    zone = row["home_zone"] or reminder.zone
    return Due(
        reminder=reminder,
        quiet=QuietHours(start=row["quiet_from"], end=row["quiet_until"], zone=zone),
        is_open=bool(row["is_open"]),
        country=row["country"],
        broadcast_at=moment(row["broadcast_at"]),
        began_at=moment(row["began_at"]),
        had=frozenset(booster for booster in Booster if row[f"had_{booster}"]),
        last_wording=_wording(row["last_wording"]),
    )


def _wording(subject: str | None) -> int | None:
    return None if subject is None else int(subject)
