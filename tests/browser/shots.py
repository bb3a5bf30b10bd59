"""Take the pictures of distress for docs/screens: `python -m tests.browser.shots docs/screens`.

A teen in Nepali, a parent in Spanish, and a teen whose words come while the database is locked; then what
follows when they want help.
"""

import asyncio
import sys
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from playwright.async_api import async_playwright
from pydantic import SecretStr

from bot.domain.actions.consent import Agree
from bot.domain.actions.safeguarding import WantHelp
from bot.domain.consent import VERSION
from bot.run import Service
from bot.settings import Settings
from bot.simulator.person import Person
from bot.simulator.server import Simulator
from bot.tg.routes import CODEC
from tests.browser.test_page import CHROMIUM, QUIET
from tests.conftest import SECRET
from tests.flows.conftest import free_port
from tests.flows.looking import Ledger

TOKEN = "1:abcdefghijk"
PATIENCE = 60.0  # with the database locked, the bot tries for a while
PEOPLE = (
    ("आशा", "ne", "teen", "NP", "मलाई अब बाँच्नै मन छैन"),
    ("Rosa", "es", "parent", "PE", "mi hijo dice que se quiere morir"),
    ("Maya", "en", "teen", "KE", "I don't want to be alive any more"),
)


async def take(folder: Path) -> None:
    """Let three people write, and take a picture before and after."""
    with tempfile.TemporaryDirectory() as scratch:
        async with _running(Path(scratch)) as (sim, ledger):
            people = [await _settled(sim, *who[:4]) for who in PEOPLE]
            for person, (*_, words) in zip(people[:2], PEOPLE, strict=False):
                await person.sends(words)
            async with ledger.locked():
                await people[2].sends(PEOPLE[2][-1])
            await _picture(sim, people, folder / "distress.jpg")
            await people[2].sends(PEOPLE[2][-1])
            for person in people:
                await _wants_help(person)
            await _picture(sim, people, folder / "distress-steps.jpg")


@asynccontextmanager
async def _running(scratch: Path) -> AsyncIterator[tuple[Simulator, Ledger]]:
    sim = Simulator(token=TOKEN)
    await sim.start()
    public, private = free_port(), free_port()
    settings = Settings(
        bot_token=SecretStr(TOKEN),
        api_url=sim.url,
        database_url=f"sqlite:///{scratch}/shots.db",
        mode="webhook",
        listen=f"127.0.0.1:{public}",
        private_listen=f"127.0.0.1:{private}",
        public_url=f"http://127.0.0.1:{public}",
        webhook_secret=SecretStr("x" * 40),
        secret_key=SecretStr(SECRET),
        least_audience=1,
    )
    service = Service(settings, clock=sim.clock.now, pace=10**6)
    await service.start()
    try:
        yield sim, Ledger(settings)
    finally:
        await service.stop()
        await sim.stop()


async def _settled(sim: Simulator, name: str, locale: str, role: str, country: str) -> Person:
    """Let somebody arrive, by the codes of the buttons: their labels are in many languages."""
    person = sim.person(name=name, language_code=locale)
    person.patience = PATIENCE
    await person.sends("/start")
    for code in (
        f"as:{locale}",
        CODEC.encode(Agree(version=VERSION, with_adult=role == "teen")),
        f"ao:{role}",
        *(["ag:13-15"] if role == "teen" else []),
        f"an:{country}",
    ):
        await person.taps_data(code)
    await person.sends("/menu")
    return person


async def _wants_help(person: Person) -> None:
    codes = [button.data or "" for row in person.screen.buttons for button in row]
    wants = [code for code in codes if code.startswith(CODEC.encode(WantHelp()).split(":")[0] + ":")]
    assert wants, "the ear did not hear it"
    await person.taps_data(wants[0])


async def _picture(sim: Simulator, people: list[Person], file: Path) -> None:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        page = await browser.new_page(viewport={"width": 1180, "height": 1700}, reduced_motion="reduce")
        chats = ",".join(str(person.id) for person in people)
        await page.goto(f"{sim.url}/?panel=0&chats={chats}")
        for person in people:
            await page.get_by_test_id(f"chat-{person.id}").wait_for()
        await page.screenshot(path=file, type="jpeg", quality=82)
        await browser.close()


if __name__ == "__main__":
    asyncio.run(take(Path(sys.argv[1])))
