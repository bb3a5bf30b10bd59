"""The long run: `python -m tests.delivery --people 2000 --kills 30 --database postgresql --processes 4`."""

import argparse
import asyncio
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from bot.domain.delivery import DeliveryState
from bot.ports import system_clock
from bot.storage.migrate import migrate
from tests.conftest import postgres_in
from tests.delivery.invariants import Law, broken, busiest_second
from tests.delivery.siege import Plan, Siege, besieged


def main() -> int:
    """Besiege a broadcast and print what became of it."""
    asked = _arguments()
    with tempfile.TemporaryDirectory(prefix="foursteps-siege-") as name:
        folder = Path(name)
        with _database(asked.database, folder) as url:
            plan = Plan(
                url=url,
                people=asked.people,
                kills=asked.kills,
                processes=asked.processes,
                per_second=asked.pace,
                pauses=tuple((number + 1) / (asked.pauses + 1) for number in range(asked.pauses)),
                stop_at=asked.stop_at,
                seed=asked.seed,
            )
            return asyncio.run(_run(plan, folder))


async def _run(plan: Plan, folder: Path) -> int:
    began = system_clock()
    async with besieged(plan, folder) as siege:
        await siege.run()
        seconds = (system_clock() - began).total_seconds()
        evidence = await siege.evidence()
    rules = broken(evidence) - {Law.PACE}
    times = [departure.at for departure in evidence.departures]
    _say(siege, seconds, busiest_second(times))
    for state in DeliveryState:
        arrived, missing, twice = (
            evidence.ledger.count(state, copies=copies) for copies in ([1], [0], range(2, 99))
        )
        if arrived or missing or twice:
            print(f"{state.value:12} arrived {arrived:6}  did not {missing:6}  twice {twice:6}")
    print("broken: " + ("; ".join(rule.value for rule in rules) or "nothing"))
    return 1 if rules or siege.sent_while_paused or siege.sent_after_stop else 0


def _say(siege: Siege, seconds: float, busiest: int) -> None:
    plan, kind = siege.plan, siege.plan.url.partition(":")[0]
    print(f"{plan.people} people on {kind}, {plan.processes} processes at once, {seconds:.0f} s")
    print(
        f"{siege.deaths} processes killed in {plan.kills} strikes, {siege.sent_while_paused} sent while "
        f"paused {len(plan.pauses)} times, {siege.sent_after_stop} after a stop"
    )
    print(f"busiest second {busiest}, pace {plan.per_second}")


@contextmanager
def _database(kind: str, folder: Path) -> Iterator[str]:
    if kind == "sqlite":
        url = f"sqlite:///{folder / 'siege.db'}"
        migrate(url)
        yield url
        return
    with pytest.MonkeyPatch.context() as patch, postgres_in(folder, patch) as url:
        migrate(url)
        yield url


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.delivery", description=__doc__)
    parser.add_argument("--people", type=int, default=2000)
    parser.add_argument("--kills", type=int, default=30)
    parser.add_argument("--processes", type=int, default=1)
    parser.add_argument("--pauses", type=int, default=3)
    parser.add_argument("--stop-at", type=float, help="stop it when so much of it was taken, such as 0.6")
    parser.add_argument("--pace", type=int, default=25)
    parser.add_argument("--database", choices=["sqlite", "postgresql"], default="sqlite")
    parser.add_argument("--seed", default="1")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
