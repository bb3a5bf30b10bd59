"""A proof that cannot fail proves nothing: bugs of others, put back in, are each caught by their rule."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from markupsafe import Markup

from bot.domain.delivery import Claimed
from bot.domain.ledger import Rule
from bot.domain.reminder import Reminder, ReminderId, next_due
from bot.rehearsal import crowd
from bot.screens.base import Screen
from bot.simulator.faults import Fault, StallAfter
from bot.storage import learners, reminders
from bot.worker.broadcasts import ProgressReports
from bot.worker.reminders import send_due_reminders
from bot.worker.sender import Sender
from tests.delivery import bugs
from tests.delivery.bugs import Seed
from tests.delivery.conftest import NewDatabase
from tests.delivery.invariants import Law, broken, broken_by_clocks
from tests.delivery.stage import Held, Stage, staged

LONDON = "Europe/London"
SUMMER_EVENING = datetime(2026, 7, 10, 19, 30, tzinfo=UTC)  # 20:30 in London, and 19:30 by winter's reckoning
BEFORE_THE_FOLD = datetime(2026, 10, 24, 22, 0, tzinfo=UTC)
HALF_PAST_ONE = 90
NIGHT = (20 * 60, 8 * 60)
A_DAY_IN_STEPS = 6 * 3600.0
Found = set[Rule | Law]
Scenario = Callable[[Stage], Awaitable[Found]]


async def a_crash_before_the_calls(stage: Stage) -> Found:
    stage.breather = A_DAY_IN_STEPS
    await stage.begin(60)
    await stage.dies(when=Held.BEFORE, after=20)
    await stage.until_nothing_is_left()
    return broken(await stage.evidence())


async def a_crash_after_the_calls(stage: Stage) -> Found:
    stage.breather = A_DAY_IN_STEPS
    await stage.begin(60)
    await stage.dies(when=Held.AFTER, after=20)
    await stage.until_nothing_is_left()
    return broken(await stage.evidence())


async def answers_that_never_come(stage: Stage) -> Found:
    stage.breather = A_DAY_IN_STEPS
    await stage.begin(30)
    stage.sim.faults.add(Fault(kind=StallAfter(), method="sendMessage", count=3))
    await stage.until_nothing_is_left()
    return broken(await stage.evidence())


async def a_look_while_the_last_are_under_way(stage: Stage) -> Found:
    await stage.begin(5)
    stage.gate.held = stage.crowd.chats
    governor = stage.governor()
    sender = stage.sender(governor)
    async with stage.sweeping(sender):
        await stage.gate.holding(5)
        await ProgressReports(stage.app, stage.gate, governor).sweep()
        await stage.look()
        stage.gate.let_go.set()
    await sender.stop(timeout=1)
    await stage.until_nothing_is_left()
    return broken(await stage.evidence())


async def fair_weather(stage: Stage) -> Found:
    await stage.begin(80)
    await stage.until_nothing_is_left()
    return broken(await stage.evidence())


async def an_evening_in_summer(stage: Stage) -> Found:
    stage.breather = 1800
    await stage.begin(5, zone=LONDON, quiet_from=NIGHT[0], quiet_until=NIGHT[1])
    await stage.until_nothing_is_left()
    return {*broken(await stage.evidence()), *broken_by_clocks(stage.arrivals(LONDON, *NIGHT))}


async def the_night_when_clocks_go_back(stage: Stage) -> Found:
    await an_early_reminder(stage)
    sender = Sender(stage.app, stage.gate, stage.governor(), hello)
    for _ in range(60):
        await send_due_reminders(stage.app)
        await sender.sweep()
        stage.time.seconds += 600
    assert stage.gate.departures
    return {*broken_by_clocks(stage.arrivals(LONDON))}


async def an_early_reminder(stage: Stage) -> None:
    now = stage.time.now()
    stage.crowd = await crowd.gather(stage.app.db, stage.sim, 1, now=now, zone=LONDON)
    (chat_id,) = stage.crowd.chats
    async with stage.app.db.transaction() as tx:
        learner = await learners.find(tx, chat_id)
        assert learner is not None
        early = Reminder(
            id=ReminderId(0), learner_id=learner.id, minute=HALF_PAST_ONE, zone=LONDON, is_active=True
        )
        await reminders.save(tx, replace(early, due_at=next_due(early, now=now)), now=now)


async def hello(_claimed: Claimed) -> Screen | None:
    return Screen(text=Markup("Hello"))


CASES: list[tuple[Seed, Scenario, Rule | Law]] = [
    (bugs.checkpoint_at_fetch, a_crash_before_the_calls, Rule.TRUE),
    (bugs.retry_on_timeout, answers_that_never_come, Rule.ONCE),
    (bugs.resend_after_restart, a_crash_after_the_calls, Rule.ONCE),
    (bugs.early_finish, a_look_while_the_last_are_under_way, Law.END),
    (bugs.burst, fair_weather, Law.PACE),
    (bugs.half_fan_out, fair_weather, Rule.ADDED_UP),
    (bugs.quiet_by_a_fixed_offset, an_evening_in_summer, Law.NIGHT),
    (bugs.double_fire_at_the_fold, the_night_when_clocks_go_back, Law.DAILY),
]
STARTS: dict[Scenario, datetime] = {
    an_evening_in_summer: SUMMER_EVENING,
    the_night_when_clocks_go_back: BEFORE_THE_FOLD,
}
NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(("seed", "scenario", "law"), CASES, ids=[seed.__name__ for seed, _, _ in CASES])
async def test_it_is_caught_where_it_is_and_nothing_is_where_it_is_not(
    new_database: NewDatabase,
    monkeypatch: pytest.MonkeyPatch,
    seed: Seed,
    scenario: Scenario,
    law: Rule | Law,
) -> None:
    async with staged(new_database(), STARTS.get(scenario, NOON)) as stage:
        assert await scenario(stage) == set()
    async with staged(new_database(), STARTS.get(scenario, NOON)) as stage:
        seed(stage, monkeypatch)
        assert law in await scenario(stage)
