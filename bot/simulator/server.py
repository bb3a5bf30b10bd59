"""The simulator: a Bot API server on this machine, and the people who talk to the bot behind it."""

import asyncio
import itertools
from collections.abc import Callable

from aiohttp import web

from bot.ports import Clock, system_clock
from bot.simulator import control, wire
from bot.simulator.api import Api
from bot.simulator.clock import SimulatorClock
from bot.simulator.errors import ApiError
from bot.simulator.events import Events
from bot.simulator.faults import FaultPlan
from bot.simulator.group import Group
from bot.simulator.happenings import Happenings
from bot.simulator.limits import Limits
from bot.simulator.methods.delivery import is_loopback
from bot.simulator.person import PATIENCE, Person, acknowledged
from bot.simulator.persons import READY_PERSONS
from bot.simulator.preview.routes import Content, add_preview
from bot.simulator.spec import method_not_found
from bot.simulator.state import Account, Call, Chat, Refusal, World
from bot.simulator.updates import UpdateQueue
from bot.simulator.webhook import Deliverer, Redelivery
from bot.tasks import Tasks

_FIRST_PERSON_ID = 2001
_FIRST_GROUP_ID = -4001
_LARGEST_REQUEST = 60 << 20
_DEFAULT_BOT_ID = 1


class Simulator:
    """Telegram on this machine: `url` is what the bot takes for the Bot API's address."""

    def __init__(
        self,
        *,
        token: str,
        bot_username: str = "foursteps_bot",
        clock: Clock | None = None,
        limits: bool = False,
        redelivery: Redelivery | None = None,
        faults: FaultPlan | None = None,
    ) -> None:
        bot_id = token.partition(":")[0]
        self.clock = SimulatorClock(clock or system_clock)
        self.faults = faults or FaultPlan()
        self.people: dict[int, Person] = {}
        self.url = ""
        self.world = World(
            bot_id=int(bot_id) if bot_id.isdecimal() else _DEFAULT_BOT_ID,
            bot_username=bot_username,
            clock=self.clock,
        )
        self.queue = UpdateQueue(self.faults)
        self.token = token
        self._tasks = Tasks()
        self._deliverer = Deliverer(
            self.queue, self.clock, self._tasks, reply=self._reply, redelivery=redelivery or Redelivery()
        )
        self._api = Api(
            world=self.world,
            queue=self.queue,
            deliverer=self._deliverer,
            faults=self.faults,
            limits=Limits() if limits else None,
        )
        self._happenings = Happenings(self.world, self.queue, self.faults)
        self._person_ids = itertools.count(_FIRST_PERSON_ID)
        self._group_ids = itertools.count(_FIRST_GROUP_ID, -1)
        self._runner: web.AppRunner | None = None
        self._content: Callable[[], Content | None] = lambda: None

    @property
    def calls(self) -> list[Call]:
        """What the bot asked for, the latest last."""
        return list(self.world.calls)

    @property
    def refusals(self) -> list[Refusal]:
        """What Telegram would not have taken; faults and people who blocked the bot do not count."""
        return self.world.refusals

    @property
    def events(self) -> Events:
        """What happens, as it happens."""
        return self.world.events

    async def start(self, host: str = "127.0.0.1", port: int = 0) -> None:
        """Listen, on this machine only."""
        if not is_loopback(host):
            raise ValueError(f"the simulator listens on this machine only, not on {host}")
        self._runner = web.AppRunner(self._application(), access_log=None, shutdown_timeout=0.5)
        await self._runner.setup()
        site = web.TCPSite(self._runner, host, port)
        await site.start()
        bound = self._runner.addresses[0]
        self.url = f"http://{f'[{host}]' if ':' in host else host}:{bound[1]}"

    async def stop(self) -> None:
        """Hang up."""
        self.faults.clear()
        self.events.close()
        self.queue.close()
        await self._tasks.drain(timeout=0)
        await self._deliverer.close()
        if self._runner is not None:
            await self._runner.cleanup()

    def preview(self, content: Callable[[], Content | None]) -> None:
        """Show what `content` answers, asked at each request, on the preview's pages."""
        self._content = content

    def person(
        self,
        *,
        name: str,
        language_code: str = "en",
        country: str = "",
        role: str = "",
        id: int | None = None,  # noqa: A002 (Telegram's word)
    ) -> Person:
        """Let somebody open a chat with the bot; the bot cannot write before they do."""
        account = Account(
            id=next(self._person_ids) if id is None else id,
            name=name,
            language_code=language_code,
            country=country,
            role=role,
        )
        self.world.accounts[account.id] = account
        self.world.chats[account.id] = Chat(id=account.id)
        self.people[account.id] = person = Person(self.world, self._happenings, account)
        self.events.publish("people", person_id=account.id)
        return person

    def add_ready_persons(self) -> list[Person]:
        """Let the six who come with the demo open their chats."""
        return [
            self.person(
                id=ready.id,
                name=ready.name,
                language_code=ready.language_code,
                country=ready.country,
                role=ready.role,
            )
            for ready in READY_PERSONS
        ]

    async def adds_bot_to_group(self, person: Person, *, title: str = "Family", kind: str = "group") -> Group:
        """Let a person add the bot to a group, a supergroup or a channel; return once the bot knows."""
        chat = Chat(id=next(self._group_ids), kind=kind, title=title)
        self.world.chats[chat.id] = chat
        group = Group(self.world, self._happenings, chat)
        for update in group.starts_adding_bot(person.account):
            await acknowledged(update, PATIENCE)
        return group

    async def idle(self, patience: float = PATIENCE) -> None:
        """Wait until every update has been acknowledged."""
        try:
            async with asyncio.timeout(patience):
                await self.queue.quiet.wait()
        except TimeoutError:
            waiting = [
                f"{update.id} ({update.kind}, {update.lane})" for update in self.queue.pending.values()
            ]
            raise AssertionError(f"not acknowledged within {patience:g} s: {', '.join(waiting)}") from None

    def _application(self) -> web.Application:
        app = web.Application(client_max_size=_LARGEST_REQUEST, middlewares=[control.only_from_here])
        app.router.add_route("*", "/bot{token}/{method}", self._bot_call)
        app.router.add_get("/file/bot{token}/{path:.+}", self._file)
        control.add_routes(app, control.Desk(simulator=self))
        add_preview(app, self._previewed)
        return app

    def _previewed(self) -> Content | None:
        return self._content()

    async def _bot_call(self, request: web.Request) -> web.StreamResponse:
        if request.match_info["token"] != self.token:
            return wire.failure(ApiError(401, "Unauthorized"))
        return await wire.answer(self._api, request, request.match_info["method"])

    async def _file(self, request: web.Request) -> web.StreamResponse:
        stored = self.world.files.get(request.match_info["path"].rpartition("/")[2])
        if request.match_info["token"] != self.token or stored is None:
            return wire.failure(method_not_found())
        return web.Response(body=stored.upload.content, content_type="application/octet-stream")

    async def _reply(self, method: str, params: wire.Params) -> None:
        await self._api.reply(method, params)
