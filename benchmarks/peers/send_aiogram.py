"""Peer: a plain broadcast loop with aiogram on uvloop; nothing is stored."""
# aiogram lives in the peers' own environment, so the project's type checker does not see it.
# mypy: disable-error-code="import-not-found,misc,no-any-unimported"

import asyncio
import sys

import uvloop
from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer

TEXT = "School starts on Monday. The first lesson is about looking calmly at what goes round."
IN_FLIGHT = 32


async def main(api: str, token: str, people: str) -> None:
    """Send to chats 1, 2, 3 and so on."""
    async with Bot(token, session=AiohttpSession(api=TelegramAPIServer.from_base(api))) as bot:
        chats = iter(range(1, int(people) + 1))

        async def worker() -> None:
            for chat_id in chats:
                await bot.send_message(chat_id, TEXT)

        await asyncio.gather(*(worker() for _ in range(IN_FLIGHT)))
        await asyncio.Event().wait()  # until the bench has read the clock and ends us


uvloop.run(main(*sys.argv[1:]))
