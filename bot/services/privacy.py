"""What is stored about a person, whole and readable."""

import json
from typing import Any

from bot.domain.learner import Learner
from bot.storage import personal
from bot.storage.engine import Transaction
from bot.storage.instants import moment

_INSTANTS = ("_at", "pause_until", "lease_until", "calm_until", "pin_until", "unlocked_until")


async def export(tx: Transaction, learner: Learner) -> bytes:
    """Write every stored row about a person as JSON."""
    rows = await personal.rows_of(tx, learner.id)
    content = {
        "telegram_id": learner.chat_id,
        **{name: [_readable(row) for row in rows[name]] for name in rows},
    }
    return json.dumps(content, ensure_ascii=False, indent=2).encode()


def _readable(row: dict[str, Any]) -> dict[str, Any]:
    return {name: _instant(name, value) for name, value in row.items()}


def _instant(name: str, value: Any) -> Any:
    if value is None or not name.endswith(_INSTANTS):
        return value
    return moment(value).isoformat()
