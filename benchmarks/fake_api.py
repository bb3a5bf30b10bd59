"""A Bot API that believes everything: answers at once, or after a set latency, and costs next to nothing."""

import asyncio
import json
import time
from collections import Counter
from collections.abc import Callable
from itertools import count
from typing import Any, cast

from benchmarks import calls
from benchmarks.calls import Call
from benchmarks.wire import Wire

BOT = {"id": 110201543, "is_bot": True, "first_name": "Bench", "username": "bench_bot"}
_ME = {
    **BOT,
    "can_join_groups": False,
    "can_read_all_group_messages": False,
    "supports_inline_queries": False,
}
_LONG_POLL = 1.0

_FIXED: dict[str, Any] = {
    "getMe": _ME,
    "getUpdates": [],
    "getMyCommands": [],
    "getMyName": {"name": "Bench"},
    "getMyDescription": {"description": ""},
    "getMyShortDescription": {"short_description": ""},
    "getChatMenuButton": {"type": "commands"},
}


def wall_clock() -> int:
    """Return now in Unix seconds, as Telegram dates its messages."""
    return time.time_ns() // 1_000_000_000


class FakeApi:
    """The state of one fake Bot API server and where its calls are told."""

    def __init__(self, *, latency: float = 0.0) -> None:
        self.latency = latency
        self.webhook: dict[str, Any] = {}
        self.webhook_set = asyncio.Event()
        self.counts: Counter[str] = Counter()
        self.per_chat: Counter[int] = Counter()
        self.listener: Callable[[Call, int], None] = lambda _call, _message_id: None
        self.update_ids = count(700_000_001)
        self._message_ids = count(1000)
        self._server: asyncio.Server | None = None

    async def open(self) -> str:
        """Start to listen; return the address to give to the bot."""
        loop = asyncio.get_running_loop()
        self._server = await loop.create_server(lambda: _Connection(self), "127.0.0.1", 0)
        return f"http://127.0.0.1:{self._server.sockets[0].getsockname()[1]}"

    def close(self) -> None:
        """Stop listening."""
        if self._server is not None:
            self._server.close()

    def answer(self, call: Call) -> bytes:
        """Return the JSON that answers a call, after telling the listener about it."""
        self.counts[call.method] += 1
        if call.shows_a_screen:
            return self._show(call)
        if call.method in _FIXED:
            return _ok(_FIXED[call.method])
        match call.method:
            case "setWebhook":
                self.webhook = call.fields
                self.webhook_set.set()
            case "getWebhookInfo":
                return _ok(self._webhook_info())
            case _:
                pass
        return b'{"ok":true,"result":true}'

    def take(self, call: Call) -> int:
        """Take a call that shows a screen; return the id of the message that now carries it."""
        message_id = call.message_id or next(self._message_ids)
        self.per_chat[call.chat_id] += 1
        self.listener(call, message_id)
        return message_id

    def _show(self, call: Call) -> bytes:
        message: dict[str, Any] = {
            "message_id": self.take(call),
            "from": BOT,
            "chat": {"id": call.chat_id, "first_name": "Person", "type": "private"},
            "date": wall_clock(),
            "text": call.text,
        }
        markup = call.markup()
        if "inline_keyboard" in markup:
            message["reply_markup"] = markup
        if call.message_id:
            message["edit_date"] = message["date"]
        return _ok(message)

    def _webhook_info(self) -> dict[str, Any]:
        url = self.webhook.get("url", "")
        return {"url": url, "has_custom_certificate": False, "pending_update_count": 0}


def _ok(result: Any) -> bytes:
    return b'{"ok":true,"result":' + json.dumps(result, ensure_ascii=False).encode() + b"}"


class _Connection(asyncio.Protocol):
    def __init__(self, api: FakeApi) -> None:
        self._api = api
        self._wire = Wire()
        self._transport: asyncio.WriteTransport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.WriteTransport", transport)  # uvloop's own class is not registered

    def data_received(self, data: bytes) -> None:
        for head, body in self._wire.feed(data):
            target = head.split(b" ", 2)[1].partition(b"?")[0]
            method = target.rpartition(b"/")[2].decode()
            self._write(method, self._api.answer(calls.read(method, head, body)))

    def _write(self, method: str, answer: bytes) -> None:
        assert self._transport is not None
        head = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n" % len(
            answer
        )
        wait = _LONG_POLL if method == "getUpdates" else self._api.latency
        if wait:
            asyncio.get_running_loop().call_later(wait, self._transport.write, head + answer)
        else:
            self._transport.write(head + answer)
