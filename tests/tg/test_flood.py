"""How much is too much, for any pattern of actions."""

from hypothesis import given
from hypothesis import strategies as st

from bot.tg.flood import ACTIONS, WINDOW, Flow, Meter

SECONDS = WINDOW.total_seconds()
PAUSES = st.lists(st.floats(min_value=0, max_value=30, allow_nan=False), max_size=200)


def flows(meter: Meter, pauses: list[float]) -> list[tuple[float, Flow]]:
    now, seen = 0.0, []
    for pause in pauses:
        now += pause
        seen.append((now, meter.count(1, now)))
    return seen


@given(PAUSES)
def test_never_more_than_the_limit_within_a_window(pauses: list[float]) -> None:
    free = [at for at, flow in flows(Meter(), pauses) if flow is Flow.FREE]
    assert all(late - early >= SECONDS - 1e-6 for early, late in zip(free, free[ACTIONS:], strict=False))


@given(PAUSES)
def test_one_notice_and_then_silence_until_it_is_calm(pauses: list[float]) -> None:
    told = False
    for _, flow in flows(Meter(), pauses):
        assert flow is not (Flow.NOTICE if told else Flow.SILENT)
        told = flow is not Flow.FREE


@given(st.lists(st.floats(min_value=SECONDS / ACTIONS + 0.01, max_value=60), max_size=100))
def test_who_is_not_too_fast_never_hears_of_it(pauses: list[float]) -> None:
    assert {flow for _, flow in flows(Meter(), pauses)} <= {Flow.FREE}


def test_it_ends_by_waiting() -> None:
    meter = Meter()
    assert flows(meter, [0.0] * (ACTIONS + 5))[-1][1] is Flow.SILENT
    assert meter.count(1, SECONDS + 0.1) is Flow.FREE


def test_others_are_not_touched_and_memory_does_not_grow_with_people() -> None:
    meter = Meter(kept=10)
    for _ in range(ACTIONS + 1):
        meter.count(1, 0.0)
    assert meter.count(2, 0.0) is Flow.FREE
    for chat_id in range(100):
        meter.count(chat_id, 1.0)
    assert len(meter) == 10


def test_a_clock_that_is_set_back_locks_nobody_out() -> None:
    meter = Meter()
    for _ in range(ACTIONS + 5):
        meter.count(1, 1000.0)
    assert meter.count(1, 0.0) is Flow.FREE
