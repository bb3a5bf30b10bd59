"""A bot of thirty lines: it offers a button, counts presses by editing, and echoes."""

import json
from typing import Any

import aiohttp
from aiohttp import web

from bot.tasks import Tasks

TOKEN = "42:TOY"
SECRET = "s3cret_token"


class BotApi:
    def __init__(self, session: aiohttp.ClientSession, url: str) -> None:
        self._session = session
        self.root = f"{url}/bot{TOKEN}"

    async def __call__(self, method: str, **params: Any) -> Any:
        async with self._session.post(f"{self.root}/{method}", json=params) as response:
            answer = json.loads(await response.read())
            assert answer["ok"] is (response.status == 200)
            assert answer["ok"] or answer["error_code"] == response.status
            return answer["result"] if answer["ok"] else answer["description"]


class ToyBot:
    def __init__(self, api: BotApi) -> None:
        self.api = api
        self.seen: list[int] = []
        self.headers: list[str | None] = []
        self.statuses: list[int] = []
        self.reply: dict[str, Any] | None = None
        self._tasks = Tasks()
        self._runner: web.AppRunner | None = None

    async def handle(self, update: dict[str, Any]) -> dict[str, Any] | None:
        self.seen.append(update["update_id"])
        if query := update.get("callback_query"):
            place = {"chat_id": query["message"]["chat"]["id"], "message_id": query["message"]["message_id"]}
            markup = {"inline_keyboard": [[{"text": "Again", "callback_data": "again"}]]}
            await self.api(
                "editMessageText",
                **place,
                text=f"Pressed {query['data']} {len(self.seen)}",
                reply_markup=markup,
            )
            return {"method": "answerCallbackQuery", "callback_query_id": query["id"], "text": "Noted"}
        if message := update.get("message"):
            markup = {"inline_keyboard": [[{"text": "Press me", "callback_data": "press"}]]}
            text = message.get("text", "Thank you")
            await self.api(
                "sendMessage", chat_id=message["chat"]["id"], text=f"Heard {text}", reply_markup=markup
            )
        return self.reply

    async def start(self, mode: str) -> None:
        if mode == "polling":
            self._tasks.start(self._poll(), name="toy polls")
            return
        app = web.Application()
        app.router.add_post("/hook", self._hook)
        self._runner = web.AppRunner(app, shutdown_timeout=0.1)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        port = self._runner.addresses[0][1]
        assert await self.api("setWebhook", url=f"http://127.0.0.1:{port}/hook", secret_token=SECRET) is True

    async def stop(self) -> None:
        await self._tasks.drain(timeout=0)
        if self._runner is not None:
            await self.api("deleteWebhook")
            await self._runner.cleanup()

    async def _poll(self) -> None:
        offset = 0
        while True:
            for update in await self.api("getUpdates", offset=offset, timeout=30):
                reply = await self.handle(update)
                if reply:
                    await self.api(reply.pop("method"), **reply)
                offset = max(offset, update["update_id"] + 1)

    async def _hook(self, request: web.Request) -> web.Response:
        self.headers.append(request.headers.get("X-Telegram-Bot-Api-Secret-Token"))
        if self.statuses and (status := self.statuses.pop(0)) != 200:
            return web.Response(status=status)
        return web.json_response(await self.handle(await request.json()) or {})
