"""The addresses of the preview. Content is asked for at each request: files may have changed since."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from aiohttp import web
from markupsafe import Markup

from bot.content.catalog import Catalog
from bot.i18n.locales import SOURCE, Translators
from bot.i18n.marks import Marks, load_marks
from bot.simulator.preview.nouns import find_noun
from bot.simulator.preview.page import View, content_page, entry_page

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
    app.router.add_get("/preview", preview.all)
    app.router.add_get("/preview/{noun}/{id}", preview.entry)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Preview:
    content: Callable[[], Content | None]

    async def all(self, request: web.Request) -> web.StreamResponse:
        """List all there is."""
        return _answer(content_page(await self._view(request)))

    async def entry(self, request: web.Request) -> web.StreamResponse:
        """Show a lesson, or another file of the authors."""
        view, noun = await self._view(request), find_noun(request.match_info["noun"])
        entries = noun.entries(view.catalog) if noun else ()
        entry = next((entry for entry in entries if entry.id == request.match_info["id"]), None)
        if noun is None or entry is None:
            raise web.HTTPNotFound(text="There is nothing by this name.")
        return _answer(entry_page(view, noun, entry))

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
