"""What Telegram shows about the bot: commands and descriptions, per language, told only when they differ."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

import structlog
from telegram.error import TelegramError

from bot.app import App
from bot.domain.delivery import Sent
from bot.domain.mandate import Mandate
from bot.i18n import N_
from bot.i18n.locales import SERVED, SOURCE
from bot.i18n.translator import Translator
from bot.storage import learners
from bot.tg.messenger import Call, Messenger
from bot.tg.route import Route

log = structlog.get_logger(__name__)
_REMEMBERED = timedelta(days=30)
_DESCRIPTION = N_(
    "Short lessons, quizzes and calm checks about life online, for teens, parents and teachers. "
    "Stop, think, decide, act. I am a program; I keep no names, messages or pictures."
)
_SHORT_DESCRIPTION = N_("Two-minute lessons about life online, and people to turn to in your country.")


async def tell_telegram(app: App, messenger: Messenger, routes: tuple[Route, ...]) -> None:
    """Set commands and descriptions where Telegram shows others.

    Coordinators see more commands once they have written: before that Telegram knows no chat with them. Who
    is one no longer sees what everybody sees.
    """
    async with app.db.transaction() as tx:
        everyone = [*await learners.known(tx, app.admins), *await learners.list_mandated(tx)]
        former = await learners.list_former(tx, since=app.clock() - _REMEMBERED)
    known = {each.chat_id: mandate for each in everyone if (mandate := app.mandate_of(each)) is not None}
    gone = [each.chat_id for each in former if each.chat_id not in known]
    for wanted in (*_calls(app, routes, known), *_farewells(app, gone)):
        try:
            if await _shown(messenger, wanted) in _enough(wanted):
                continue
        except TelegramError as error:
            log.warning("profile not read", error=type(error).__name__)
            return
        outcome = await messenger.call(_told(wanted))
        if not isinstance(outcome, Sent):
            log.warning("profile not told", method=wanted.method, outcome=type(outcome).__name__)


async def _shown(messenger: Messenger, wanted: Call) -> Any:
    where: dict[str, Any] = {
        name: wanted.fields[name] for name in ("scope", "language_code") if name in wanted.fields
    }
    shown = await messenger.fetch(Call(method=wanted.method.replace("set", "get", 1), fields=where))
    return (shown or None) if isinstance(shown, list) else _said(shown)


def _enough(wanted: Call) -> tuple[Any, ...]:
    """Return what need not be told again; where nothing is said, Telegram answers with the English words."""
    said = _said(wanted.fields)
    return (said,) if said else (None, _DESCRIPTION, _SHORT_DESCRIPTION)


def _told(wanted: Call) -> Call:
    """Take commands away with the method there is for it."""
    if wanted.fields.get("commands") == []:
        where = {name: value for name, value in wanted.fields.items() if name != "commands"}
        return replace(wanted, method="deleteMyCommands", fields=where)
    return wanted


def _said(fields: dict[str, Any]) -> Any:
    """Return the commands or the words, whichever it is about."""
    return fields.get("commands") or fields.get("description") or fields.get("short_description") or None


def _calls(app: App, routes: tuple[Route, ...], coordinators: Mapping[int, Mandate]) -> Iterator[Call]:
    for tag in app.translators.tags:
        t = app.translators(tag)
        language = _language(tag)
        everybody = [route for route in routes if route.deed is None]
        yield _commands(t, everybody, {"type": "all_private_chats"}, language)
        for chat_id, mandate in coordinators.items():
            own = [route for route in routes if route.deed is None or mandate.may(route.deed)]
            yield _commands(t, own, {"type": "chat", "chat_id": chat_id}, language)
        yield Call(method="setMyDescription", fields={"description": t.label(_DESCRIPTION), **language})
        short = t.label(_SHORT_DESCRIPTION)
        yield Call(method="setMyShortDescription", fields={"short_description": short, **language})
    for tag in SERVED:
        if tag not in app.translators.tags:
            yield from _silence(_language(tag))


def _silence(language: dict[str, str]) -> Iterator[Call]:
    """Take back what was told in a language that is served no more: Telegram then shows English."""
    scope = {"type": "all_private_chats"}
    yield Call(method="setMyCommands", fields={"commands": [], "scope": scope, **language})
    yield Call(method="setMyDescription", fields={"description": "", **language})
    yield Call(method="setMyShortDescription", fields={"short_description": "", **language})


def _farewells(app: App, chats: Iterable[int]) -> Iterator[Call]:
    """Take back the commands of who is a coordinator no longer."""
    for chat_id in chats:
        for tag in app.translators.tags:
            scope = {"type": "chat", "chat_id": chat_id}
            yield Call(method="setMyCommands", fields={"commands": [], "scope": scope, **_language(tag)})


def _language(tag: str) -> dict[str, str]:
    """Name a language as Telegram does: by two letters."""
    return {} if tag == SOURCE else {"language_code": tag.partition("-")[0]}


def _commands(t: Translator, routes: list[Route], scope: dict[str, Any], language: dict[str, str]) -> Call:
    commands = [
        {"command": route.command, "description": t.label(route.about)}
        for route in routes
        if route.command and route.about
    ]
    return Call(method="setMyCommands", fields={"commands": commands, "scope": scope, **language})
