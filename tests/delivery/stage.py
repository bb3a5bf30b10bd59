"""Where broadcasts are proved: the real sender and messenger, real HTTP, the strict simulator, and a clock
that jumps, so that an hour of storm takes as long as its calls."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from enum import Enum
from typing import Any, cast

from bot.app import App
from bot.domain.broadcast import Broadcast, BroadcastState
from bot.domain.delivery import HALT, Claimed, DeliveryState, Halted, Outcome, Throttled
from bot.i18n.locales import Translators
from bot.library import Library
from bot.rehearsal import crowd
from bot.rehearsal.crowd import Crowd
from bot.screens.base import Screen
from bot.simulator.server import Simulator
from bot.storage import broadcasts
from bot.storage.engine import Database, connect
from bot.storage.vault import Vault
from bot.tg.messenger import Messenger
from bot.tg.request import AiohttpRequest
from bot.tg.routes import CODEC
from bot.tg.shown import Shown
from bot.worker.broadcasts import BroadcastRenderer, ProgressReports
from bot.worker.duty import TERM
from bot.worker.governor import Governor
from bot.worker.sender import Sender
from bot.worker.stars import Stars
from tests.conftest import SECRET
from tests.delivery.invariants import Arrival, Departure, Evidence, Look, Pause

PACE = 25
NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
TOKEN = "123456:test-token"
_READ_TIMEOUT = 0.15
_NOWHERE = "http://127.0.0.1:9/bot"  # nobody listens there
_MOST_SWEEPS = 400
_UNDER_WAY = 60


Make = Callable[..., Any]


class JumpingTime:
    """Jump to wherever somebody wants to sleep."""

    def __init__(self, start: datetime = NOON) -> None:
        self._start = start
        self.seconds = 0.0

    def clock(self) -> float:
        return self.seconds

    def now(self) -> datetime:
        return self.at(self.seconds)

    def at(self, seconds: float) -> datetime:
        return self._start + timedelta(seconds=seconds)

    async def sleep(self, seconds: float) -> None:
        self.seconds += seconds
        await asyncio.sleep(0)


class Held(Enum):
    """On which side of a call somebody is held."""

    BEFORE = "before"
    AFTER = "after"


@dataclass(slots=True, kw_only=True)
class Gate:
    """Stand before the messenger: note what leaves and when Telegram asks us to wait; be down when told.

    So many connections for a chat are refused as `refusals` says.
    After `spared` calls whoever writes to the `held` stands still, before the call or after it.
    """

    messenger: Messenger
    nowhere: Messenger
    time: JumpingTime
    is_down: bool = False
    refusals: Counter[int | None] = field(default_factory=Counter)
    held: frozenset[int] = frozenset()
    held_when: Held = Held.BEFORE
    spared: int = 0
    let_go: asyncio.Event = field(default_factory=asyncio.Event)
    departures: list[Departure] = field(default_factory=list)
    pauses: list[Pause] = field(default_factory=list)
    _holding: int = 0
    _held_one: asyncio.Condition = field(default_factory=asyncio.Condition)

    async def holding(self, count: int) -> None:
        """Wait until so many stand still."""
        async with self._held_one:
            await self._held_one.wait_for(lambda: self._holding >= count)

    async def send(self, chat_id: int, screen: Screen) -> Outcome:
        return await self._send(self._line(chat_id).send, chat_id, screen)

    async def send_paid(self, chat_id: int, screen: Screen) -> Outcome:
        return await self._send(self._line(chat_id).send_paid, chat_id, screen, is_paid=True)

    async def balance(self) -> int | None:
        return await self._line().balance()

    async def _send(self, send: Make, chat_id: int, screen: Screen, *, is_paid: bool = False) -> Outcome:
        is_held = chat_id in self.held and len(self.departures) >= self.spared
        if is_held and self.held_when is Held.BEFORE:
            await self._hold()
        self.departures.append(Departure(self.time.seconds, chat_id, is_paid))
        outcome = self._noted(await send(chat_id, screen))
        if is_held and self.held_when is Held.AFTER:
            await self._hold()
        return outcome

    async def _hold(self) -> None:
        async with self._held_one:
            self._holding += 1
            self._held_one.notify_all()
        await self.let_go.wait()

    async def show(self, chat_id: int, message_id: int, screen: Screen) -> Outcome:
        self.departures.append(Departure(self.time.seconds, chat_id))
        return self._noted(await self._line().show(chat_id, message_id, screen))

    def _line(self, chat_id: int | None = None) -> Messenger:
        is_refused = chat_id is not None and self.refusals[chat_id] > 0
        self.refusals.subtract([chat_id] if is_refused else [])
        return self.nowhere if self.is_down or is_refused else self.messenger

    def _noted(self, outcome: Outcome) -> Outcome:
        match outcome:
            case Throttled(wait):
                self._pause(wait)
            case Halted():
                self._pause(HALT)
            case _:
                pass
        return outcome

    def _pause(self, wait: timedelta) -> None:
        self.pauses.append(Pause(self.time.seconds, self.time.seconds + wait.total_seconds()))


@dataclass(slots=True, kw_only=True)
class Stage:
    """Hold the whole of it. `make_sender` and `make_governor` are the seams for seeded bugs."""

    app: App
    sim: Simulator
    gate: Gate
    time: JumpingTime
    make_sender: Make = Sender
    make_governor: Make = Governor
    paid: int | None = None
    breather: float = 300.0  # seconds between sweeps, so that every pause is over
    looks: list[Look] = field(default_factory=list)
    crowd: Crowd = field(init=False)
    broadcast: Broadcast = field(init=False)

    async def begin(self, people: int, **traits: Any) -> None:
        self.crowd = await crowd.gather(self.app.db, self.sim, people, now=self.time.now(), **traits)
        self.broadcast = await crowd.begin(self.app.db, self.crowd, now=self.time.now(), per_second=PACE)

    def governor(self) -> Governor:
        made: Governor = self.make_governor(
            per_second=PACE, paid_per_second=self.paid, clock=self.time.clock, sleep=self.time.sleep
        )
        return made

    def sender(self, governor: Governor | None = None) -> Sender:
        render: Callable[[Claimed], Any] = BroadcastRenderer(self.app)
        governor = governor or self.governor()
        made: Sender = self.make_sender(self.app, self.gate, governor, render, under_way=_UNDER_WAY)
        return made

    async def until_nothing_is_left(self, *, outages: int = 0) -> None:
        """Sweep and look, again and again."""
        governor = self.governor()
        sender = self.sender(governor)
        reports = ProgressReports(self.app, self.gate, governor)
        stars = Stars(self.app, self.gate, governor, is_on_duty=lambda: True)
        for number in range(_MOST_SWEEPS):
            self.gate.is_down = number < outages
            await stars.sweep()
            await sender.sweep()
            await reports.sweep()
            if not await self.look():
                break
            self.time.seconds += self.breather
        await reports.sweep()
        await self.look()
        await sender.stop(timeout=1)

    async def look(self) -> bool:
        """See how the broadcast is, and tell whether there is anything left to do."""
        async with self.app.db.transaction() as tx:
            stored = await broadcasts.get(tx, self.broadcast.id)
            tally = await broadcasts.tally(tx, self.broadcast.id)
        assert stored is not None
        left = tally.of(DeliveryState.PENDING, DeliveryState.SENDING)
        self.looks.append(Look(stored.state, left))
        return left > 0 or stored.state is not BroadcastState.FINISHED

    @asynccontextmanager
    async def sweeping(self, sender: Sender) -> AsyncIterator[None]:
        """Let a sweep run meanwhile, and wait for its end."""
        sweep = asyncio.ensure_future(sender.sweep())
        yield
        await sweep

    async def dies(self, *, when: Held, after: int) -> None:
        """Let a sender die in the midst of its calls, and the term of its duty pass."""
        self.gate.held, self.gate.held_when, self.gate.spared = self.crowd.chats, when, after
        sender = self.sender()
        sweep = asyncio.ensure_future(sender.sweep())
        await self.gate.holding(1)
        sweep.cancel()
        await asyncio.gather(sweep, return_exceptions=True)
        await sender._tasks.drain(timeout=0)
        self.gate.held = frozenset()
        self.time.seconds += TERM.total_seconds()

    def arrivals(self, zone: str, quiet_from: int = 0, quiet_until: int = 0) -> list[Arrival]:
        """Return what left for the crowd, as it was on the clocks of a zone."""
        return [
            Arrival(
                at=self.time.at(departure.at),
                chat_id=departure.chat_id,
                zone=zone,
                quiet_from=quiet_from,
                quiet_until=quiet_until,
            )
            for departure in self.gate.departures
            if departure.chat_id in self.crowd.chats
        ]

    async def evidence(self) -> Evidence:
        """Let whatever the server still holds arrive, and return all that is known."""
        await self.sim.stop()
        return Evidence(
            ledger=await crowd.ledger(self.app.db, self.sim, self.crowd, self.broadcast),
            per_second=PACE,
            paid_per_second=self.paid or 0,
            departures=self.gate.departures,
            pauses=self.gate.pauses,
            looks=self.looks,
        )


@asynccontextmanager
async def staged(url: str, start: datetime = NOON, paid: int | None = None) -> AsyncIterator[Stage]:
    """Set it all up and take it down."""
    time = JumpingTime(start)
    sim = Simulator(token=TOKEN, clock=time.now)
    await sim.start()
    db = await connect(url, Vault(SECRET))
    request = AiohttpRequest(connections=64, read_timeout=_READ_TIMEOUT, trust_env=False)
    await request.initialize()
    try:
        app = replace(_app(db, time), paid_per_second=paid)
        yield Stage(app=app, sim=sim, gate=_gate(request, sim, time), time=time, paid=paid)
    finally:
        await request.shutdown()
        await sim.stop()
        await db.close()


def _app(db: Database, time: JumpingTime) -> App:
    library = Library(cast("Any", None), Translators({}))  # nothing here shows lessons
    return App(db=db, library=library, clock=time.now)


def _gate(request: AiohttpRequest, sim: Simulator, time: JumpingTime) -> Gate:
    def messenger(root: str) -> Messenger:
        return Messenger(request, root=root, encode=CODEC.encode, shown=Shown())

    return Gate(messenger=messenger(f"{sim.url}/bot{TOKEN}"), nowhere=messenger(_NOWHERE), time=time)
