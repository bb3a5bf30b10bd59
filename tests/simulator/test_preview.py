"""The preview shows every lesson whole, in every language, beside its source strings."""

from dataclasses import replace
from html import unescape

import aiohttp
import pytest
from markupsafe import Markup

from bot.content.catalog import load_catalog
from bot.content.messages import texts
from bot.domain.lesson import Lesson, LessonId
from bot.domain.text import Text
from bot.folders import shared_folder
from bot.i18n.locales import SERVED, SOURCE, load_translators
from bot.i18n.marks import Marks
from bot.simulator.preview.nouns import NOUNS, Noun
from bot.simulator.preview.page import View, content_page, entry_page
from bot.simulator.preview.routes import Content
from bot.simulator.server import Simulator

CATALOG = load_catalog(shared_folder("content"))
TRANSLATORS = load_translators(shared_folder("locales"))
COMPLETE = [tag for tag, served in SERVED.items() if served.has_lessons]
LESSON = NOUNS[0]
LESSONS = tuple(CATALOG.lessons.values())
THREAT = CATALOG.lessons[LessonId("picture-threat")]
CONTENT = Content(catalog=CATALOG, translators=TRANSLATORS, locales=shared_folder("locales"))


def a_view(tag: str) -> View:
    return View(catalog=CATALOG, t=TRANSLATORS(tag), names={tag: tag}, marks=Marks())


def left(page: str) -> str:
    """Return what stands on the phone's side of the rows, and the title."""
    title = page.split("<h1", 1)[1].split("</h1>", 1)[0]
    return title + "".join(
        row.split('<div class="source">')[0] for row in page.split('<div class="wallpaper"')[1:]
    )


def lesson_page(view: View, lesson: Lesson) -> Markup:
    view = replace(view, catalog=replace(view.catalog, lessons={**view.catalog.lessons, lesson.id: lesson}))
    entry = next(entry for entry in LESSON.entries(view.catalog) if entry.id == lesson.id)
    return entry_page(view, LESSON, entry)


async def fetch(session: aiohttp.ClientSession, url: str) -> tuple[int, str]:
    async with session.get(url) as response:
        return response.status, await response.text()


@pytest.mark.parametrize("tag", COMPLETE)
def test_every_lesson_is_shown_whole_in_every_language(tag: str) -> None:
    t = TRANSLATORS(tag)
    for lesson in LESSONS:
        page = str(lesson_page(a_view(tag), lesson))
        plain, shown = unescape(page), unescape(left(page))
        for _, text in texts(lesson, ()):
            assert t.label_text(text) in shown, (lesson.id, text.context)
            assert text.source in plain, (lesson.id, text.context)
        for source in lesson.sources:
            assert source.url in plain


@pytest.mark.parametrize("tag", COMPLETE[1:])
def test_no_english_stands_on_the_side_of_a_complete_language(tag: str) -> None:
    t = TRANSLATORS(tag)
    for lesson in LESSONS:
        shown = unescape(left(str(lesson_page(a_view(tag), lesson))))
        translated = [text for _, text in texts(lesson, ()) if t.label_text(text) != text.source]
        assert [text.source for text in translated if text.source in shown] == []
        assert "Help now" not in shown
        assert "Next question" not in shown


def test_arabic_runs_from_the_right() -> None:
    assert '<div class="wallpaper" lang="ar" dir="rtl">' in lesson_page(a_view("ar"), THREAT)
    assert 'dir="rtl"' not in lesson_page(a_view("ne"), THREAT)


def test_what_authors_write_is_escaped() -> None:
    nasty = "<script>alert(1)</script>"
    card = replace(THREAT.cards[0], title=Text("x", nasty))
    page = lesson_page(a_view(SOURCE), replace(THREAT, cards=(card, *THREAT.cards[1:])))
    assert nasty not in page
    assert "&lt;script&gt;alert(1)" in page


def test_the_choice_that_fits_best_is_marked_in_the_source_only() -> None:
    page = str(lesson_page(a_view(SOURCE), THREAT))
    assert page.count("fits best</span>") == 2 * len(THREAT.questions)
    assert "fits best</span>" not in left(page)


@pytest.mark.parametrize("noun", NOUNS, ids=lambda noun: noun.name)
def test_every_kind_of_content_is_shown_whole(noun: Noun) -> None:
    entries = tuple(noun.entries(CATALOG))
    assert entries
    for entry in entries:
        page = unescape(entry_page(a_view(SOURCE), noun, entry))
        missing = [text.context for _, text in texts(entry.value, ()) if text.source not in left(page)]
        assert missing == []
        assert all(source.url in page for source in (entry.sourced.sources if entry.sourced else ()))
        assert (shared_folder("content").parent / entry.file).is_file()


def test_the_list_leads_to_every_entry() -> None:
    page = str(content_page(a_view("ne")))
    for noun in NOUNS:
        for entry in noun.entries(CATALOG):
            assert f'href="/preview/{noun.name}/{entry.id}?locale=ne"' in page


async def test_the_pages_answer(simulator: Simulator, session: aiohttp.ClientSession) -> None:
    place = f"{simulator.url}/preview"
    assert (await fetch(session, place))[0] == 503
    simulator.preview(lambda: CONTENT)
    assert (await fetch(session, place))[0] == 200
    status, page = await fetch(session, f"{place}/lesson/{THREAT.id}?locale=ar")
    assert status == 200
    assert 'lang="ar" aria-current="true"' in page
    assert (await fetch(session, f"{place}/lesson/nothing"))[0] == 404
    assert (await fetch(session, f"{place}/nothing/{THREAT.id}"))[0] == 404
    assert (await fetch(session, f"{place}/lesson/{THREAT.id}?locale=<script>"))[0] == 200


async def test_content_is_asked_for_at_each_request(
    simulator: Simulator, session: aiohttp.ClientSession
) -> None:
    shown = [CONTENT]
    simulator.preview(lambda: shown[-1])
    mended = replace(THREAT, title=Text("x", "Mended just now"))
    shown.append(replace(CONTENT, catalog=replace(CATALOG, lessons={**CATALOG.lessons, THREAT.id: mended})))
    _, page = await fetch(session, f"{simulator.url}/preview/lesson/{THREAT.id}")
    assert "Mended just now" in page
