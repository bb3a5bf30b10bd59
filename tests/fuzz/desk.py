"""The whole bot without a network: updates go in as JSON, calls come out to the strict simulator."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
from structlog.testing import capture_logs
from telegram import Bot
from telegram.error import BadRequest, Forbidden

from bot.app import App
from bot.domain import consent
from bot.library import Library
from bot.run import read_library
from bot.settings import Settings
from bot.simulator.errors import ApiError
from bot.simulator.files import Upload
from bot.simulator.person import Person
from bot.simulator.server import Simulator
from bot.simulator.updates import Update
from bot.storage import learners
from bot.storage.engine import Database, connect
from bot.storage.vault import Vault
from bot.tg.dispatcher import Dispatcher
from bot.tg.incoming import Incoming, parse
from bot.tg.messenger import Messenger
from bot.tg.request import AiohttpRequest
from bot.tg.routes import CODEC
from bot.tg.shown import Shown
from tests.conftest import SECRET
from tests.flows.conftest import COORDINATOR, TOKEN

FAULTS = {"update failed", "update failed for good", "reply refused", "reply given up", "the ear failed"}
_FORBIDDEN = 403
_FILE = Upload(name="file", content=b"content", mime="application/pdf")


class _Wire(AiohttpRequest):
    """Lead calls to the simulator; what it refuses is refused as Telegram would."""

    def __init__(self, sim: Simulator) -> None:
        super().__init__(connections=1)
        self._sim = sim

    async def call(self, url: str, fields: Mapping[str, Any]) -> Any:
        return await self._ask(url, fields, {})

    async def tell(self, url: str, fields: Mapping[str, Any]) -> None:
        await self._ask(url, fields, {})

    async def upload(self, url: str, form: aiohttp.FormData) -> Any:
        (chat_id,) = (value for kind, _, value in form._fields if kind["name"] == "chat_id")
        return await self._ask(url, {"chat_id": chat_id, "document": _FILE}, {"document": _FILE})

    async def _ask(self, url: str, fields: Mapping[str, Any], uploads: Mapping[str, Upload]) -> Any:
        try:
            return await self._sim._api.call(url.rpartition("/")[2], fields, uploads)
        except ApiError as error:
            kind = Forbidden if error.code == _FORBIDDEN else BadRequest
            raise kind(error.description) from None


class Desk:
    """Take updates and note what went wrong: `faults` stays empty as long as nothing does."""

    def __init__(self, db: Database, library: Library) -> None:
        self.sim = Simulator(token=TOKEN)
        self.db = db
        self.faults: list[Any] = []
        wire = _Wire(self.sim)
        self.bot = Bot(TOKEN, request=wire, get_updates_request=wire)
        self._app = App(
            db=db,
            library=library,
            clock=self.sim.clock.now,
            username="foursteps_bot",
            admins=frozenset({COORDINATOR}),
        )
        messenger = Messenger(wire, root=f"bot{TOKEN}", encode=CODEC.encode, shown=Shown())
        self._dispatcher = Dispatcher(self._app, messenger, on_coordinator=lambda: None)

    async def take(self, *updates: Update) -> None:
        """Handle what somebody did in the simulator."""
        for update in updates:
            await self.take_raw(update.written())
            self.sim.queue.acknowledge(update)

    async def take_raw(self, raw: Any) -> None:
        """Handle an update as it came over the wire; one that is no update is let go, as the webhook does."""
        self.sim.clock.advance(1)  # nobody is turned away for being too quick
        received = parse(raw, self.bot)
        if received is None:
            return
        with capture_logs() as logs:
            answer = await self._dispatcher.handle(received)
            if answer is not None:
                await self.sim._reply(answer.method, answer.fields)
        # A busy machine may let the ear run out of time, which is no fault: that is help, too.
        mishaps = [line for line in logs if line["event"] in FAULTS]
        self.faults += [line for line in mishaps if line.get("reason") != "TimeoutError"]

    def read(self, raw: Any) -> Incoming | None:
        """Reduce an update as it came over the wire."""
        received = parse(raw, self.bot)
        return None if received is None else self._dispatcher._read(received)

    async def joins(self, person: Person) -> None:
        """Let somebody come who has agreed to the words about privacy; who only says /start has not."""
        now = self.sim.clock.now()
        async with self.db.transaction() as tx:
            stranger = await learners.add(tx, person.id, locale="en", now=now)
            await learners.save(tx, consent.agree(stranger, with_adult=True, now=now))
        await self.says(person, "/menu")

    async def says(self, person: Person, text: str) -> None:
        """Let somebody write."""
        await self.take(person.starts_sending(text))

    async def taps(self, person: Person, data: str) -> None:
        """Let somebody press a button under the bot's last message, whether it is there or not."""
        await self.take(*person.starts_tapping(data, person.screen.message_id))

    def assert_well(self) -> None:
        """Fail where an update failed, or Telegram would have refused a call."""
        faults, self.faults = self.faults, []
        refused = [refusal for refusal in self.sim.refusals if "is not modified" not in refusal.description]
        self.sim.refusals.clear()
        assert not faults, faults
        assert not refused, refused


@asynccontextmanager
async def a_desk(url: str) -> AsyncIterator[Desk]:
    """Open a desk on a migrated database."""
    library = read_library(Settings(bot_token=TOKEN, _env_file=None))
    db = await connect(url, Vault(SECRET))
    try:
        yield Desk(db, library)
    finally:
        await db.close()


class Standing:
    """Keep a desk open for many examples, each of which runs on one loop."""

    def __init__(self, url: str) -> None:
        self._runner = asyncio.Runner()
        self._opened = a_desk(url)
        self.desk: Desk = self.run(self._opened.__aenter__())
        self._numbers = iter(range(10_000, 10**9))

    def run(self, work: Any) -> Any:
        return self._runner.run(work)

    def somebody(self) -> Person:
        """Return a person whom nobody has seen before."""
        return self.desk.sim.person(name="Asha", id=next(self._numbers))

    def close(self) -> None:
        self.run(self._opened.__aexit__(None, None, None))
        self._runner.close()
