"""What the web page sees and does."""

import json
from typing import Any

import aiohttp
import pytest

from bot.simulator.server import Simulator
from tests.simulator.toy import BotApi


@pytest.fixture
def page(simulator: Simulator, session: aiohttp.ClientSession) -> "Page":
    return Page(session, simulator.url)


class Page:
    def __init__(self, session: aiohttp.ClientSession, url: str) -> None:
        self.session = session
        self.url = url

    async def get(self, path: str) -> Any:
        async with self.session.get(self.url + path) as response:
            return await response.json()

    async def post(self, path: str, **said: Any) -> Any:
        async with self.session.post(self.url + path, json=said) as response:
            return await response.json()

    async def next_event(self, stream: aiohttp.ClientResponse) -> dict[str, Any]:
        while not (line := await stream.content.readline()).startswith(b"data: "):
            assert line
        event: dict[str, Any] = json.loads(line.removeprefix(b"data: "))
        return event


@pytest.mark.usefixtures("bot")
async def test_somebody_new_writes_and_taps(page: Page, simulator: Simulator) -> None:
    made = await page.post("/sim/people", name="Lucía", language_code="es", country="CO", role="parent")
    place = f"/sim/people/{made['id']}"
    await page.post(f"{place}/send", text="/start")
    await simulator.idle()
    state = await page.get("/sim/state")
    assert state["people"] == [{**made, "unread": 1}]
    asked, answered = await page.get(f"{place}/messages")
    assert (asked["from"], asked["html"], asked["keyboard"]) == ("person", "/start", None)
    assert answered["buttons"] == [[{"text": "Press me", "data": "press"}]]
    tapped = await page.post(f"{place}/tap", message_id=answered["message_id"], data="press")
    assert tapped == {"toast": "Noted"}
    assert (await page.get(f"{place}/messages"))[-1]["edited"] is True
    state = await page.get("/sim/state")
    assert state["people"][0]["unread"] == 0
    assert state["refusals"] == []
    assert {call["method"] for call in state["calls"]} >= {"sendMessage", "editMessageText"}


async def test_the_page_hears_what_happens(page: Page, simulator: Simulator, api: BotApi) -> None:
    asha = simulator.person(name="Asha")
    async with page.session.get(f"{page.url}/sim/events") as stream:
        assert stream.content_type == "text/event-stream"
        asha.starts_sending("hello")
        heard = await page.next_event(stream)
        assert (heard["type"], heard["person_id"], heard["message"]["text"]) == ("message", asha.id, "hello")
        await api("sendMessage", chat_id=asha.id, text="")
        assert [(await page.next_event(stream))["type"] for _ in range(2)] == ["call", "refusal"]
        await page.post("/sim/clock", advance=60)
        assert (await page.next_event(stream))["offset"] == 60
        await simulator.stop()
        assert (await stream.content.read()).strip() == b""


async def test_a_file_is_sent_and_shown_safely(page: Page, simulator: Simulator) -> None:
    asha = simulator.person(name="Asha")
    form = aiohttp.FormData({"kind": "document", "caption": "for you"})
    form.add_field("file", b"<script>", filename="a.html", content_type="text/html")
    async with page.session.post(f"{page.url}/sim/people/{asha.id}/file", data=form) as response:
        assert response.status == 200
    (message,) = await page.get(f"/sim/people/{asha.id}/messages")
    assert (message["text"], message["document"]["name"], message["document"]["size"]) == (
        "for you",
        "a.html",
        8,
    )
    async with page.session.get(page.url + message["document"]["url"]) as response:
        assert await response.read() == b"<script>"
        assert response.headers["Content-Disposition"] == "attachment"
        assert response.headers["Content-Security-Policy"] == "sandbox"


async def test_the_bot_can_be_blocked_from_the_page(page: Page, simulator: Simulator, api: BotApi) -> None:
    asha = simulator.person(name="Asha")
    assert (await page.post(f"/sim/people/{asha.id}/block", blocked=True))["blocked"] is True
    assert "error" in await page.post(f"/sim/people/{asha.id}/send", text="hello")
    (update,) = await api("getUpdates")
    assert update["my_chat_member"]["new_chat_member"]["status"] == "kicked"


async def test_faults_are_planned_from_the_page(page: Page, simulator: Simulator, api: BotApi) -> None:
    await page.post("/sim/faults", kind="throttle", retry_after=2, method="getMe")
    assert await api("getMe") == "Too Many Requests: retry after 2"
    assert "kinds of faults" in (await page.post("/sim/faults", kind="earthquake"))["error"]
    await page.post("/sim/faults", kind="slow")
    async with page.session.delete(f"{page.url}/sim/faults"):
        assert simulator.faults.left == []


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/sim/people/99/send", {"text": "hello"}),
        ("/sim/people/7/send", {"text": " "}),
        ("/sim/people/7/tap", {"message_id": "one", "data": "a"}),
        ("/sim/clock", {"advance": -5}),
        ("/sim/clock", {}),
    ],
)
async def test_nonsense_from_the_page_is_told(page: Page, simulator: Simulator, path: str, said: Any) -> None:
    simulator.person(name="Asha", id=7)
    assert "error" in await page.post(path, **said)


@pytest.mark.parametrize(
    "headers",
    [{"Host": "evil.example"}, {"Host": "[::1"}, {"Origin": "https://evil.example"}, {"Origin": "null"}],
)
async def test_other_pages_are_turned_away(page: Page, headers: dict[str, str]) -> None:
    async with page.session.post(f"{page.url}/sim/clock", json={"advance": 5}, headers=headers) as response:
        assert response.status == 403
    own = {"Origin": page.url}
    async with page.session.post(f"{page.url}/sim/clock", json={"advance": 5}, headers=own) as response:
        assert response.status == 200


async def test_the_page_itself_is_served(page: Page) -> None:
    async with page.session.get(f"{page.url}/") as response:
        assert response.status == 200
        assert response.content_type == "text/html"
