"""A person at the demo's page: first contact, a lesson, a quiz, the challenge check; taps and keys."""

import shutil
from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Locator, Page, async_playwright, expect

from bot.simulator.person import Person
from bot.simulator.server import Simulator
from tests.flows.conftest import service, settings, sim

__all__ = ["service", "settings", "sim"]  # the fixtures of the flows

CHROMIUM = shutil.which("chromium")
pytestmark = [
    pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed: apt-get install chromium"),
    pytest.mark.usefixtures("service"),
]
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture
def mode() -> str:
    return "webhook"


@pytest.fixture
async def page() -> AsyncIterator[Page]:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        page = await browser.new_page(viewport={"width": 1360, "height": 860}, reduced_motion="reduce")
        problems: list[str] = []
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.on("console", lambda line: problems.append(line.text) if line.type == "error" else None)
        yield page
        await browser.close()
        assert problems == []


class Phone:
    """Somebody's phone on the page."""

    def __init__(self, page: Page, sim: Simulator, person: Person) -> None:
        self._page = page
        self._sim = sim
        self._person = person
        self._chat: Locator = page.get_by_test_id(f"chat-{person.id}")

    async def opens(self) -> None:
        await self._page.goto(f"{self._sim.url}/?chats={self._person.id}")
        await expect(self._chat).to_be_visible()

    async def types(self, text: str) -> None:
        await self._page.get_by_test_id(f"input-{self._person.id}").fill(text)
        await self._page.keyboard.press("Enter")
        await self._sim.idle()

    async def taps(self, label: str) -> None:
        await self._chat.get_by_role("button", name=label, exact=False).last.click()
        await self._sim.idle()

    async def moves_the_clock(self, by: str) -> None:
        await self._page.get_by_text(by, exact=True).click()

    async def reads(self, text: str) -> None:
        await expect(self._chat).to_contain_text(text)


async def test_from_first_contact_to_the_challenge_check(page: Page, sim: Simulator) -> None:
    asha = sim.person(name="Asha", language_code="en", country="NP", role="teen")
    phone = Phone(page, sim, asha)
    await phone.opens()
    await phone.taps("START")
    first_contact = ("English", "I agree", "I am a teen", "13 to 15", "Nepal", "An adult has read it")
    for label in (*first_contact, "Start the first lesson"):
        await phone.taps(label)
    await phone.reads("What is a challenge?")
    for label in ("Next", "Next", "Next", "Next", "A few quick questions", "1", "Next question", "2"):
        await phone.taps(label)
    await phone.taps("Finish the lesson")
    await phone.reads("You have finished")
    await phone.types("/quiz")
    await phone.reads("Question 1 of 2")
    for label in ("3", "Next question", "1", "See how it went"):
        await phone.taps(label)
    await phone.reads("That was the last question.")
    await phone.types("/challenge")
    await phone.taps("I saw a challenge or a dare")
    await phone.moves_the_clock("+10 min")
    for label in ("I took a breath", "Curious", "Yes", "I do not know", "Yes", "What to do now"):
        await phone.taps(label)
    await phone.reads("Do this now")
    assert asha.unanswered_queries == []


async def test_a_sentence_for_a_friend_is_put_on_the_clipboard(page: Page, sim: Simulator) -> None:
    await page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    asha = sim.person(name="Asha", language_code="en", country="NP", role="teen")
    phone = Phone(page, sim, asha)
    await phone.opens()
    await phone.types("/friend")
    await phone.taps("Bullied online")
    await phone.taps("Copy sentence 1")
    await expect(page.get_by_text("Copied", exact=True)).to_be_visible()
    assert await page.evaluate("navigator.clipboard.readText()") in asha.screen.text


async def test_the_page_is_used_with_the_keyboard_alone(page: Page, sim: Simulator) -> None:
    ramesh = sim.person(name="Ramesh", language_code="en", country="NP", role="parent")
    phone = Phone(page, sim, ramesh)
    await phone.opens()
    start = page.get_by_test_id(f"chat-{ramesh.id}").get_by_role("button", name="START")
    await start.focus()
    await page.keyboard.press("Enter")
    await phone.reads("Which language do you like to read?")
    for _ in range(40):
        await page.keyboard.press("Tab")
        if "English" in await page.evaluate("document.activeElement.textContent"):
            break
    await page.keyboard.press("Enter")
    await phone.reads("What I remember, and what I do not")


async def test_arabic_is_laid_out_from_the_right(page: Page, sim: Simulator) -> None:
    omar = sim.person(name="Omar", language_code="ar", country="JO", role="teacher")
    phone = Phone(page, sim, omar)
    await phone.opens()
    await phone.types("/menu")
    bubble = page.get_by_test_id(f"chat-{omar.id}").locator("[dir]").last
    assert await bubble.evaluate("node => getComputedStyle(node).direction") == "rtl"
