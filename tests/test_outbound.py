"""Nothing is asked of anybody but the Bot API: whoever opens connections is named here."""

import ast
from collections.abc import Iterator
from pathlib import Path

_BOT = Path(__file__).parents[1] / "bot"
_WAYS_OUT = {
    "aiohttp.ClientSession",
    "asyncio.open_connection",
    "httpx",
    "http.client",
    "requests",
    "smtplib",
    "socket",
    "urllib.request",
    "urllib3",
    "websockets",
}
_ALLOWED = {
    "tg/request.py",  # the Bot API
    "doctor.py",  # the Bot API, when asked to look
    "simulator/webhook.py",  # the demo's Telegram, to our own webhook
}


def ways_out(source: str) -> Iterator[str]:
    """Find what a module could talk to the network with."""
    for node in ast.walk(ast.parse(source)):
        names: list[str] = []
        match node:
            case ast.Import(names=imported):
                names = [each.name for each in imported]
            case ast.ImportFrom(module=str(module), names=imported):
                names = [module, *(f"{module}.{each.name}" for each in imported)]
            case ast.Attribute(value=ast.Name(id=module), attr=attribute):
                names = [f"{module}.{attribute}"]
            case _:
                pass
        yield from (name for name in names if name in _WAYS_OUT)


def test_only_the_bot_api_is_spoken_to() -> None:
    found = {
        str(path.relative_to(_BOT)) for path in _BOT.rglob("*.py") if any(ways_out(path.read_text("utf-8")))
    }
    assert found == _ALLOWED


def test_another_way_out_is_found() -> None:
    assert list(ways_out("import requests")) == ["requests"]
    assert list(ways_out("from aiohttp import ClientSession")) == ["aiohttp.ClientSession"]
    assert list(ways_out("import aiohttp\naiohttp.ClientSession()")) == ["aiohttp.ClientSession"]
    assert list(ways_out("from aiohttp import web")) == []
