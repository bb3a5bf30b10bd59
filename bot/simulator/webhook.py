"""Webhook delivery: post an update until the bot answers 2xx; one chat in order, chats side by side."""

import asyncio
import json
from collections import deque
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl

import aiohttp

from bot.simulator.clock import SimulatorClock
from bot.simulator.updates import Update, UpdateQueue
from bot.tasks import Tasks

Reply = Callable[[str, Mapping[str, Any]], Awaitable[None]]
"""Make the call a bot put into its answer to an update."""

DEFAULT_CONNECTIONS = 40
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 (a header's name)
_TIMEOUT = aiohttp.ClientTimeout(total=60)
_OK = range(200, 300)
_LONGEST_RETRY_AFTER = 3600.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Redelivery:
    """How long to wait before trying again: at once, then ever longer, ten times faster than Telegram."""

    first: float = 0.1
    longest: float = 6.0

    def delay(self, attempts: int) -> float:
        """Tell how long to wait after so many attempts."""
        return 0.0 if attempts <= 1 else min(self.first * 2 ** min(attempts - 2, 16), self.longest)


@dataclass(slots=True, kw_only=True, eq=False)
class Webhook:
    """Where the bot wants its updates."""

    url: str
    secret: str | None = None
    max_connections: int = DEFAULT_CONNECTIONS
    last_error_date: int | None = None
    last_error_message: str | None = None
    slots: asyncio.Semaphore = field(init=False)

    def __post_init__(self) -> None:
        self.slots = asyncio.Semaphore(self.max_connections)

    def headers(self) -> dict[str, str]:
        """Make the headers of every delivery."""
        headers = {"Content-Type": "application/json"}
        return headers | {SECRET_HEADER: self.secret} if self.secret else headers


class Deliverer:
    """Post updates to the webhook, while there is one."""

    def __init__(
        self, queue: UpdateQueue, clock: SimulatorClock, tasks: Tasks, *, reply: Reply, redelivery: Redelivery
    ) -> None:
        self.webhook: Webhook | None = None
        self._queue = queue
        self._clock = clock
        self._tasks = tasks
        self._reply = reply
        self._redelivery = redelivery
        self._lanes: dict[str, deque[Update]] = {}
        self._session: aiohttp.ClientSession | None = None
        queue.deliver = self.deliver

    def point_to(self, webhook: Webhook | None) -> None:
        """Deliver to another place, or nowhere; what waits goes there too."""
        self.webhook = webhook
        self._lanes = {}
        if webhook is not None:
            for update in self._queue.pending.values():
                self.deliver(update)

    def deliver(self, update: Update) -> None:
        """Put an update into its lane."""
        if self.webhook is None:
            return
        lane = self._lanes.get(update.lane)
        if lane is not None:
            lane.append(update)
            return
        self._lanes[update.lane] = lane = deque([update])
        self._tasks.start(
            self._empty(self.webhook, self._lanes, update.lane, lane), name=f"lane {update.lane}"
        )

    async def close(self) -> None:
        """Close the connections."""
        self.webhook = None
        if self._session is not None:
            await self._session.close()

    async def _empty(
        self, webhook: Webhook, lanes: dict[str, deque[Update]], name: str, lane: deque[Update]
    ) -> None:
        while lane and self.webhook is webhook:
            update = lane[0]
            pause = await self._post(webhook, update)
            if pause is None:
                lane.popleft()
            else:
                await asyncio.sleep(pause)
        lanes.pop(name, None)

    async def _post(self, webhook: Webhook, update: Update) -> float | None:
        """Try once; return how long to wait before the next attempt, or None if the update is dealt with."""
        if update.acknowledged.is_set():
            return None
        update.attempts += 1
        try:
            async with (
                webhook.slots,
                self._connection().post(
                    webhook.url,
                    data=json.dumps(update.written(), ensure_ascii=False, separators=(",", ":")).encode(),
                    headers=webhook.headers(),
                    allow_redirects=False,
                ) as response,
            ):
                body = await response.read()
        except (aiohttp.ClientError, OSError) as error:
            return self._failed(webhook, update, _reason(error))
        if response.status not in _OK:
            reason = f"Wrong response from the webhook: {response.status} {response.reason}"
            return max(self._failed(webhook, update, reason), _retry_after(response.headers))
        return await self._accepted(update, response.content_type, body)

    async def _accepted(self, update: Update, content_type: str, body: bytes) -> float | None:
        call = _call_in(content_type, body)
        if call is not None:
            await self._reply(*call)
        return None if self._queue.acknowledge(update) else 0.0

    def _failed(self, webhook: Webhook, update: Update, reason: str) -> float:
        webhook.last_error_date = self._clock.timestamp()
        webhook.last_error_message = reason
        return self._redelivery.delay(update.attempts)

    def _connection(self) -> aiohttp.ClientSession:
        if self._session is None:
            self._session = aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0), timeout=_TIMEOUT)
        return self._session


def _reason(error: Exception) -> str:
    if isinstance(error, TimeoutError):
        return "Read timeout expired"
    return "Connection refused" if isinstance(error, aiohttp.ClientConnectorError) else "Connection closed"


def _retry_after(headers: Mapping[str, str]) -> float:
    try:
        return min(float(headers.get("Retry-After", "0")), _LONGEST_RETRY_AFTER)
    except ValueError:
        return 0.0


def _call_in(content_type: str, body: bytes) -> tuple[str, dict[str, Any]] | None:
    """Find the call in a bot's answer to an update, if it made one."""
    params: Any = None
    if content_type == "application/json":
        try:
            params = json.loads(body)
        except ValueError:
            return None
    elif content_type == "application/x-www-form-urlencoded":
        params = dict(parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True))
    if not isinstance(params, dict) or not isinstance(params.get("method"), str):
        return None
    return params.pop("method"), params
