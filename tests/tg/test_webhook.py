"""What may come in, and what Telegram is told about it."""

import asyncio
import io
import json
from collections.abc import AsyncIterator

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer
from multidict import CIMultiDict
from telegram import Bot

from bot.domain.errors import StorageError
from bot.metrics import REGISTRY
from bot.tg.dispatcher import UpdateFailedError
from bot.tg.incoming import Received
from bot.tg.messenger import Call
from bot.tg.replies import ReplyLostError
from bot.tg.request import AiohttpRequest
from bot.tg.webhook import PATH, Webhook

SECRET = "a-secret-that-only-Telegram-knows"
HEADER = "X-Telegram-Bot-Api-Secret-Token"
KNOWN = {HEADER: SECRET}
UPDATE = {
    "update_id": 7,
    "message": {
        "message_id": 1,
        "date": 1_800_000_000,
        "chat": {"id": 5, "type": "private"},
        "from": {"id": 5, "is_bot": False, "first_name": "A"},
        "text": "Hi",
    },
}

Client = TestClient[web.Request, web.Application]


class Desk:
    """Note what was let in; answer it as told."""

    def __init__(self) -> None:
        self.taken: list[int] = []
        self.answer: Call | None = None
        self.failure: Exception | None = None

    async def handle(self, update: Received) -> Call | None:
        self.taken.append(update.update_id)
        if self.failure is not None:
            raise self.failure
        return self.answer


@pytest.fixture
def desk() -> Desk:
    return Desk()


@pytest.fixture
async def client(desk: Desk) -> AsyncIterator[Client]:
    request = AiohttpRequest(connections=1)
    bot = Bot("1:a-token-for-tests", request=request, get_updates_request=request)
    webhook = Webhook(desk.handle, bot, secret=SECRET)
    async with TestClient(TestServer(webhook.application())) as client:
        yield client


def refused(reason: str) -> float:
    return REGISTRY.get_sample_value("foursteps_webhook_refused_total", {"reason": reason}) or 0.0


async def test_an_update_is_taken_and_acknowledged(client: Client, desk: Desk) -> None:
    answer = await client.post(PATH, json=UPDATE, headers=KNOWN)
    assert (answer.status, await answer.text()) == (200, "")
    assert desk.taken == [7]


@pytest.mark.parametrize(
    "headers",
    [
        [],
        [(HEADER, "")],
        [(HEADER, "wrong")],
        [(HEADER, SECRET[:-1])],
        [(HEADER, SECRET + "x")],
        [(HEADER, SECRET.upper())],
        [(HEADER, "gehéim")],
        [(HEADER, SECRET), (HEADER, SECRET)],
        [(HEADER, "wrong"), (HEADER, SECRET)],
        [("Authorization", SECRET)],
    ],
    ids=["missing", "empty", "wrong", "short", "long", "case", "not ascii", "twice", "two", "elsewhere"],
)
async def test_without_the_secret_nothing_is_let_in(
    client: Client, desk: Desk, headers: list[tuple[str, str]]
) -> None:
    before = refused("secret")
    answer = await client.post(PATH, json=UPDATE, headers=CIMultiDict(headers))
    assert (answer.status, await answer.text()) == (401, "")
    assert desk.taken == []
    assert refused("secret") == before + 1


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"no json",
        b"null",
        b"[]",
        b"7",
        b'"text"',
        b"{}",
        b'{"update_id": "seven"}',
        b'{"update_id": 99999999999999999999}',
        b'{"update_id": -1}',
        b'{"update_id": 7, "message": 1}',
        b'{"update_id": 7, "message": {"message_id": 1, "date": 1e30, "chat": {"id": 5, "type": "private"}}}',
        b"\xff\xfe",
        b"[" * 100_000,
        b'{"a":' * 100_000 + b"1" + b"}" * 100_000,
        b'{"update_id": ' + b"9" * 100_000 + b"}",
        b'{"update_id": 1e400}',
        b'{"update_id": NaN}',
        b'{"update_id": 7, "update_id": null}',
        b'{"update_id": true}',
        b'{"update_id": 7, "message": {"text": "\\ud800"}}',
        b'{"update_id": 7}{"update_id": 8}',
    ],
)
async def test_what_can_never_be_read_is_let_go(client: Client, desk: Desk, body: bytes) -> None:
    before = refused("unreadable")
    answer = await client.post(PATH, data=body, headers=KNOWN | {"Content-Type": "application/json"})
    assert answer.status == 200
    assert desk.taken == []
    assert refused("unreadable") == before + 1


