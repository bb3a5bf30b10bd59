"""`python -m benchmarks.broadcast`: one broadcast, ours and plain loops of the peers, into BROADCAST.md."""

import argparse
import asyncio
import shutil
import sqlite3
import sys
import tempfile
import time
from collections import deque
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import sqlalchemy as sa
import uvloop

from benchmarks import installs, report, seed
from benchmarks.calls import Call
from benchmarks.contenders import Launch
from benchmarks.fake_api import FakeApi, wall_clock
from benchmarks.measure import BotFailedError
from benchmarks.places import BENCHMARKS, CACHE, PEERS, Place, a_place, tool
from benchmarks.processes import BotProcess
from bot.storage import tables
from bot.storage.vault import Vault

TARGET = BENCHMARKS / "BROADCAST.md"
UNLIMITED = 1_000_000
TELEGRAMS = 30
_TEXT = "School starts on Monday. The first lesson is about looking calmly at what goes round."
_LIMIT_SECONDS = 600.0
_TOO_MANY = b'{"ok":false,"error_code":429,"description":"Too Many","parameters":{"retry_after":1}}'
_LEFT = "SELECT count(*) FROM deliveries WHERE state IN ('pending', 'sending')"
_EXPLAINED = """\
{people} people, limits off, a Bot API that answers at once; medians of alternating rounds. CPU is user plus
system time of the whole process tree per 1,000 messages, from the first to the last one and, for foursteps,
to the last commit. The peers keep nothing: a crash loses or doubles the rest.

| sender | CPU s/1,000 | min..max | against (a) | messages/s |
|---|---|---|---|---|"""
_PACED = """\
## At Telegram's pace

A server that answers 429 beyond {limit} in any second; foursteps set to {limit} a second, {people} people:
{rate:.2f} a second ({share:.1f} % of what is allowed), {busiest} in the busiest second, {throttled} answers
with 429."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sender:
    """One row of the table."""

    name: str
    title: str
    launch: Callable[[Place, int], Launch]
    why_not: Callable[[], str]
    is_ours: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """What one run came to; `throttled` counts answers with 429."""

    sender: str
    people: int
    cpu_per_1000: float
    per_second: float
    busiest_second: int
    throttled: int


class CountingApi(FakeApi):
    """Count what arrives, and answer 429 beyond `limit` in any second."""

    def __init__(self, *, limit: int | None = None) -> None:
        super().__init__()
        self.times: list[float] = []
        self.throttled = 0
        self.begun = asyncio.Event()
        self._limit = limit
        self._window: deque[float] = deque()

    def answer(self, call: Call) -> bytes:
        """Take a message, or refuse it."""
        if call.method != "sendMessage":
            return super().answer(call)
        now = time.perf_counter()
        while self._window and self._window[0] <= now - 1:
            self._window.popleft()
        if self._limit is not None and len(self._window) >= self._limit:
            self.throttled += 1
            return _TOO_MANY
        self._window.append(now)
        self.times.append(now)
        self.begun.set()
        return super().answer(call)


def _python_peer(script: str) -> Callable[[Place, int], Launch]:
    def launch(place: Place, people: int) -> Launch:
        return Launch(
            command=[str(installs.PEERS_PYTHON), str(PEERS / script), place.api, place.token, str(people)]
        )

    return launch


def _grammy(place: Place, people: int) -> Launch:
    shutil.copy(PEERS / "send_grammy.mjs", installs.GRAMMY)
    arguments = [place.api, place.token, str(people)]
    return Launch(command=[tool("node") or "node", "send_grammy.mjs", *arguments], cwd=installs.GRAMMY)


def _ours(place: Place, people: int) -> Launch:
    return _our_launch(place, people, UNLIMITED)


def _ours_paced(place: Place, people: int) -> Launch:
    return _our_launch(place, people, TELEGRAMS)


def _our_launch(place: Place, people: int, per_second: int) -> Launch:
    address_everybody(place.scratch / "bench.db", people)
    env = {
        "PATH": "/usr/bin:/bin",
        "HOME": str(place.scratch),
        "LANG": "C.UTF-8",
        "PYTHONPATH": str(BENCHMARKS.parent),
        "FOURSTEPS_BOT_TOKEN": place.token,
        "FOURSTEPS_API_URL": place.api,
        "FOURSTEPS_DATABASE_URL": f"sqlite:///{place.scratch}/bench.db",
        "FOURSTEPS_PRIVATE_LISTEN": f"127.0.0.1:{place.private_port}",
        "FOURSTEPS_SECRET_KEY": seed.SECRET_KEY,
        "FOURSTEPS_FLOOD_ACTIONS": "1000000",  # nobody here waits to read
    }
    return Launch(command=[sys.executable, "-m", "benchmarks.our_sender", str(per_second)], env=env)


PEER_SENDERS = (
    Sender(
        name="ptb",
        title="(a) PTB, a plain loop, defaults",
        launch=_python_peer("send_ptb.py"),
        why_not=installs.python_peers,
    ),
    Sender(
        name="aiogram",
        title="(b) aiogram, a plain loop on uvloop",
        launch=_python_peer("send_aiogram.py"),
        why_not=installs.python_peers,
    ),
    Sender(name="grammy", title="(c) grammY, a plain loop", launch=_grammy, why_not=installs.grammy),
)
OURS = Sender(
    name="foursteps",
    title="foursteps: consent, night and leases checked, each end committed to SQLite",
    launch=_ours,
    why_not=installs.ours,
    is_ours=True,
)
PACED = Sender(
    name="foursteps-paced",
    title="foursteps at Telegram's pace",
    launch=_ours_paced,
    why_not=installs.ours,
    is_ours=True,
)


def address_everybody(path: Path, people: int) -> None:
    """Make a database in which a broadcast to so many people has just been started."""
    seed.migrate(path)
    vault, now = Vault(seed.SECRET_KEY), wall_clock() * 1000
    engine = sa.create_engine(f"sqlite:///{path}")
    with engine.begin() as connection:
        rows = [
            {**seed.learner(n, vault, now), "quiet_from": 0, "quiet_until": 0} for n in range(1, people + 1)
        ]
        connection.execute(sa.insert(tables.learners), rows)
        connection.execute(
            sa.insert(tables.broadcasts).values(
                id=1,
                learner_id=None,
                state="running",
                bodies=str(dict.fromkeys(seed.LOCALES, _TEXT)).replace("'", '"'),
                audience='{"roles":[],"locales":[],"countries":[],"cohorts":[],"others":"out"}',
                created_at=now,
                started_at=now,
                reported_at=now,
            )
        )
        ids = [
            {"learner_id": n, "broadcast_id": 1, "state": "pending", "due_at": now}
            for n in range(1, people + 1)
        ]
        connection.execute(sa.insert(tables.deliveries), ids)
    engine.dispose()


async def measure(sender: Sender, people: int, *, limit: int | None = None) -> Sent:
    """Run one broadcast, from its first message to its last and, for ours, to the last commit."""
    scratch = Path(tempfile.mkdtemp(prefix="bench-"))
    api = CountingApi(limit=limit)
    place = a_place(await api.open(), scratch)
    launch = sender.launch(place, people)
    process = BotProcess(launch.command, env=launch.env, cwd=launch.cwd, log=scratch / "bot.log")
    try:
        await _until(process, api.begun.is_set)
        before = process.cpu_seconds()
        so_far = len(api.times)
        await _until(process, lambda: len(api.times) >= people)
        if sender.is_ours:
            await _until(process, lambda: _left(scratch / "bench.db") == 0)
        cpu = process.cpu_seconds() - before
        return _sent(sender, api, cpu, people - so_far)
    finally:
        process.stop()
        api.close()
        shutil.rmtree(scratch, ignore_errors=True)


def _sent(sender: Sender, api: CountingApi, cpu: float, counted: int) -> Sent:
    times = api.times
    return Sent(
        sender=sender.name,
        people=len(times),
        cpu_per_1000=cpu / counted * 1000,
        per_second=(len(times) - 1) / (times[-1] - times[0]),
        busiest_second=_busiest(times),
        throttled=api.throttled,
    )


def _busiest(times: Sequence[float]) -> int:
    most, first = 0, 0
    for last, at in enumerate(times):
        while times[first] <= at - 1:
            first += 1
        most = max(most, last - first + 1)
    return most


def _left(path: Path) -> int:
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
        (left,) = connection.execute(_LEFT).fetchone()
    return int(left)


async def _until(process: BotProcess, is_true: Callable[[], bool]) -> None:
    deadline = time.perf_counter() + _LIMIT_SECONDS
    while not is_true():
        if time.perf_counter() > deadline or not process.is_alive:
            raise BotFailedError(process.last_words())
        await asyncio.sleep(0.05)


def main() -> int:
    """Run the rounds and write the table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.broadcast", description=__doc__)
    parser.add_argument("--people", type=int, default=20_000)
    parser.add_argument("--paced", type=int, default=900, help="people of the run at Telegram's pace")
    parser.add_argument("--rounds", type=int, default=3)
    asked = parser.parse_args()
    CACHE.mkdir(exist_ok=True)
    senders = [one for one in (*PEER_SENDERS, OURS) if not one.why_not()]
    runs: list[Sent] = []
    for round_no in range(asked.rounds):
        for one in senders[:: 1 if round_no % 2 == 0 else -1]:
            runs.append(uvloop.run(measure(one, asked.people)))
            print(runs[-1], file=sys.stderr, flush=True)
    paced = uvloop.run(measure(PACED, asked.paced, limit=TELEGRAMS))
    text = _written(senders, runs, paced, " ".join(("python -m benchmarks.broadcast", *sys.argv[1:])))
    (TARGET if asked.people >= 20_000 else CACHE / "broadcast.md").write_text(text)
    print(text)
    return 0


def _written(senders: Sequence[Sender], runs: Sequence[Sent], paced: Sent, command: str) -> str:
    base = median(one.cpu_per_1000 for one in runs if one.sender == senders[0].name)
    rows = []
    for sender in senders:
        own = [one for one in runs if one.sender == sender.name]
        cpu = [one.cpu_per_1000 for one in own]
        rows.append(
            f"| {sender.title} | {median(cpu):.3f} | {min(cpu):.3f}..{max(cpu):.3f} "
            f"| {base / median(cpu):.1f}x less | {median(one.per_second for one in own):.0f} |"
        )
    told = _PACED.format(
        limit=TELEGRAMS,
        people=paced.people,
        rate=paced.per_second,
        share=paced.per_second / TELEGRAMS * 100,
        busiest=paced.busiest_second,
        throttled=paced.throttled,
    )
    made = f"Made by `{command}` {report.when_and_where()}"
    table = "\n".join((_EXPLAINED.format(people=runs[0].people), *rows))
    return f"# One broadcast\n\n{made}\n\n{table}\n\n{told}\n"


if __name__ == "__main__":
    sys.exit(main())
