import asyncio
from collections import defaultdict
from collections.abc import Awaitable, Callable
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.stars import FASTEST
from bot.worker.governor import Governor, Window
from tests.worker.virtual import VirtualTime

Arrival = tuple[float, int]
ARRIVALS = st.lists(st.tuples(st.floats(0, 3), st.integers(1, 4)), max_size=60)


def busiest_second(times: list[float]) -> int:
    """Return the most that left within any second, both its ends included."""
    return max((sum(1 for at in times if start <= at <= start + 1) for start in times), default=0)


def sent_by(arrivals: list[Arrival], limit: int) -> list[Arrival]:
    """Let every message come at its time, all workers at once, and return when each left, and where to."""
    time, sent = VirtualTime(), list[Arrival]()
    governor = Governor(per_second=limit, clock=time.clock, sleep=time.sleep)

    async def worker(at: float, chat_id: int) -> None:
        await time.sleep(at)
        assert await governor.slot(chat_id)
        sent.append((time.now, chat_id))

    asyncio.run(time.run(*(worker(at, chat_id) for at, chat_id in arrivals)))
    return sent


@settings(deadline=None, max_examples=60)
@given(arrivals=ARRIVALS, limit=st.integers(1, 30))
def test_no_second_holds_more_than_the_limit(arrivals: list[Arrival], limit: int) -> None:
    sent = sent_by(arrivals, limit)
    assert len(sent) == len(arrivals)
    assert busiest_second([at for at, _ in sent]) <= limit


@settings(deadline=None, max_examples=60)
@given(arrivals=ARRIVALS, answers=st.lists(st.floats(0, 3), max_size=40))
def test_answers_never_wait_and_bulk_leaves_them_their_lane(
    arrivals: list[Arrival], answers: list[float]
) -> None:
    time, left = VirtualTime(), list[tuple[float, bool]]()
    governor = Governor(per_second=25, clock=time.clock, sleep=time.sleep)

    async def worker(at: float, chat_id: int) -> None:
        await time.sleep(at)
        assert await governor.slot(chat_id)
        left.append((time.now, True))

    async def person(at: float) -> None:
        await time.sleep(at)
        asked_at = time.now
        governor.note_answer()
        assert time.now == asked_at
        left.append((time.now, False))

    asyncio.run(time.run(*(worker(at, chat_id) for at, chat_id in arrivals), *(person(at) for at in answers)))
    assert busiest_second([at for at, is_bulk in left if is_bulk]) <= 25
    for number, (at, is_bulk) in enumerate(left):
        assert not is_bulk or sum(earlier > at - 1 for earlier, _ in left[:number]) < 30


@settings(deadline=None, max_examples=60)
@given(
    paid=ARRIVALS,
    others=ARRIVALS,
    answers=st.lists(st.floats(0, 3), max_size=40),
    limit=st.integers(31, 90),
)
def test_what_is_paid_for_has_a_lane_of_its_own(
    paid: list[Arrival], others: list[Arrival], answers: list[float], limit: int
) -> None:
    time, left = VirtualTime(), dict[str, list[float]](paid=[], others=[], answers=[])
    governor = Governor(per_second=25, paid_per_second=limit, clock=time.clock, sleep=time.sleep)

    async def worker(kind: str, slot: Callable[[int], Awaitable[bool]], at: float, chat_id: int) -> None:
        await time.sleep(at)
        assert await slot(chat_id)
        left[kind].append(time.now)

    async def person(at: float) -> None:
        await time.sleep(at)
        asked_at = time.now
        governor.note_answer()
        assert time.now == asked_at
        left["answers"].append(time.now)

    work = [worker("paid", governor.paid_slot, at, 10 * number) for number, (at, _) in enumerate(paid)]
    work += [worker("others", governor.slot, at, 10 * number + 1) for number, (at, _) in enumerate(others)]
    asyncio.run(time.run(*work, *(person(at) for at in answers)))
    assert len(left["paid"]) == len(paid)
    assert busiest_second(left["paid"]) <= limit
    assert busiest_second(left["others"]) <= 25
    alone = sent_by([(at, 10 * number + 1) for number, (at, _) in enumerate(others)], 25)
    if not answers:
        assert left["others"] == [at for at, _ in alone]


