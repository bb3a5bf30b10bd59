"""What the web page uses: people, messages, events, clock and faults, for pages from this machine only."""

import asyncio
import json
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from aiohttp import web

from bot.simulator import faults, views
from bot.simulator.api import call_view, refusal_view
from bot.simulator.files import Upload
from bot.simulator.methods.delivery import is_loopback
from bot.simulator.person import Person

if TYPE_CHECKING:
    from bot.simulator.server import Simulator

PAGE = Path(__file__).parent / "page"
TAP_PATIENCE = 5.0
_SHOWN = 100
_HEARTBEAT = 15.0
_PAGE_POLICY = (
    "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
    "media-src 'self' blob:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
_MIME = re.compile(r"[a-z0-9.+-]+/[a-z0-9.+-]+")
_FILE_KINDS = frozenset({"photo", "document", "voice"})
_FAULTS: dict[str, Callable[[dict[str, Any]], faults.CallFault | faults.UpdateFault]] = {
    "throttle": lambda said: faults.Throttle(retry_after=int(said.get("retry_after", 1))),
    "forbidden": lambda _: faults.Forbid(),
    "bad_request": lambda said: faults.Reject(description=str(said.get("description", "scripted"))),
    "migrate": lambda _: faults.Migrate(),
    "server_error": lambda said: faults.ServerError(status=int(said.get("status", 502))),
    "stall_before": lambda said: faults.StallBefore(seconds=_seconds(said)),
    "stall_after": lambda said: faults.StallAfter(seconds=_seconds(said)),
    "reset_after_body": lambda _: faults.ResetAfterBody(),
    "reset_after_apply": lambda _: faults.ResetAfterApply(),
    "slow": lambda said: faults.Slow(seconds=_seconds(said) or 1.0),
    "duplicate": lambda _: faults.Duplicate(),
    "reorder": lambda _: faults.Reorder(),
    "double_tap": lambda _: faults.DoubleTap(),
}

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


@web.middleware
async def only_from_here(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Turn away what another web page, or a name made to point here, sends through the browser."""
    host = request.headers.get("Host", "")
    origin = request.headers.get("Origin")
    if not _is_here(host) or origin not in (None, f"http://{host}"):
        raise _problem(web.HTTPForbidden, "The simulator talks to pages from this machine only.")
    return await handler(request)


def add_routes(app: web.Application, desk: "Desk") -> None:
    """Add the page and what it calls."""
    app.router.add_get("/", desk.page)
    app.router.add_get("/sim/state", desk.state)
    app.router.add_get("/sim/events", desk.events)
    app.router.add_post("/sim/people", desk.add_person)
    app.router.add_get("/sim/people/{id:\\d+}/messages", desk.messages)
    app.router.add_post("/sim/people/{id:\\d+}/send", desk.send)
    app.router.add_post("/sim/people/{id:\\d+}/tap", desk.tap)
    app.router.add_post("/sim/people/{id:\\d+}/file", desk.send_file)
    app.router.add_post("/sim/people/{id:\\d+}/block", desk.block)
    app.router.add_post("/sim/clock", desk.advance)
    app.router.add_post("/sim/faults", desk.add_fault)
    app.router.add_delete("/sim/faults", desk.clear_faults)
    app.router.add_get("/sim/files/{file_id}", desk.file)
    if PAGE.is_dir():
        app.router.add_static("/page", PAGE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """The page's side of the simulator."""

    simulator: "Simulator"

    async def page(self, _: web.Request) -> web.StreamResponse:
        """Show the page."""
        headers = {"Cache-Control": "no-store", "Content-Security-Policy": _PAGE_POLICY}
        return web.FileResponse(PAGE / "index.html", headers=headers)

    async def state(self, _: web.Request) -> web.StreamResponse:
        """Tell what there is besides messages."""
        simulator, bot = self.simulator, self.simulator.world.bot
        return web.json_response(
            {
                "bot": {
                    "username": bot.username,
                    "name": bot.names.get("", bot.username),
                    "description": bot.descriptions.get("", ""),
                    "commands": bot.commands.get(("default", ""), []),
                },
                "now": simulator.clock.now().isoformat(),
                "offset": simulator.clock.offset.total_seconds(),
                "people": [views.person(bot, person.account) for person in simulator.people.values()],
                "refusals": [refusal_view(refusal) for refusal in simulator.refusals[-_SHOWN:]],
                "calls": [call_view(call) for call in simulator.calls[-_SHOWN:]],
            }
        )

    async def add_person(self, request: web.Request) -> web.StreamResponse:
        """Let somebody new open a chat."""
        said = await _said(request)
        texts = {key: str(value).strip() for key, value in said.items()}
        person = self.simulator.person(
            name=texts.get("name") or "Somebody",
            language_code=texts.get("language_code") or "en",
            country=texts.get("country", ""),
            role=texts.get("role", ""),
        )
        return web.json_response(views.person(self.simulator.world.bot, person.account))

    async def messages(self, request: web.Request) -> web.StreamResponse:
        """Show a chat, which makes it read."""
        person = self._person(request)
        person.account.unread = 0
        world = self.simulator.world
        return web.json_response([views.message(world, stored) for stored in person.chat.messages.values()])

    async def send(self, request: web.Request) -> web.StreamResponse:
        """Write something."""
        person = self._person(request)
        text = str((await _said(request)).get("text", "")).strip()
        if not text:
            raise _problem(web.HTTPBadRequest, "There is nothing to send.")
        _check_unblocked(person)
        person.starts_sending(text)
        return web.json_response({"ok": True})

    async def tap(self, request: web.Request) -> web.StreamResponse:
        """Press a button; answer with what the bot says to it, if it says so soon."""
        person, said = self._person(request), await _said(request)
        pressed = person.starts_tapping(str(said.get("data", "")), _number(said, "message_id"))
        try:
            async with asyncio.timeout(TAP_PATIENCE):
                for update in pressed:
                    await update.acknowledged.wait()
        except TimeoutError:
            return web.json_response({"toast": None})
        return web.json_response({"toast": person.toast})

    async def send_file(self, request: web.Request) -> web.StreamResponse:
        """Send a picture, a file or a voice message."""
        person, form = self._person(request), await request.post()
        kind, part = form.get("kind"), form.get("file")
        if kind not in _FILE_KINDS or not isinstance(part, web.FileField):
            raise _problem(web.HTTPBadRequest, "A file and its kind are needed.")
        _check_unblocked(person)
        upload = Upload(name=part.filename, content=part.file.read(), mime=part.content_type)
        person.starts_sending_file(str(kind), upload, str(form.get("caption", "")))
        return web.json_response({"ok": True})

    async def block(self, request: web.Request) -> web.StreamResponse:
        """Block or unblock the bot."""
        person, said = self._person(request), await _said(request)
        blocked = said.get("blocked") is True
        if blocked != person.account.has_blocked:
            _ = person.starts_blocking() if blocked else person.starts_unblocking()
        self.simulator.events.publish("people", person_id=person.id)
        return web.json_response(views.person(self.simulator.world.bot, person.account))

    async def advance(self, request: web.Request) -> web.StreamResponse:
        """Move the clock forward."""
        seconds = _number(await _said(request), "advance")
        if seconds < 0:
            raise _problem(web.HTTPBadRequest, "The clock only goes forward.")
        clock = self.simulator.clock
        clock.advance(seconds)
        moved = {"now": clock.now().isoformat(), "offset": clock.offset.total_seconds()}
        self.simulator.events.publish("clock", **moved)
        return web.json_response(moved)

    async def add_fault(self, request: web.Request) -> web.StreamResponse:
        """Plan a fault."""
        said = await _said(request)
        make = _FAULTS.get(str(said.get("kind")))
        if make is None:
            raise _problem(web.HTTPBadRequest, f"The kinds of faults are {', '.join(_FAULTS)}.")
        chat_id = said.get("chat_id")
        fault = faults.Fault(
            kind=make(said),
            method=str(said.get("method") or "*"),
            chat_id=None if chat_id is None else int(chat_id),
            count=int(said.get("count", 1)),
        )
        self.simulator.faults.add(fault)
        return web.json_response({"ok": True})

    async def clear_faults(self, _: web.Request) -> web.StreamResponse:
        """Plan nothing any more."""
        self.simulator.faults.clear()
        return web.json_response({"ok": True})

    async def file(self, request: web.Request) -> web.StreamResponse:
        """Show a file somebody sent."""
        stored = self.simulator.world.files.get(request.match_info["file_id"])
        if stored is None:
            raise web.HTTPNotFound
        shown = stored.kind in ("photo", "voice", "video")
        headers = {"X-Content-Type-Options": "nosniff", "Content-Security-Policy": "sandbox"}
        if not shown:
            headers["Content-Disposition"] = "attachment"
        return web.Response(body=stored.upload.content, content_type=_mime(stored.upload), headers=headers)

    async def events(self, request: web.Request) -> web.StreamResponse:
        """Tell what happens, until the page goes away."""
        response = web.StreamResponse(
            headers={"Content-Type": "text/event-stream", "Cache-Control": "no-store"}
        )
        await response.prepare(request)
        await response.write(b": here\n\n")
        with self.simulator.events.listen() as heard:
            while await _pass_on(heard, response):
                pass
        return response

    def _person(self, request: web.Request) -> Person:
        person = self.simulator.people.get(int(request.match_info["id"]))
        if person is None:
            raise _problem(web.HTTPNotFound, "There is nobody with this id.")
        return person


async def _pass_on(heard: asyncio.Queue[dict[str, Any] | None], response: web.StreamResponse) -> bool:
    """Pass one event on, or a sign of life; False when it is over."""
    try:
        async with asyncio.timeout(_HEARTBEAT):
            event = await heard.get()
    except TimeoutError:
        written = ": still here\n\n"
    else:
        if event is None:
            return False
        written = f"data: {json.dumps(event, ensure_ascii=False)}\n\n"
    try:
        await response.write(written.encode())
    except ConnectionError:
        return False
    return True


def _is_here(host: str) -> bool:
    try:
        return is_loopback(urlsplit(f"//{host}").hostname)
    except ValueError:
        return False


def _mime(upload: Upload) -> str:
    mime = upload.mime.partition(";")[0].strip().lower()
    return mime if _MIME.fullmatch(mime) else "application/octet-stream"


async def _said(request: web.Request) -> dict[str, Any]:
    try:
        said = await request.json()
    except ValueError:
        said = None
    if not isinstance(said, dict):
        raise _problem(web.HTTPBadRequest, "A JSON object is needed.")
    return said


def _check_unblocked(person: Person) -> None:
    if person.account.has_blocked:
        raise _problem(web.HTTPConflict, "The bot is blocked: unblock it first.")


def _number(said: dict[str, Any], name: str) -> int:
    number = said.get(name)
    if not isinstance(number, int) or isinstance(number, bool):
        raise _problem(web.HTTPBadRequest, f"{name} must be a whole number.")
    return number


def _seconds(said: dict[str, Any]) -> float | None:
    return None if said.get("seconds") is None else float(said["seconds"])


def _problem(kind: type[web.HTTPException], sentence: str) -> web.HTTPException:
    return kind(text=json.dumps({"error": sentence}), content_type="application/json")
