"""The Telegram front end: starts and stops what receives updates."""

import asyncio
from dataclasses import dataclass
from datetime import timedelta

import structlog
from aiohttp import web
from telegram import Bot
from telegram.error import TelegramError

from bot.app import App
from bot.settings import Mode, Settings, address
from bot.tasks import Tasks
from bot.tg.dispatcher import Dispatcher
from bot.tg.messenger import Messenger
from bot.tg.polling import ALLOWED_UPDATES, Polling
from bot.tg.profile import tell_telegram
from bot.tg.request import AiohttpRequest
from bot.tg.routes import ROUTES
from bot.tg.webhook import PATH, Webhook

log = structlog.get_logger(__name__)
_MAX_CONNECTIONS = 100
_DRAIN_SECONDS = 25.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """Hold the connections to Telegram: bulk has its own, so that it never starves a reply."""

    bot: Bot
    root: str
    replies: AiohttpRequest
    bulk: AiohttpRequest
    polling: AiohttpRequest

    @classmethod
    async def open(cls, settings: Settings) -> "Line":
        """Connect and ask Telegram who we are; raise `telegram.error.TelegramError`."""
        token = settings.bot_token.get_secret_value()
        is_far = settings.api_url.startswith("https://")  # no proxy leads to a server on this machine
        replies = AiohttpRequest(connections=256, trust_env=is_far)
        bulk = AiohttpRequest(connections=64 if settings.paid_per_second is None else 256, trust_env=is_far)
        polling = AiohttpRequest(connections=2, read_timeout=40, trust_env=is_far)
        bot = Bot(token, base_url=f"{settings.api_url}/bot", request=replies, get_updates_request=polling)
        root = f"{settings.api_url}/bot{token}"
        line = cls(bot=bot, root=root, replies=replies, bulk=bulk, polling=polling)
        try:
            await bulk.initialize()
            await bot.initialize()
        except BaseException:
            await line.close()
            raise
        return line

    async def close(self) -> None:
        """Close the connections."""
        await self.bot.shutdown()
        await self.replies.shutdown()
        await self.bulk.shutdown()
        await self.polling.shutdown()


class Front:
    """Receive updates by webhook or by polling until stopped."""

    def __init__(self, app: App, line: Line, messenger: Messenger, settings: Settings) -> None:
        self._line = line
        self._settings = settings
        self._messenger = messenger
        self._tasks = Tasks()
        self._app = app
        self._dispatcher = Dispatcher(
            app,
            messenger,
            on_coordinator=self._tell_telegram,
            ahead=timedelta(seconds=settings.clock_offset),
        )
        self._runner: web.AppRunner | None = None
        self._polling: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Begin to receive; raise `telegram.error.TelegramError` where Telegram refuses."""
        if not self._settings.maintenance:  # who coordinates stands in the database
            self._tell_telegram()
        if self._settings.mode is Mode.WEBHOOK:
            await self._open_webhook()
        else:
            await self._forget_webhook()
            self._poll()

    async def _forget_webhook(self) -> None:
        """Let go of a webhook of earlier days; were one left, the first question for updates would say so."""
        try:
            await self._line.bot.delete_webhook()
        except TelegramError as error:
            log.warning("the webhook was not removed", error=type(error).__name__)

    async def stop(self) -> None:
        """Stop to receive, and let what is under way end; what does not end in time comes again."""
        if self._polling is not None:
            self._polling.cancel()
            await asyncio.gather(self._polling, return_exceptions=True)
        if self._runner is not None:
            await self._runner.cleanup()
        await self._tasks.drain(timeout=_DRAIN_SECONDS)

    @property
    def failure(self) -> BaseException | None:
        """Return what ended the polling, if anything did."""
        if self._polling is None or not self._polling.done() or self._polling.cancelled():
            return None
        return self._polling.exception()

    def _tell_telegram(self) -> None:
        self._tasks.start(tell_telegram(self._app, self._messenger, ROUTES), name="profile")

    async def _open_webhook(self) -> None:
        secret, url = self._settings.webhook_secret, self._settings.public_url
        assert secret is not None, "the settings demand a secret in webhook mode"
        webhook = Webhook(self._dispatcher.handle, self._line.bot, secret=secret.get_secret_value())
        self._runner = web.AppRunner(webhook.application(), access_log=None, shutdown_timeout=_DRAIN_SECONDS)
        await self._runner.setup()
        host, port = address(self._settings.listen)
        await web.TCPSite(self._runner, host, port, backlog=1024).start()
        await self._line.bot.set_webhook(
            f"{url}{PATH}",
            secret_token=secret.get_secret_value(),
            max_connections=_MAX_CONNECTIONS,
            allowed_updates=ALLOWED_UPDATES,
        )

    def _poll(self) -> None:
        line = self._line
        polling = Polling(self._dispatcher, self._messenger, line.polling, line.bot, root=line.root)
        self._polling = self._tasks.start(polling.run(), name="polling")
