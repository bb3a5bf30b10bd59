"""Where broadcasts are proved: the real sender and messenger, real HTTP, the strict simulator, and a clock
that jumps, so that an hour of storm takes as long as its calls."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, cast

from bot.app import App
from bot.domain.broadcast import Broadcast, BroadcastState
from bot.domain.delivery import HALT, Claimed, Halted, Outcome, Throttled
from bot.domain.ledger import Ledger
from bot.i18n.locales import Translators
from bot.library import Library
from bot.rehearsal import crowd
from bot.rehearsal.crowd import Crowd
from bot.screens.base import Screen
from bot.simulator.server import Simulator
from bot.storage import broadcasts, ledgers
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
from tests.conftest import SECRET
from tests.delivery.invariants import Departure, Evidence, Look, Pause

PACE = 25
NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
TOKEN = "123456:test-token"
_READ_TIMEOUT = 0.15
_NOWHERE = "http://127.0.0.1:9/bot"  # nobody listens there
_BREATHER = 300.0  # seconds between sweeps, so that every pause is over
_MOST_SWEEPS = 400


class JumpingTime:
    """Jump to wherever somebody wants to sleep."""

    def __init__(self, start: datetime = NOON) -> None:
        self._start = start
        self.seconds = 0.0

    def clock(self) -> float:
        return self.seconds

    def now(self) -> datetime:
        return self._start + timedelta(seconds=self.seconds)

    async def sleep(self, seconds: float) -> None:
        self.seconds += seconds
        await asyncio.sleep(0)


@dataclass(slots=True, kw_only=True)
class Gate:
    """Stand before the messenger: note what leaves and when Telegram asks us to wait; be down when told."""

    messenger: Messenger
    nowhere: Messenger
    time: JumpingTime
    is_down: bool = False
    departures: list[Departure] = field(default_factory=list)
    pauses: list[Pause] = field(default_factory=list)

    async def send(self, chat_id: int, screen: Screen) -> Outcome:
        self.departures.append(Departure(self.time.seconds, chat_id))
        return self._noted(await self._line().send(chat_id, screen))

    async def show(self, chat_id: int, message_id: int, screen: Screen) -> Outcome:
        self.departures.append(Departure(self.time.seconds, chat_id))
        return self._noted(await self._line().show(chat_id, message_id, screen))

    def _line(self) -> Messenger:
        return self.nowhere if self.is_down else self.messenger

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


Make = Callable[..., Any]


@dataclass(slots=True, kw_only=True)
class Stage:
    """Hold the whole of it. `make_sender` and `make_governor` are the seams for seeded bugs."""

    app: App
    sim: Simulator
    gate: Gate
    time: JumpingTime
    make_sender: Make = Sender
    make_governor: Make = Governor
    make_reports: Make = ProgressReports
    looks: list[Look] = field(default_factory=list)
    crowd: Crowd = field(init=False)
    broadcast: Broadcast = field(init=False)

    async def begin(self, people: int, **traits: Any) -> None:
        self.crowd = await crowd.gather(self.app.db, self.sim, people, now=self.time.now(), **traits)
        self.broadcast = await crowd.begin(self.app.db, self.crowd, now=self.time.now(), per_second=PACE)

    def governor(self) -> Governor:
        made: Governor = self.make_governor(per_second=PACE, clock=self.time.clock, sleep=self.time.sleep)
        return made

    def sender(self, governor: Governor | None = None) -> Sender:
        render: Callable[[Claimed], Any] = BroadcastRenderer(self.app)
        made: Sender = self.make_sender(self.app, self.gate, governor or self.governor(), render)
        return made

    async def until_nothing_is_left(self, *, outages: int = 0) -> None:
        """Sweep and look, again and again."""
        governor = self.governor()
        sender = self.sender(governor)
        reports: ProgressReports = self.make_reports(self.app, self.gate, governor)
        for number in range(_MOST_SWEEPS):
            self.gate.is_down = number < outages
            await sender.sweep()
            await reports.sweep()
            if not await self.look():
                break
            self.time.seconds += _BREATHER
        await reports.sweep()
        await self.look()
        await sender.stop(timeout=1)

    async def look(self) -> int:
        """See how the broadcast is, and return how many are left."""
        async with self.app.db.transaction() as tx:
            stored = await broadcasts.get(tx, self.broadcast.id)
            tally = await broadcasts.tally(tx, self.broadcast.id)
        assert stored is not None
        self.looks.append(Look(stored.state, tally.left))
        return tally.left + (stored.state is not BroadcastState.FINISHED)

    async def after_a_crash(self) -> None:
        """Let the term of a sender that died pass."""
        self.time.seconds += TERM.total_seconds()

    async def evidence(self) -> Evidence:
        """Let whatever the server still holds arrive, and return all that is known."""
        await self.sim.stop()
        async with self.app.db.transaction() as tx:
            states = await ledgers.states(tx, self.broadcast.id)
        return Evidence(
            ledger=Ledger(
                meant=self.crowd.chats, states=states, copies=crowd.copies(self.sim, self.crowd.chats)
            ),
            per_second=PACE,
            departures=self.gate.departures,
            pauses=self.gate.pauses,
            looks=self.looks,
        )


@asynccontextmanager
async def staged(url: str) -> AsyncIterator[Stage]:
    """Set it all up and take it down."""
    time = JumpingTime()
    sim = Simulator(token=TOKEN, clock=time.now)
    await sim.start()
    db = await connect(url, Vault(SECRET))
    request = AiohttpRequest(connections=64, read_timeout=_READ_TIMEOUT, trust_env=False)
    await request.initialize()
    try:
        yield Stage(app=_app(db, time), sim=sim, gate=_gate(request, sim, time), time=time)
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
