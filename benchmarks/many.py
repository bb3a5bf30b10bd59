"""Very many learners with reminders, made by the database itself: a million take seconds."""

from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from bot.domain.reminder import EVERY_DAY
from bot.storage import tables

_DAY = 86_400_000
_WEEK = 7 * _DAY
_LESSONS = ("one", "two", "three")
_Column = sa.ColumnElement[Any]


def many_reminders(engine: sa.Engine, people: int, *, due: int, first: datetime) -> None:
    """Give everybody a reminder; `due` of them, spread evenly, have theirs at `first` and each day after.

    The others wait for a month. All have read three lessons, and had a message the week before.
    """
    now = _big(int(first.timestamp() * 1000))
    numbers = sa.select(_big(1).label("n")).cte("numbers", recursive=True)
    numbers = numbers.union_all(sa.select(numbers.c.n + 1).where(numbers.c.n < people))
    n: _Column = numbers.c.n
    is_due = n % (people // due) == 0
    began_at = now - n % 365 * _DAY
    key = sa.cast(n, sa.LargeBinary) if engine.dialect.name == "sqlite" else sa.func.int8send(n)
    in_turn: _Column = _big(1).op("<<")(sa.cast(n % 7, sa.Integer))
    rows: list[tuple[sa.Table, dict[str, Any]]] = [
        (
            tables.learners,
            {
                "id": n,
                "chat_key": key,
                "chat_sealed": key,
                "locale": "en",
                "step": "done",
                "zone": "UTC",
                "quiet_from": 20 * 60,
                "quiet_until": 8 * 60,
                "joined_at": began_at,
                "seen_at": began_at,
            },
        ),
        *(
            (
                tables.progress,
                {
                    "learner_id": n,
                    "lesson_id": lesson,
                    "card_no": 4,
                    "started_at": began_at,
                    "seen_at": began_at,
                    "finished_at": began_at,
                },
            )
            for lesson in _LESSONS
        ),
        (
            tables.reminders,
            {
                "id": n,
                "learner_id": n,
                "topic": "lesson",
                "days": sa.case((is_due, EVERY_DAY), else_=in_turn),
                "minute": first.hour * 60 + first.minute,
                "zone": "UTC",
                "is_active": 1,
                "due_at": sa.case((is_due, now), else_=now + 30 * _DAY + n * 1009 % _WEEK),
                "changed_at": began_at,
            },
        ),
        (
            tables.deliveries,
            {
                "learner_id": n,
                "reminder_id": n,
                "local_day": (first - timedelta(days=7)).date().isoformat(),
                "subject": "2",
                "state": "sent",
                "attempts": 1,
                "due_at": now - _WEEK,
                "finished_at": now - _WEEK,
            },
        ),
    ]
    with engine.begin() as connection:
        for table, values in rows:
            selected = sa.select(*(_expression(each).label(name) for name, each in values.items()))
            connection.execute(sa.insert(table).from_select(list(values), selected.select_from(numbers)))


def _expression(value: object) -> _Column:
    return value if isinstance(value, sa.ColumnElement) else sa.literal(value)


def _big(number: int) -> _Column:
    return sa.literal(number, sa.BigInteger)
