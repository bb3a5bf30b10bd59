"""The addresses of the preview. Content is asked for at each request: files may have changed since."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from aiohttp import web
from markupsafe import Markup

from bot.content.catalog import Catalog, UnknownLessonError
from bot.domain.lesson import LessonId
from bot.i18n.locales import SOURCE, Translators
from bot.i18n.marks import Marks, load_marks
from bot.simulator.preview.page import View, course_page, lesson_page

_POLICY = (
    "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; frame-ancestors 'none'"
)
_HEADERS = {"Cache-Control": "no-store", "Content-Security-Policy": _POLICY}


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """Hold what can be previewed; `locales` is the translators' folder, for what is left to do."""

    catalog: Catalog
    translators: Translators
    locales: Path | None = None


def add_preview(app: web.Application, content: Callable[[], Content | None]) -> None:
    """Add the pages; `content` answers None while there is nothing to show yet."""
    preview = _Preview(content=content)
    app.router.add_get("/preview", preview.course)
    app.router.add_get("/preview/lesson/{id}", preview.lesson)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Preview:
    content: Callable[[], Content | None]

    async def course(self, request: web.Request) -> web.StreamResponse:
        """List the lessons."""
        return _answer(course_page(await self._view(request)))

    async def lesson(self, request: web.Request) -> web.StreamResponse:
        """Show a lesson."""
        view = await self._view(request)
        try:
            lesson = view.catalog.lesson(LessonId(request.match_info["id"]))
        except UnknownLessonError:
            raise web.HTTPNotFound(text="There is no lesson with this id.") from None
        return _answer(lesson_page(view, lesson))

    async def _view(self, request: web.Request) -> View:
        content = self.content()
        if content is None:
            raise web.HTTPServiceUnavailable(text="The bot is not up yet: try again in a moment.")
        t = content.translators(request.query.get("locale", SOURCE))
        left = await asyncio.to_thread(load_marks, content.locales, t.locale) if content.locales else Marks()
        names = {tag: content.translators(tag).language(tag) for tag in content.translators.tags}
        return View(catalog=content.catalog, t=t, names=names, marks=left)


def _answer(page: Markup) -> web.Response:
    return web.Response(text=str(page), content_type="text/html", headers=_HEADERS)
