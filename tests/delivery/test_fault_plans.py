"""Whatever goes wrong between us and Telegram, the ledger adds up (RELIABILITY O1 to O21).

Hypothesis makes up the bad weather. FOURSTEPS_EXAMPLES=1000 makes it blow for longer.
"""

import asyncio
import os
from collections import Counter

from hypothesis import HealthCheck, given, note, settings
from hypothesis import strategies as st

from bot.domain.delivery import DeliveryState
from bot.simulator.faults import (
    CallFault,
    Fault,
    Forbid,
    Migrate,
    Reject,
    ResetAfterApply,
    ResetAfterBody,
    ServerError,
    Slow,
    StallAfter,
    StallBefore,
    Throttle,
)
from tests.delivery.conftest import NewDatabase
from tests.delivery.invariants import Evidence, broken
from tests.delivery.stage import Stage, staged

EXAMPLES = int(os.environ.get("FOURSTEPS_EXAMPLES", "25"))  # noqa: TID251 (for the long run)
PEOPLE = st.integers(1, 40)
KINDS: st.SearchStrategy[CallFault] = st.one_of(
    st.builds(Throttle, retry_after=st.integers(1, 40)),
    st.just(Forbid()),
    st.sampled_from([Reject(description=said) for said in ("chat not found", "message is too long")]),
    st.sampled_from([Reject(description="scripted", code=code) for code in (401, 404, 409)]),
    st.just(Migrate()),
    st.builds(ServerError, status=st.sampled_from([500, 502, 503, 504])),
    st.just(StallBefore()),
    st.just(StallAfter()),
    st.just(ResetAfterBody()),
    st.just(ResetAfterApply()),
    st.just(Slow(seconds=0.005)),
)
_FIRST = 9_000_001
FAULTS = st.builds(
    Fault,
    kind=KINDS,
    method=st.just("sendMessage"),
    chat_id=st.one_of(st.none(), st.integers(_FIRST, _FIRST + 39)),
    count=st.sampled_from([1, 1, 2, 5, 20]),
)
PLANS = st.lists(FAULTS, max_size=12)


@settings(
    deadline=None,
    max_examples=EXAMPLES,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    people=PEOPLE,
    plan=PLANS,
    blocked=st.sets(st.integers(0, 39), max_size=6),
    refused=st.dictionaries(st.integers(_FIRST, _FIRST + 39), st.integers(1, 4), max_size=6),
    outages=st.integers(0, 2),
)
def test_the_ledger_adds_up_in_any_weather(
    new_database: NewDatabase,
    people: int,
    plan: list[Fault],
    blocked: set[int],
    refused: dict[int | None, int],
    outages: int,
) -> None:
    async def act() -> Evidence:
        async with staged(new_database()) as stage:
            await stage.begin(people)
            _block(stage, blocked)
            stage.sim.faults.add(*plan)
            stage.gate.refusals.update(refused)
            await stage.until_nothing_is_left(outages=outages)
            return await stage.evidence()

    evidence = asyncio.run(act())
    note(str(evidence))
    assert broken(evidence) == set()
    assert evidence.looks[-1].left == 0


@settings(
    deadline=None,
    max_examples=EXAMPLES,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(people=PEOPLE, plan=PLANS, blocked=st.sets(st.integers(0, 39), max_size=6), tenths=st.integers(0, 50))
def test_it_adds_up_when_stars_pay_for_it_and_when_they_run_out(
    new_database: NewDatabase, people: int, plan: list[Fault], blocked: set[int], tenths: int
) -> None:
    async def act() -> tuple[Evidence, int]:
        async with staged(new_database(), paid=60) as stage:
            stage.sim.world.bot.tenths = tenths
            await stage.begin(people)
            _block(stage, blocked)
            stage.sim.faults.add(*plan)
            await stage.until_nothing_is_left()
            return await stage.evidence(), tenths - stage.sim.world.bot.tenths

    evidence, spent = asyncio.run(act())
    note(str(evidence))
    assert broken(evidence) == set()
    assert evidence.looks[-1].left == 0
    paid_to = {departure.chat_id for departure in evidence.departures if departure.is_paid}
    assert spent <= min(tenths, len(paid_to))


def _block(stage: Stage, blocked: set[int]) -> None:
    for number in blocked:
        if (person := stage.sim.people.get(_FIRST + number)) is not None:
            person.account.has_blocked = True


def test_who_moved_is_followed_and_who_could_not_be_called_is_called_again(new_database: NewDatabase) -> None:
    async def act() -> Evidence:
        async with staged(new_database()) as stage:
            await stage.begin(3)
            stage.sim.faults.add(Fault(kind=Migrate(), chat_id=_FIRST))
            stage.gate.refusals.update({_FIRST + 1: 3})
            await stage.until_nothing_is_left()
            return await stage.evidence()

    evidence = asyncio.run(act())
    assert broken(evidence) == set()
    assert set(evidence.ledger.states.values()) == {DeliveryState.SENT}
    tries = Counter(departure.chat_id for departure in evidence.departures)
    assert (tries[_FIRST], tries[_FIRST + 1], tries[_FIRST + 2]) == (1, 4, 1)
