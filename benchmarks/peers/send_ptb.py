"""Peer: a plain broadcast loop with python-telegram-bot, every setting at its default; nothing is stored."""

import asyncio
import sys

from telegram import Bot

TEXT = "School starts on Monday. The first lesson is about looking calmly at what goes round."
IN_FLIGHT = 32


async def main(api: str, token: str, people: str) -> None:
    """Send to chats 1, 2, 3 and so on."""
    async with Bot(token, base_url=f"{api}/bot") as bot:
        chats = iter(range(1, int(people) + 1))

        async def worker() -> None:
            for chat_id in chats:
                await bot.send_message(chat_id, TEXT)

        await asyncio.gather(*(worker() for _ in range(IN_FLIGHT)))
        await asyncio.Event().wait()  # until the bench has read the clock and ends us


asyncio.run(main(*sys.argv[1:]))
