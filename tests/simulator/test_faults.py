"""What goes wrong between a bot and Telegram goes wrong here on request."""

import asyncio

import aiohttp
import pytest

from bot.simulator.faults import (
    Fault,
    Forbid,
    Migrate,
    Reject,
    ResetAfterApply,
    ResetAfterBody,
    ServerError,
    Slow,
    StallAfter,
    StallBefore,
    Throttle,
)
from bot.simulator.person import Person
from bot.simulator.server import Simulator
from tests.simulator.toy import BotApi


@pytest.fixture
def asha(simulator: Simulator) -> Person:
    asha = simulator.person(name="Asha")
    asha.starts_sending("/start")
    return asha


async def test_429_says_when_to_come_back(
    asha: Person, simulator: Simulator, session: aiohttp.ClientSession, api: BotApi
) -> None:
    simulator.faults.add(Fault(kind=Throttle(retry_after=7), method="sendMessage"))
    message = {"chat_id": asha.id, "text": "Hello"}
    async with session.post(f"{api.root}/sendMessage", json=message) as response:
        assert response.status == 429
        assert (await response.json())["parameters"] == {"retry_after": 7}
    assert (await api("sendMessage", **message))["text"] == "Hello"
    assert simulator.refusals == []
    assert [call.error for call in simulator.calls] == ["Too Many Requests: retry after 7", None]


async def test_faults_hit_the_calls_they_are_meant_for(
    asha: Person, simulator: Simulator, api: BotApi
) -> None:
    omar = simulator.person(name="Omar")
    omar.starts_sending("/start")
    simulator.faults.add(Fault(kind=Forbid(), chat_id=omar.id, count=2), Fault(kind=Reject(description="no")))
    assert await api("getMe") == "Bad Request: no"
    assert (await api("sendMessage", chat_id=asha.id, text="Hello"))["text"] == "Hello"
    for _ in range(2):
        refused = await api("sendMessage", chat_id=omar.id, text="Hello")
        assert refused == "Forbidden: bot was blocked by the user"
    assert (await api("sendMessage", chat_id=omar.id, text="Hello"))["text"] == "Hello"


async def test_a_chat_that_moved_says_where_to_and_is_found_there(
    asha: Person, simulator: Simulator, session: aiohttp.ClientSession, api: BotApi
) -> None:
    simulator.faults.add(Fault(kind=Migrate(), method="sendMessage"))
    for _ in range(2):
        message = {"chat_id": asha.id, "text": "Hello"}
        async with session.post(f"{api.root}/sendMessage", json=message) as response:
            assert response.status == 400
            new_id = (await response.json())["parameters"]["migrate_to_chat_id"]
    assert (await api("sendMessage", chat_id=new_id, text="Hello"))["chat"]["id"] == new_id
    assert simulator.world.first_id(new_id) == asha.id
    assert simulator.refusals == []


async def test_a_proxy_answers_with_its_own_page(
    simulator: Simulator, session: aiohttp.ClientSession, api: BotApi
) -> None:
    simulator.faults.add(Fault(kind=ServerError(status=503)))
    async with session.get(f"{api.root}/getMe") as response:
        assert (response.status, response.content_type) == (503, "text/html")


@pytest.mark.parametrize(("kind", "delivered"), [(ResetAfterBody(), 0), (ResetAfterApply(), 1)])
async def test_the_connection_breaks(
    asha: Person, simulator: Simulator, api: BotApi, kind: ResetAfterBody | ResetAfterApply, delivered: int
) -> None:
    simulator.faults.add(Fault(kind=kind))
    with pytest.raises(aiohttp.ClientError):
        await api("sendMessage", chat_id=asha.id, text="Hello")
    assert len(asha.messages) == 1 + delivered


@pytest.mark.parametrize(("kind", "delivered"), [(StallBefore(), 0), (StallAfter(), 1)])
async def test_an_answer_hangs_until_it_is_let_go(
    asha: Person, simulator: Simulator, api: BotApi, kind: StallBefore | StallAfter, delivered: int
) -> None:
    simulator.faults.add(Fault(kind=kind))
    sending = asyncio.gather(api("sendMessage", chat_id=asha.id, text="Hello"))
    await simulator.faults.stalled.wait()
    assert len(asha.messages) == 1 + delivered
    assert not sending.done()
    simulator.faults.release()
    assert (await sending)[0]["text"] == "Hello"
    assert len(asha.messages) == 2


async def test_an_answer_can_be_slow(asha: Person, simulator: Simulator, api: BotApi) -> None:
    simulator.faults.add(Fault(kind=Slow(seconds=0.01)))
    assert (await api("sendMessage", chat_id=asha.id, text="Hello"))["text"] == "Hello"
    simulator.faults.clear()
    assert simulator.faults.left == []
