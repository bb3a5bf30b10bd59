"""The Stars that broadcasts are paid with: how many there are is asked once a minute, by whoever sends."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Protocol

import structlog

from bot.app import App
from bot.storage import duties
from bot.worker.governor import Governor

log = structlog.get_logger(__name__)
_EVERY = timedelta(minutes=1)
_BELIEVED = 3 * _EVERY


class Owns(Protocol):
    """Tell what the bot has."""

    async def balance(self) -> int | None:
        """Return how many messages the bot's Stars pay for; None where Telegram does not say."""


class Stars:
    """Keep the governor and everybody who plans a broadcast up to date."""

    def __init__(
        self, app: App, messenger: Owns, governor: Governor, *, is_on_duty: Callable[[], bool]
    ) -> None:
        self._app = app
        self._messenger = messenger
        self._governor = governor
        self._is_on_duty = is_on_duty
        self._asked_at: datetime | None = None

    async def sweep(self) -> None:
        """Ask; where Telegram does not say, nothing is paid for, and soon nobody believes the last answer."""
        now = self._app.clock()
        is_known = self._asked_at is not None and now - self._asked_at < _EVERY
        if self._app.paid_per_second is None or is_known or not self._is_on_duty():
            return
        self._asked_at = now
        found = await self._messenger.balance()
        payable = self._governor.note_balance(found or 0)
        if found is None:
            log.warning("the balance of Stars is not known")
            return
        async with self._app.db.transaction() as tx:
            await duties.note_balance(tx, payable, until=now + _BELIEVED)