def test_a_crowd_that_is_paid_for_leaves_at_nearly_the_full_rate_and_never_beyond_what_is_left() -> None:
    time, left = VirtualTime(), list[float]()
    governor = Governor(per_second=25, paid_per_second=1000, clock=time.clock, sleep=time.sleep)

    async def worker(chat_id: int) -> None:
        assert await governor.paid_slot(chat_id)
        left.append(time.now)

    asyncio.run(time.run(*(worker(chat_id) for chat_id in range(2500))))
    assert busiest_second(left) <= FASTEST
    assert left[-1] - left[0] < 2500 / FASTEST / 0.98


async def test_nothing_is_spent_that_is_not_there() -> None:
    time = VirtualTime()
    governor = Governor(per_second=25, paid_per_second=500, clock=time.clock, sleep=time.sleep)
    assert (governor.paid_handful(60), governor.spend()) == (0, False)
    assert governor.note_balance(2) == 2
    assert governor.paid_handful(60) == 2
    assert [governor.spend() for _ in range(3)] == [True, True, False]
    governor.note_balance(1000)
    assert governor.paid_handful(60) == 50
    governor.refuse_paid()
    assert governor.note_balance(1000) == 0
    assert not governor.spend()
    time.now += 600
    assert governor.note_balance(1000) == 1000
    governor.halt(timedelta(seconds=1))
    assert governor.paid_handful(60) == 0


def test_a_group_gets_twenty_a_minute() -> None:
    sent = [at for at, _ in sent_by([(0, -100)] * 45, 25)]
    assert max(sum(1 for at in sent if start <= at <= start + 60) for start in sent) == 20


@settings(deadline=None, max_examples=60)
@given(arrivals=ARRIVALS)
def test_no_chat_gets_two_within_a_second(arrivals: list[Arrival]) -> None:
    chats = defaultdict(list)
    for at, chat_id in sent_by(arrivals, 30):
        chats[chat_id].append(at)
    assert all(busiest_second(times) == 1 for times in chats.values())


def test_a_crowd_leaves_at_nearly_the_full_rate() -> None:
    sent = sent_by([(0, chat_id) for chat_id in range(250)], 25)
    assert sent[-1][0] - sent[0][0] < 250 / 25 / 0.98


def test_what_leaves_evenly_stays_within_the_limit_though_it_arrives_in_bunches() -> None:
    sent = [at for at, _ in sent_by([(0, chat_id) for chat_id in range(300)], 30)]
    arrived = [at + (0.012 if number % 2 else 0.0) for number, at in enumerate(sent)]
    assert busiest_second(arrived) <= 30


def test_a_bucket_would_be_caught() -> None:
    bucket = [
        second + part / 100 for second in range(2) for part in ([90] * 25 if second == 0 else [10] * 25)
    ]
    assert busiest_second(bucket) == 50


async def test_nothing_leaves_before_a_halt_ends_whatever_happens_meanwhile() -> None:
    time = VirtualTime()
    governor = Governor(per_second=25, clock=time.clock, sleep=time.sleep)
    governor.halt(timedelta(seconds=3))
    governor.halt(timedelta(seconds=1))
    time.now += 2.5
    assert governor.halted_for() == timedelta(seconds=0.5)
    assert not await governor.slot(1)
    assert governor.handful(10) == 0
    time.now += 0.5
    assert await governor.slot(1)


async def test_who_waits_when_a_halt_begins_is_sent_back() -> None:
    time, granted = VirtualTime(), list[bool]()
    governor = Governor(per_second=1, clock=time.clock, sleep=time.sleep)

    async def ask(chat_id: int) -> None:
        granted.append(await governor.slot(chat_id))

    async def halt() -> None:
        await time.sleep(0.5)
        governor.halt(timedelta(seconds=9))

    await time.run(ask(1), ask(2), halt())
    assert granted == [True, False]


async def test_a_handful_is_claimed_at_once() -> None:
    time = VirtualTime()
    assert Governor(per_second=25, clock=time.clock).handful(50) == 2
    assert Governor(per_second=25, clock=time.clock).handful(1) == 1
    assert Governor(per_second=1, clock=time.clock).handful(50) == 1


def test_the_memory_of_chats_ends_with_their_second() -> None:
    time = VirtualTime()
    governor = Governor(per_second=25, clock=time.clock, sleep=time.sleep)
    asyncio.run(time.run(*(governor.slot(chat_id) for chat_id in range(200))))
    assert len(governor._chats) <= 26


def test_a_window_opens_when_its_oldest_has_left_it() -> None:
    window = Window(3, 1.0)
    for at in (0.0, 0.4):
        window.note(at)
    assert window.opens_at() < 0
    window.note(0.6)
    assert round(window.opens_at(), 1) == 1.0
