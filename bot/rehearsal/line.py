"""The line between the rehearsing bot and the simulator, which may refuse a connection."""

from dataclasses import dataclass

from bot.domain.delivery import Outcome
from bot.rehearsal.weather import Forecast
from bot.screens.base import Screen
from bot.tg.messenger import Messenger

NOWHERE = "http://127.0.0.1:9/bot"
"""Nobody listens there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """Be a messenger whose new messages now and then find nobody."""

    messenger: Messenger
    nowhere: Messenger
    forecast: Forecast

    async def send(self, chat_id: int, screen: Screen) -> Outcome:
        """Send a screen as a new message."""
        return await self._of(chat_id).send(chat_id, screen)

    async def send_paid(self, chat_id: int, screen: Screen) -> Outcome:
        """Send a screen beyond the free pace, for Stars."""
        return await self._of(chat_id).send_paid(chat_id, screen)

    async def balance(self) -> int | None:
        """Return how many messages the bot's Stars pay for."""
        return await self.messenger.balance()

    async def show(self, chat_id: int, message_id: int, screen: Screen) -> Outcome:
        """Show a screen in the place of an earlier one."""
        return await self.messenger.show(chat_id, message_id, screen)

    async def delete(self, chat_id: int, message_id: int) -> Outcome:
        """Delete a message."""
        return await self.messenger.delete(chat_id, message_id)

    def _of(self, chat_id: int) -> Messenger:
        return self.nowhere if self.forecast.refuses(chat_id) else self.messenger
