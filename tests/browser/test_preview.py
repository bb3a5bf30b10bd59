"""An author at the preview: from the page to a lesson, in another language; nothing is blocked or missing."""

from playwright.async_api import Page, expect

from bot.content.catalog import load_catalog
from bot.folders import shared_folder
from bot.i18n.locales import load_translators
from bot.simulator.preview.routes import Content
from bot.simulator.server import Simulator
from tests.browser.test_page import mode, page, pytestmark
from tests.flows.conftest import service, settings, sim

__all__ = ["mode", "page", "pytestmark", "service", "settings", "sim"]


async def test_an_author_looks_at_a_lesson_in_arabic(page: Page, sim: Simulator) -> None:
    catalog = load_catalog(shared_folder("content"))
    translators = load_translators(shared_folder("locales"))
    sim.preview(lambda: Content(catalog=catalog, translators=translators))
    await page.goto(sim.url)
    await page.get_by_role("link", name="Preview lessons").click()
    await page.get_by_role("link", name="Threatened over a picture").first.click()
    await page.get_by_role("link", name="العربية").click()
    card = page.locator("#card-1")
    await expect(card.locator(".source")).to_contain_text("It is not your fault")
    await expect(card.locator(".bubble")).not_to_contain_text("It is not your fault")
    bubble = card.locator(".bubble")
    assert await bubble.evaluate("node => getComputedStyle(node).direction") == "rtl"
    await expect(page.get_by_role("link", name="All content")).to_be_visible()
