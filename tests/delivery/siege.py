"""A broadcast whose senders are killed, again and again: real processes, SIGKILL, the strict simulator."""

import asyncio
import hashlib
import signal
import subprocess
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from bot.domain.broadcast import Broadcast, BroadcastState
from bot.domain.delivery import DeliveryState
from bot.ports import system_clock
from bot.rehearsal import crowd
from bot.rehearsal.crowd import Crowd
from bot.services import broadcasts as service
from bot.simulator.faults import Fault, Slow
from bot.simulator.server import Simulator
from bot.storage import broadcasts
from bot.storage.engine import Database, connect
from bot.storage.vault import Vault
from tests.conftest import SECRET
from tests.delivery.invariants import Departure, Evidence, Look
from tests.flows.conftest import TOKEN, free_port

ROOT = Path(__file__).parents[2]
IN_FLIGHT = 60
"""How many calls a sender has under way at most."""
_LATENCY = Slow(seconds=0.15)
_LOOK_EVERY = 0.02
_PATIENCE = 120.0
_QUIET = 1.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Say how it goes.

    It is paused for a while at each of `pauses` (of the kills) and stopped at `stop_at` (of the people); a
    kill follows each of these at once.
    """

    url: str
    people: int
    kills: int
    processes: int = 1
    per_second: int = 25
    term: float = 1.0
    pauses: tuple[float, ...] = (0.5,)
    stop_at: float | None = None
    seed: str = "1"


@dataclass(slots=True, kw_only=True)
class Siege:
    """Hold everything while it lasts."""

    plan: Plan
    db: Database
    sim: Simulator
    crowd: Crowd
    broadcast: Broadcast
    folder: Path
    running: list[subprocess.Popen[bytes]] = field(default_factory=list)
    looks: list[Look] = field(default_factory=list)
    deaths: int = 0
    sent_while_paused: int = 0
    sent_after_stop: int = 0

    async def run(self) -> None:
        """Start the senders, kill them, start others, until the broadcast has ended."""
        for _ in range(self.plan.processes):
            self.start_one()
        for number, at in enumerate(self._moments()):
            await self._until_begun(at)
            await asyncio.sleep(self._chance(f"wait {number}"))  # any moment of a second
            await self._strike(number)
        await self._until_it_has_ended()

    def start_one(self) -> None:
        """Start a sender."""
        given = (str(self.plan.per_second), str(self.plan.term))
        command = [sys.executable, "-m", "tests.delivery.process", *given]
        with (self.folder / "senders.log").open("ab") as log:
            started = subprocess.Popen(  # noqa: S603 (our own command)
                command, cwd=ROOT, env=self._environment(), stdout=log, stderr=log
            )
        self.running.append(started)

    def end(self) -> None:
        """Kill every sender that still runs: whatever it would say is of no interest any more."""
        for process in self.running:
            process.kill()
            process.wait()

    def sent(self) -> int:
        """Count what has arrived."""
        return len(self.departures())

    def departures(self) -> list[Departure]:
        """Return when each message to the crowd came to the server."""
        return [
            Departure(call.at.timestamp(), call.chat_id)
            for call in self.sim.world.calls
            if call.method == "sendMessage" and call.chat_id in self.crowd.chats
        ]

    async def evidence(self) -> Evidence:
        """Return what is known at the end."""
        return Evidence(
            ledger=await crowd.ledger(self.db, self.sim, self.crowd, self.broadcast),
            per_second=self.plan.per_second,
            departures=self.departures(),
            looks=self.looks,
        )

    def _moments(self) -> list[int]:
        """Choose after how many messages to strike."""
        last = int(self.plan.people * (self.plan.stop_at or 0.98))
        return sorted(int(self._chance(f"moment {number}") * last) for number in range(self.plan.kills))

    def _chance(self, what: str) -> float:
        """Return a number below 1 that depends on nothing but the seed."""
        digest = hashlib.sha256(f"{self.plan.seed} {what}".encode()).digest()
        return int.from_bytes(digest[:4]) / 2**32

    async def _strike(self, number: int) -> None:
        """Kill some of the senders and start as many; around one of the kills pause and go on."""
        is_pausing = number in {int(self.plan.kills * at) for at in self.plan.pauses}
        if is_pausing:
            await self._tell(service.pause)
        self._kill_some(number)
        if is_pausing:
            await self._is_quiet_while_paused()
            await self._tell(service.resume)
        await self.look()

    def _kill_some(self, number: int) -> None:
        doomed = 1 + int(self._chance(f"how many {number}") * self.plan.processes)
        for place in range(doomed):
            chosen = self.running.pop(int(self._chance(f"who {number} {place}") * len(self.running)))
            chosen.send_signal(signal.SIGKILL)
            chosen.wait()
        self.deaths += doomed
        for _ in range(doomed):
            self.start_one()

    async def _is_quiet_while_paused(self) -> None:
        await asyncio.sleep(_LATENCY.seconds * 2)
        before = self.sent()
        await asyncio.sleep(_QUIET + self.plan.term)
        self.sent_while_paused += self.sent() - before

    async def _until_it_has_ended(self) -> None:
        if self.plan.stop_at is not None:
            await self._until_begun(int(self.plan.people * self.plan.stop_at))
            await self._tell(service.cancel)
            self._kill_some(self.plan.kills)
            await asyncio.sleep(2)
            before = self.sent()
            await asyncio.sleep(_QUIET)
            self.sent_after_stop += self.sent() - before
        async with asyncio.timeout(_PATIENCE):
            while await self.look():  # noqa: ASYNC110 (other processes are at work)
                await asyncio.sleep(_LOOK_EVERY)

    async def _until_begun(self, count: int) -> None:
        """Wait until so many deliveries were taken."""
        async with asyncio.timeout(_PATIENCE):
            while self.plan.people - await self._pending() < count:
                assert any(process.poll() is None for process in self.running), "all senders ended"
                await asyncio.sleep(_LOOK_EVERY)

    async def _pending(self) -> int:
        async with self.db.reading() as tx:
            tally = await broadcasts.tally(tx, self.broadcast.id)
        return tally.of(DeliveryState.PENDING)

    async def _tell(self, deed: Callable[..., object]) -> None:
        async with self.db.transaction() as tx:
            stored = await broadcasts.find(tx, self.broadcast.id)
            await deed(tx, stored, self.crowd.author, now=system_clock())  # type: ignore[misc]

    async def look(self) -> bool:
        """See how the broadcast is, and tell whether there is anything left to do."""
        async with self.db.transaction() as tx:
            stored = await broadcasts.get(tx, self.broadcast.id)
            tally = await broadcasts.tally(tx, self.broadcast.id)
        assert stored is not None
        left = tally.of(DeliveryState.PENDING, DeliveryState.SENDING)
        self.looks.append(Look(stored.state, left))
        return left > 0 or stored.state not in {BroadcastState.FINISHED, BroadcastState.CANCELLED}

    def _environment(self) -> dict[str, str]:
        public, private = free_port(), free_port()
        given = {
            "BOT_TOKEN": TOKEN,
            "API_URL": self.sim.url,
            "DATABASE_URL": self.plan.url,
            "MODE": "webhook",
            "LISTEN": f"127.0.0.1:{public}",
            "PRIVATE_LISTEN": f"127.0.0.1:{private}",
            "PUBLIC_URL": f"http://127.0.0.1:{public}",
            "WEBHOOK_SECRET": "x" * 40,
            "SECRET_KEY": SECRET,
        }
        return {f"FOURSTEPS_{name}": value for name, value in given.items()}


@asynccontextmanager
async def besieged(plan: Plan, folder: Path) -> AsyncIterator[Siege]:
    """Set the stage for a siege and clear it away."""
    sim = Simulator(token=TOKEN)
    await sim.start()
    sim.faults.add(Fault(kind=_LATENCY, method="sendMessage", count=10**9))
    db = await connect(plan.url, Vault(SECRET))
    try:
        now = system_clock()
        people = await crowd.gather(db, sim, plan.people, now=now)
        broadcast = await crowd.begin(db, people, now=now, per_second=plan.per_second)
        siege = Siege(plan=plan, db=db, sim=sim, crowd=people, broadcast=broadcast, folder=folder)
        try:
            yield siege
        finally:
            siege.end()
    finally:
        await db.close()
        await sim.stop()
