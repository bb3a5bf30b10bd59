from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.audience import Audience
from bot.domain.broadcast import Broadcast, BroadcastId, BroadcastState, can_be_recalled
from bot.domain.delivery import (
    NOT_FOUND,
    Failed,
    Halted,
    Moved,
    NotSent,
    Outcome,
    Sent,
    Throttled,
    Uncertain,
    Unreachable,
)
from bot.domain.learner import LearnerId
from bot.domain.recall import Recall, Recalled, end_of

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
SENT = Broadcast(
    id=BroadcastId(1),
    author_id=LearnerId(1),
    state=BroadcastState.FINISHED,
    bodies={},
    audience=Audience(),
    created_at=NOON,
    started_at=NOON,
    finished_at=NOON,
)


@pytest.mark.parametrize(
    ("outcome", "end"),
    [
        (Sent(), Recall.DELETED),
        (Failed(NOT_FOUND), Recall.GONE),
        (Failed("message can't be deleted for everyone"), Recall.FAILED),
        (Unreachable(), Recall.UNREACHABLE),
        (Moved(5), Recall.FAILED),
        (Throttled(timedelta(seconds=1)), None),
        (NotSent(), None),
        (Uncertain(), None),
        (Halted("Conflict"), None),
    ],
)
def test_every_outcome_is_an_end_or_comes_again(outcome: Outcome, end: Recall | None) -> None:
    assert end_of(outcome) is end


def test_what_was_counted_adds_up() -> None:
    recalled = Recalled(by_end={Recall.WANTED: 2, Recall.DELETED: 3})
    assert (recalled.total, recalled.left, recalled.of(Recall.GONE)) == (5, 2, 0)


@pytest.mark.parametrize(
    ("broadcast", "hours", "can"),
    [
        (SENT, 47, True),
        (SENT, 48, False),
        (replace(SENT, state=BroadcastState.RUNNING, finished_at=None), 100, True),
        (replace(SENT, state=BroadcastState.WAITING, started_at=None, finished_at=None), 0, False),
        (replace(SENT, recalled_at=NOON), 1, False),
    ],
)
def test_it_can_be_taken_back_for_two_days_and_once(broadcast: Broadcast, hours: int, can: bool) -> None:  # noqa: FBT001
    assert can_be_recalled(broadcast, NOON + timedelta(hours=hours)) is can
