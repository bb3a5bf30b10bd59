"""The Bot API's HTTP: how requests bring their parameters, and how answers look."""

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl

from aiohttp import web

from bot.simulator.api import Api, HangUp, RawAnswer
from bot.simulator.errors import ApiError
from bot.simulator.files import Upload

Params = Mapping[str, Any]


async def answer(api: Api, request: web.Request, method: str) -> web.StreamResponse:
    """Answer one request."""
    try:
        params, uploads = await read(request)
        result = await api.call(method, params, uploads, lambda: _is_gone(request))
    except ApiError as error:
        return failure(error)
    except HangUp:
        return _hang_up(request)
    if isinstance(result, RawAnswer):
        return web.Response(status=result.status, text=result.body, content_type="text/html")
    return _json({"ok": True, "result": result}, 200)


def failure(error: ApiError) -> web.Response:
    """Answer with an error."""
    written: dict[str, Any] = {"ok": False, "error_code": error.code, "description": error.description}
    if error.parameters:
        written["parameters"] = error.parameters
    return _json(written, error.code)


async def read(request: web.Request) -> tuple[dict[str, Any], dict[str, Upload]]:
    """Read the parameters from wherever the bot put them."""
    params: dict[str, Any] = dict(request.query) if request.query_string else {}
    if request.method != "POST" or not request.can_read_body:
        return params, {}
    match request.content_type:
        case "application/json":
            return params | _read_json(await request.read()), {}
        case "multipart/form-data":
            fields, uploads = await _read_multipart(request)
            return params | fields, uploads
        case _:
            body = (await request.read()).decode("utf-8", "replace")
            return params | dict(parse_qsl(body, keep_blank_values=True)), {}


def _read_json(body: bytes) -> dict[str, Any]:
    try:
        params = json.loads(body or b"{}")
    except ValueError:
        params = None
    if not isinstance(params, dict):
        raise ApiError(400, "Bad Request: can't parse request body as a JSON object")
    return params


async def _read_multipart(request: web.Request) -> tuple[dict[str, Any], dict[str, Upload]]:
    """Read a form: a file is its parameter's value and, by the part's name, what `attach://` points to."""
    form = await request.post()
    params: dict[str, Any] = {}
    uploads = {}
    for name, value in form.items():
        if isinstance(value, web.FileField):
            uploads[name] = Upload(name=value.filename, content=value.file.read(), mime=value.content_type)
        else:
            params[name] = value
    attached = {
        name for name in uploads if any(f"attach://{name}" in str(value) for value in params.values())
    }
    params |= {name: upload for name, upload in uploads.items() if name not in attached}
    for name, value in params.items():
        if isinstance(value, str) and value.startswith("attach://"):
            params[name] = uploads.get(value.removeprefix("attach://"), value)
    return params, uploads


def _is_gone(request: web.Request) -> bool:
    return request.transport is None or request.transport.is_closing()


def _hang_up(request: web.Request) -> web.StreamResponse:
    if request.transport is not None:
        request.transport.abort()
    return web.Response()


def _json(written: Any, status: int) -> web.Response:
    body = json.dumps(written, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")
    return web.Response(body=body, status=status, content_type="application/json")
