"""The transport, against a server that misbehaves: what left the machine is told from what did not."""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import aiohttp
import pytest
from aiohttp import web
from telegram import Bot
from telegram.error import (
    BadRequest,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.domain.delivery import NotSent, Uncertain
from bot.tg.outcomes import outcome_of
from bot.tg.request import AiohttpRequest, NotSentError
from tests.flows.conftest import free_port

TOKEN = "123456789:AAE-canary-of-a-token-0123456789abcd"
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


@asynccontextmanager
async def server(handler: Handler) -> AsyncIterator[str]:
    """Serve one handler; yield the bot's address, token and all."""
    application = web.Application()
    application.router.add_route("*", "/{path:.*}", handler)
    runner = web.AppRunner(application, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    host, port = runner.addresses[0][:2]
    yield f"http://{host}:{port}/bot{TOKEN}"
    await runner.cleanup()


@asynccontextmanager
async def requesting(*, read_timeout: float = 5) -> AsyncIterator[AiohttpRequest]:
    request = AiohttpRequest(connections=4, read_timeout=read_timeout)
    await request.initialize()
    yield request
    await request.shutdown()


async def failing(handler: Handler, *, read_timeout: float = 5) -> TelegramError:
    """Call once and return the error, in which the token must not stand."""
    async with server(handler) as root, requesting(read_timeout=read_timeout) as request:
        with pytest.raises(TelegramError) as raised:
            await request.call(f"{root}/sendMessage", {"chat_id": 1, "text": "Hi"})
    assert TOKEN not in str(raised.value) + repr(raised.value) + str(raised.value.__cause__)
    return raised.value


def answering(status: int, body: object) -> Handler:
    async def answer(_: web.Request) -> web.Response:
        return web.Response(status=status, text=json.dumps(body), content_type="application/json")

    return answer


def refusing(status: int, description: str, **parameters: int) -> Handler:
    body: dict[str, object] = {"ok": False, "error_code": status, "description": description}
    return answering(status, body | ({"parameters": parameters} if parameters else {}))


async def test_a_call_brings_its_fields_and_returns_the_bare_result() -> None:
    async def echo(request: web.Request) -> web.Response:
        return web.json_response({"ok": True, "result": {"path": request.path, **await request.json()}})

    async with server(echo) as root, requesting() as request:
        result = await request.call(f"{root}/sendMessage", {"chat_id": 7, "text": "नमस्ते"})
    assert result == {"path": f"/bot{TOKEN}/sendMessage", "chat_id": 7, "text": "नमस्ते"}


@pytest.mark.parametrize("body", ['{"ok":true,"result":{never read', '{"ok": true, "result": {}}'])
async def test_a_result_nobody_needs_is_left_unread(body: str) -> None:
    async def answer(_: web.Request) -> web.Response:
        return web.Response(text=body, content_type="application/json")

    async with server(answer) as root, requesting() as request:
        await request.tell(f"{root}/editMessageText", {"chat_id": 1})


@pytest.mark.parametrize("handler", [refusing(403, "Forbidden: blocked"), answering(200, "a login page")])
async def test_a_refusal_is_read_even_so(handler: Handler) -> None:
    async with server(handler) as root, requesting() as request:
        with pytest.raises(TelegramError):
            await request.tell(f"{root}/editMessageText", {"chat_id": 1})


async def test_a_file_is_sent_from_memory() -> None:
    async def read(request: web.Request) -> web.Response:
        form = await request.post()
        file = form["document"]
        assert isinstance(file, web.FileField)
        return web.json_response({"ok": True, "result": [file.filename, file.file.read().decode()]})

    form = aiohttp.FormData()
    form.add_field("document", b"{}", filename="all.json", content_type="application/json")
    async with server(read) as root, requesting() as request:
        assert await request.upload(f"{root}/sendDocument", form) == ["all.json", "{}"]


async def test_ptb_itself_speaks_through_it() -> None:
    me = {"id": 1, "is_bot": True, "first_name": "Bot", "username": "foursteps_bot"}
    async with server(answering(200, {"ok": True, "result": me})) as root:
        base = root.removesuffix(TOKEN)
        request, polling = AiohttpRequest(connections=1), AiohttpRequest(connections=1)
        async with Bot(TOKEN, base_url=base, request=request, get_updates_request=polling) as bot:
            assert bot.username == "foursteps_bot"


async def test_without_a_connection_nothing_was_sent() -> None:
    async with requesting() as request:
        with pytest.raises(NotSentError) as raised:
            await request.call(f"http://127.0.0.1:{free_port()}/bot{TOKEN}/sendMessage", {})
    assert outcome_of(raised.value) == NotSent()
    assert TOKEN not in str(raised.value)


async def test_an_unknown_name_means_nothing_was_sent() -> None:
    async with requesting() as request:
        with pytest.raises(NotSentError):
            await request.call(f"http://nowhere.invalid/bot{TOKEN}/sendMessage", {})


async def test_no_answer_in_time_leaves_it_uncertain() -> None:
    gate = asyncio.Event()

    async def stall(_: web.Request) -> web.Response:
        await gate.wait()
        return web.Response()

    error = await failing(stall, read_timeout=0.05)
    gate.set()
    assert isinstance(error, TimedOut)
    assert outcome_of(error) == Uncertain()


async def test_a_connection_cut_after_the_body_leaves_it_uncertain() -> None:
    async def cut(request: web.Request) -> web.Response:
        await request.read()
        assert request.transport is not None
        request.transport.abort()
        return web.Response()

    assert outcome_of(await failing(cut)) == Uncertain()


async def test_a_connection_cut_within_the_answer_leaves_it_uncertain() -> None:
    async def half(request: web.Request) -> web.StreamResponse:
        answer = web.StreamResponse(headers={"Content-Length": "100"})
        await answer.prepare(request)
        await answer.write(b'{"ok": tr')
        assert request.transport is not None
        request.transport.abort()
        return answer

    assert outcome_of(await failing(half)) == Uncertain()


@pytest.mark.parametrize("body", [None, [], "done", {}, {"ok": True}, {"ok": False, "description": "no"}])
async def test_an_answer_that_is_none_leaves_it_uncertain(body: object) -> None:
    error = await failing(answering(200, body))
    assert outcome_of(error) == Uncertain()


async def test_a_page_instead_of_an_answer_leaves_it_uncertain() -> None:
    async def page(_: web.Request) -> web.Response:
        return web.Response(text="<html>Please log in to the Wi-Fi</html>", content_type="text/html")

    assert outcome_of(await failing(page)) == Uncertain()


@pytest.mark.parametrize(
    ("status", "kind"),
    [(400, BadRequest), (403, Forbidden), (404, InvalidToken), (500, NetworkError), (502, NetworkError)],
)
async def test_a_proxy_page_that_quotes_the_address_is_not_quoted(status: int, kind: type) -> None:
    async def page(request: web.Request) -> web.Response:
        return web.Response(status=status, text=f"<p>{request.path} was not found</p>")

    assert type(await failing(page)) is kind


@pytest.mark.parametrize("body", [None, [1], "oops"])
async def test_an_error_page_of_json_is_an_error_too(body: object) -> None:
    assert type(await failing(answering(502, body))) is NetworkError


async def test_telegrams_own_errors_keep_their_words() -> None:
    error = await failing(refusing(403, "Forbidden: bot was blocked by the user"))
    assert isinstance(error, Forbidden)
    assert "blocked" in error.message


async def test_telegram_tells_how_long_to_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "true")
    error = await failing(refusing(429, "Too Many Requests: retry after 7", retry_after=7))
    assert isinstance(error, RetryAfter)


async def test_a_second_start_keeps_the_connections_and_a_stop_closes_them() -> None:
    async with server(answering(200, {"ok": True, "result": True})) as root, requesting() as request:
        await request.initialize()
        assert await request.call(f"{root}/x", {}) is True
        await request.shutdown()
        await request.initialize()
        assert await request.call(f"{root}/x", {}) is True


async def test_before_its_start_it_says_so() -> None:
    with pytest.raises(NetworkError, match="not initialized"):
        await AiohttpRequest(connections=1).call("http://127.0.0.1/x", {})


async def test_half_a_sign_in_an_answer_does_no_harm() -> None:
    async def handler(_: web.Request) -> web.StreamResponse:
        return web.Response(body=b'{"ok":true,"result":{"text":"\\ud83d"}}', content_type="application/json")

    async with server(handler) as root, requesting() as request:
        assert await request.call(f"{root}/sendMessage", {"chat_id": 1}) == {"text": "\ud83d"}
