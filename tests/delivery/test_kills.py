"""Senders are killed in the midst of a broadcast (RELIABILITY O5, O7, O8, O21); the long run is
`python -m tests.delivery --processes 4 --database postgresql`."""

import shutil
from pathlib import Path

from bot.domain.delivery import DeliveryState
from tests.delivery.conftest import NewDatabase
from tests.delivery.invariants import Law, broken, busiest_second
from tests.delivery.siege import IN_FLIGHT, Plan, Siege, besieged


async def run(plan: Plan, folder: Path) -> Siege:
    async with besieged(plan, folder) as siege:
        await siege.run()
        evidence = await siege.evidence()
    assert broken(evidence) - {Law.PACE} == set()
    times = [departure.at for departure in evidence.departures]
    assert busiest_second(times) <= 1.5 * plan.per_second, "two processes sent at once"
    assert evidence.ledger.count(DeliveryState.UNCERTAIN, copies=(0, 1)) <= IN_FLIGHT * siege.deaths
    return siege


async def test_nobody_is_lost_and_nobody_gets_it_twice(new_database: NewDatabase, tmp_path: Path) -> None:
    url = new_database()
    processes = 2 if url.startswith("postgresql") else 1
    siege = await run(Plan(url=url, people=200, kills=3, processes=processes, per_second=40), tmp_path)
    assert siege.deaths >= 3
    assert siege.sent_while_paused == 0


async def test_stopped_between_kills_it_stays_stopped(sqlite_template: Path, tmp_path: Path) -> None:
    url = f"sqlite:///{shutil.copy(sqlite_template, tmp_path / 'foursteps.db')}"
    plan = Plan(url=url, people=120, kills=2, per_second=40, pauses=(), stop_at=0.6)
    siege = await run(plan, tmp_path)
    assert siege.sent_after_stop == 0
    assert siege.sent() < 120