@pytest.mark.parametrize(
    "kind", ["application/x-www-form-urlencoded", "text/plain", "application/jsonx", "multipart/form-data"]
)
async def test_only_json_is_read(client: Client, desk: Desk, kind: str) -> None:
    body = json.dumps(UPDATE).encode()
    answer = await client.post(PATH, data=body, headers=KNOWN | {"Content-Type": kind})
    assert answer.status == 200
    assert desk.taken == []


async def test_of_two_values_for_one_key_the_later_counts(client: Client, desk: Desk) -> None:
    body = b'{"update_id": 7, "update_id": 9}'
    await client.post(PATH, data=body, headers=KNOWN | {"Content-Type": "application/json"})
    assert desk.taken == [9]


async def test_the_secret_is_compared_in_constant_time_and_as_bytes(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    compared: list[tuple[bytes, bytes]] = []

    def compare(given: bytes, known: bytes) -> bool:
        compared.append((given, known))
        return False

    monkeypatch.setattr("bot.tg.webhook.hmac.compare_digest", compare)
    answer = await client.post(PATH, json=UPDATE, headers=KNOWN)
    assert answer.status == 401, "the comparison alone decides"
    assert compared == [(SECRET.encode(), SECRET.encode())]


async def test_a_refused_body_is_not_even_read(client: Client, desk: Desk) -> None:
    async def endless() -> AsyncIterator[bytes]:
        yield b"{"
        await asyncio.Event().wait()

    headers = {"Content-Type": "application/json", HEADER: "wrong"}
    async with asyncio.timeout(5):
        answer = await client.post(PATH, data=endless(), headers=headers)
        assert answer.status == 401
    assert desk.taken == []


async def test_too_large_a_body_is_not_read_to_its_end(client: Client, desk: Desk) -> None:
    body = json.dumps(UPDATE | {"padding": "x" * (1 << 20)}).encode()
    headers = KNOWN | {"Content-Type": "application/json"}
    answer = await client.post(PATH, data=io.BytesIO(body), headers=headers)
    assert answer.status == 200
    assert desk.taken == []


async def test_kinds_of_updates_unknown_to_us_are_taken(client: Client, desk: Desk) -> None:
    update = {"update_id": 8, "kind_of_next_year": {"some": ["thing"]}}
    answer = await client.post(PATH, json=update, headers=KNOWN)
    assert answer.status == 200
    assert desk.taken == [8]


@pytest.mark.parametrize(
    ("failure", "status"), [(StorageError(), 503), (UpdateFailedError(), 500), (ReplyLostError(), 500)]
)
async def test_what_is_not_done_is_not_acknowledged(
    client: Client, desk: Desk, failure: Exception, status: int
) -> None:
    desk.failure = failure
    answer = await client.post(PATH, json=UPDATE, headers=KNOWN)
    assert (answer.status, await answer.text()) == (status, "")


async def test_a_call_travels_in_the_answer(client: Client, desk: Desk) -> None:
    desk.answer = Call(method="answerCallbackQuery", fields={"callback_query_id": "1", "text": "सही!"})
    answer = await client.post(PATH, json=UPDATE, headers=KNOWN)
    assert await answer.json() == {
        "method": "answerCallbackQuery",
        "callback_query_id": "1",
        "text": "सही!",
    }


@pytest.mark.parametrize("path", ["/", "/healthz", "/readyz", "/metrics", "/telegram", PATH + "/"])
async def test_there_is_nothing_else_to_find(client: Client, path: str) -> None:
    assert (await client.get(path)).status == 404
    assert (await client.post(path, json=UPDATE, headers=KNOWN)).status == 404


async def test_it_is_posted_to_and_nothing_else(client: Client) -> None:
    assert (await client.get(PATH, headers=KNOWN)).status == 405
