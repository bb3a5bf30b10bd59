"""The webhook: an update is answered 200 only when it is done."""

import hmac
from collections.abc import Awaitable, Callable

import orjson
import structlog
from aiohttp import web
from telegram import Bot

from bot.domain.errors import StorageError
from bot.metrics import REFUSED
from bot.tg.dispatcher import UpdateFailedError
from bot.tg.incoming import Received, parse
from bot.tg.messenger import Call
from bot.tg.replies import ReplyLostError

log = structlog.get_logger(__name__)
PATH = "/telegram/webhook"
_SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 (a header's name)
_BODY_LIMIT = 1024 * 1024
Handle = Callable[[Received], Awaitable[Call | None]]


class Webhook:
    """Receive updates over HTTP."""

    def __init__(self, handle: Handle, bot: Bot, *, secret: str) -> None:
        """Take what handles an update, and the secret that only Telegram knows."""
        self._handle = handle
        self._bot = bot
        self._secret = secret.encode()

    def application(self) -> web.Application:
        """Make the public web application: this one path and nothing else."""
        application = web.Application(client_max_size=_BODY_LIMIT)
        application.router.add_post(PATH, self.receive)
        return application

    async def receive(self, request: web.Request) -> web.Response:
        """Take one update."""
        if not self._is_telegram(request):
            REFUSED.labels(reason="secret").inc()
            return web.Response(status=401)
        update = await self._read(request)
        if update is None:
            # Telegram would repeat for a day what can never be read: let it go, and count it.
            REFUSED.labels(reason="unreadable").inc()
            return web.Response()
        try:
            call = await self._handle(update)
        except StorageError:
            return web.Response(status=503)
        except (UpdateFailedError, ReplyLostError):
            return web.Response(status=500)
        if call is None:
            return web.Response()
        return web.Response(body=orjson.dumps(call.as_answer()), content_type="application/json")

    def _is_telegram(self, request: web.Request) -> bool:
        given = request.headers.getall(_SECRET_HEADER, [])
        return len(given) == 1 and hmac.compare_digest(given[0].encode(errors="replace"), self._secret)

    async def _read(self, request: web.Request) -> Received | None:
        if request.content_type != "application/json":
            return None
        try:
            raw = orjson.loads(await request.read())
        except (ValueError, web.HTTPRequestEntityTooLarge):
            return None
        return parse(raw, self._bot)
