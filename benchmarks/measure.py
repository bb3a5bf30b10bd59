"""One run of one bot: start it, wait for its first answer, warm it up, load it, take the figures."""

import asyncio
import shutil
import tempfile
import time
from collections.abc import Awaitable
from dataclasses import dataclass
from pathlib import Path
from statistics import quantiles

from benchmarks.contenders import Contender, Launch
from benchmarks.fake_api import FakeApi
from benchmarks.load import Load, Tally
from benchmarks.people import FIRST_CHAT, Person
from benchmarks.places import a_place
from benchmarks.processes import BotProcess
from benchmarks.seed import seeded_copy

PEOPLE = 200
IN_FLIGHT = 32
"""Updates at a time where the Bot API answers at once; where it takes its time, everybody taps at once."""
_START_LIMIT = 120.0
_WARM_LIMIT = 40.0
_RETRY = 0.005


class BotFailedError(Exception):
    """The bot did not start or stopped by itself; carries its last words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """What one run came to."""

    contender: str
    latency_ms: int
    answered: int
    lost: int
    resent: int
    cpu_per_1000: float
    per_second: float
    p50_ms: float
    p99_ms: float
    peak_mb: float
    start_seconds: float
    """To the first answer of the very first start, which makes the database."""
    restart_seconds: float
    """To the first answer of the second start, on the same files."""
    start_mb: float


async def measure(contender: Contender, *, latency_ms: int, seconds: float) -> Figures:
    """Run a contender once."""
    scratch = Path(tempfile.mkdtemp(prefix="bench-"))
    api = FakeApi(latency=latency_ms / 1000)
    try:
        return await _measure(contender, api, scratch, seconds)
    finally:
        api.close()
        shutil.rmtree(scratch, ignore_errors=True)


async def _measure(contender: Contender, api: FakeApi, scratch: Path, seconds: float) -> Figures:
    if contender.learners:
        seeded_copy(scratch / "bench.db", contender.learners)
    launch = contender.launch(a_place(await api.open(), scratch))
    first, start_seconds = await _started(contender, api, launch, scratch)
    first.stop()
    process, restart_seconds = await _started(contender, api, launch, scratch)
    try:
        start = start_seconds, restart_seconds, process.now_mb()
        tally, cpu = await _loaded(contender, api, process, seconds)
        return _figures(contender, api, tally, cpu=cpu, peak_mb=process.peak_mb(), start=start)
    finally:
        process.stop()


async def _started(
    contender: Contender, api: FakeApi, launch: Launch, scratch: Path
) -> tuple[BotProcess, float]:
    """Start a bot; return it once it has answered, and the seconds that took."""
    api.webhook_set.clear()
    began = time.perf_counter()
    process = BotProcess(launch.command, env=launch.env, cwd=launch.cwd, log=scratch / "bot.log")
    try:
        await _first_answer(contender, api, process)
    except BaseException:
        process.stop()
        raise
    return process, time.perf_counter() - began


async def _first_answer(contender: Contender, api: FakeApi, process: BotProcess) -> None:
    await _or_dead(process, api.webhook_set.wait())
    probe = Load(api, [Person(FIRST_CHAT - 1, contender.script(0))], in_flight=1)
    await _or_dead(process, _connected(probe))
    tally = await probe.run(lambda tally: tally.posted > 0)
    probe.close()
    if tally.lost:
        raise BotFailedError(f"{contender.name} did not answer its first update\n{process.last_words()}")


async def _connected(load: Load) -> None:
    while True:
        try:
            await load.open()
        except OSError:
            await asyncio.sleep(_RETRY)
        else:
            return


async def _or_dead(process: BotProcess, waited_for: Awaitable[object]) -> None:
    """Wait, but not for a bot that has died."""
    waiting = asyncio.ensure_future(waited_for)
    deadline = time.perf_counter() + _START_LIMIT
    while not waiting.done():
        if not process.is_alive or time.perf_counter() > deadline:
            waiting.cancel()
            raise BotFailedError(process.last_words())
        await asyncio.wait({waiting}, timeout=0.1)
    await waiting


async def _loaded(
    contender: Contender, api: FakeApi, process: BotProcess, seconds: float
) -> tuple[Tally, float]:
    people = [Person(FIRST_CHAT + n, contender.script(n)) for n in range(PEOPLE)]
    load = Load(api, people, in_flight=PEOPLE if api.latency else IN_FLIGHT)
    await load.open()
    warm_until = time.perf_counter() + _WARM_LIMIT
    await load.run(lambda tally: tally.posted >= contender.warm_up or time.perf_counter() > warm_until)
    before = process.cpu_seconds()
    until = time.perf_counter() + seconds
    tally = await load.run(lambda _tally: time.perf_counter() > until)
    cpu = process.cpu_seconds() - before
    load.close()
    if not process.is_alive:
        raise BotFailedError(process.last_words())
    return tally, cpu


def _figures(
    contender: Contender,
    api: FakeApi,
    tally: Tally,
    *,
    cpu: float,
    peak_mb: float,
    start: tuple[float, float, float],
) -> Figures:
    if len(tally.waits) < 2:
        raise BotFailedError(f"{contender.name} answered {tally.answered} of {tally.posted} updates")
    percentiles = quantiles(tally.waits, n=100, method="inclusive")
    return Figures(
        contender=contender.name,
        latency_ms=round(api.latency * 1000),
        answered=tally.answered,
        lost=tally.lost,
        resent=tally.resent,
        cpu_per_1000=cpu / tally.answered * 1000,
        per_second=tally.answered / tally.wall,
        p50_ms=percentiles[49] * 1000,
        p99_ms=percentiles[98] * 1000,
        peak_mb=peak_mb,
        start_seconds=start[0],
        restart_seconds=start[1],
        start_mb=start[2],
    )
