"""Values for tests, whole and plain; name only what the test is about."""

from datetime import UTC, datetime
from typing import Any

from bot.domain.learner import Learner, LearnerId, Step

JOINED = datetime(2026, 11, 1, 9, 0, tzinfo=UTC)


def a_learner(**given: Any) -> Learner:
    """Make somebody who has arrived, speaks English and has said nothing else."""
    plain: dict[str, Any] = {
        "id": LearnerId(1),
        "chat_id": 1001,
        "locale": "en",
        "step": Step.DONE,
        "joined_at": JOINED,
    }
    return Learner(**{**plain, **given})
