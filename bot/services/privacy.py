"""What is stored about a person, whole and readable."""

import json
from collections.abc import Callable, Mapping
from typing import Any

from bot.domain.learner import Learner
from bot.storage import personal
from bot.storage.engine import Transaction
from bot.storage.instants import moment

_WEEK = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_INSTANTS = ("_at", "_until")
_FLAGS = ("is_", "was_")


async def export(tx: Transaction, learner: Learner) -> bytes:
    """Write every stored row about a person as JSON, in words and times rather than numbers."""
    rows = await personal.rows_of(tx, learner.id)
    content = {
        "telegram_id": learner.chat_id,
        **{name: [_readable(row) for row in rows[name]] for name in rows},
    }
    return json.dumps(content, ensure_ascii=False, indent=2).encode()


def _readable(row: dict[str, Any]) -> dict[str, Any]:
    return {name: value if value is None else _reader_of(name)(value) for name, value in row.items()}


def _reader_of(name: str) -> Callable[[Any], Any]:
    if name in _READERS:
        return _READERS[name]
    if name == "at" or name.endswith(_INSTANTS):
        return lambda stamp: moment(stamp).isoformat()
    return bool if name.startswith(_FLAGS) else _as_it_is


def _as_it_is(value: Any) -> Any:
    return value


def _time_of_day(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"


def _days(bits: int) -> list[str]:
    return [day for number, day in enumerate(_WEEK) if bits >> number & 1]


_READERS: Mapping[str, Callable[[Any], Any]] = {
    "quiet_from": _time_of_day,
    "quiet_until": _time_of_day,
    "minute": _time_of_day,
    "local_minute": _time_of_day,
    "days": _days,
    **dict.fromkeys(
        ("questions", "answers", "review_card", "bodies", "buttons", "audience", "mandate", "facts"),
        json.loads,
    ),
}
