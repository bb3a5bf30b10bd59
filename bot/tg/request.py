"""Telegram over aiohttp, behind python-telegram-bot's own seam.

PTB's default transport costs ten times the CPU of this one (see benchmarks/RESULTS.md). Errors are told apart
here, where it is still known whether the request left the machine: `NotSentError` means it did not.
No message of an error holds the address called, because the address holds the token.
"""

import os
from dataclasses import dataclass
from typing import Any, cast
from urllib.request import getproxies

import aiohttp
import orjson
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData

_READ_TIMEOUT = 20.0
_CONNECT_TIMEOUT = 5.0
_DONE, _DONE_BEGINS = b'{"ok":true,"result":true}', b'{"ok":true,'
_AS_JSON = {"Content-Type": "application/json"}


class NotSentError(NetworkError):
    """Say that no connection was made, so that trying again is safe."""


class AiohttpRequest(BaseRequest):
    """Send requests through one aiohttp session."""

    def __init__(
        self, *, connections: int, read_timeout: float = _READ_TIMEOUT, trust_env: bool = True
    ) -> None:
        """Take how many connections to keep, and whether the environment's proxies are for us."""
        os.environ.setdefault("PTB_TIMEDELTA", "true")  # noqa: TID251 (PTB's only way to ask for timedeltas)
        self._connections = connections
        self._read_timeout = read_timeout
        self._trust_env = trust_env
        self._timeout = aiohttp.ClientTimeout(sock_read=read_timeout, sock_connect=_CONNECT_TIMEOUT)
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float | None:
        """Return how many seconds an answer may take."""
        return self._read_timeout

    async def initialize(self) -> None:
        """Open the session; a second call changes nothing."""
        if self._session is None or self._session.closed:
            self._session = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(limit=self._connections, keepalive_timeout=30),
                cookie_jar=aiohttp.DummyCookieJar(),
                # It costs two trips to another thread a request, so only where there is a proxy to be found.
                trust_env=self._trust_env and bool(getproxies()),
            )

    async def shutdown(self) -> None:
        """Close the session."""
        if self._session is not None:
            await self._session.close()

    async def call(self, url: str, fields: dict[str, Any]) -> Any:
        """Call a method with JSON and return its bare result; raise `telegram.error.TelegramError`."""
        return await self._result(url, _json(fields))

    async def tell(self, url: str, fields: dict[str, Any]) -> None:
        """Call a method and leave its result unread; raise `telegram.error.TelegramError`."""
        await self._result(url, _json(fields, is_result_read=False))

    async def upload(self, url: str, form: aiohttp.FormData) -> Any:
        """Call a method with a file and return its bare result; raise `telegram.error.TelegramError`."""
        return await self._result(url, _ReadyBody({"data": form}))

    async def _result(self, url: str, body: "_ReadyBody") -> Any:
        try:
            return await self.post(url, cast("RequestData", body))
        except (KeyError, TypeError):  # 200, and yet no answer of the Bot API's
            raise NetworkError("the answer holds no result") from None

    @staticmethod
    def parse_json_payload(payload: bytes) -> Any:
        """Read an answer, in a third of the time PTB takes; what is no JSON is for PTB to complain of."""
        try:
            return orjson.loads(payload)
        except ValueError:
            return BaseRequest.parse_json_payload(payload)

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = BaseRequest.DEFAULT_NONE,
        write_timeout: Any = BaseRequest.DEFAULT_NONE,  # noqa: ARG002 (PTB's signature)
        connect_timeout: Any = BaseRequest.DEFAULT_NONE,
        pool_timeout: Any = BaseRequest.DEFAULT_NONE,  # noqa: ARG002
    ) -> tuple[int, bytes]:
        """Send one request and return status and body."""
        if self._session is None:
            raise RuntimeError("the request is not initialized")
        timeout = self._timeout
        if not (read_timeout is connect_timeout is BaseRequest.DEFAULT_NONE):
            timeout = aiohttp.ClientTimeout(
                sock_read=_given(read_timeout, self._read_timeout),
                sock_connect=_given(connect_timeout, _CONNECT_TIMEOUT),
            )
        try:
            async with self._session.request(method, url, timeout=timeout, **_body(request_data)) as answer:
                body = await answer.read()
                if _is_enough(request_data, body):
                    return answer.status, _DONE
                return answer.status, _readable(answer.status, body)
        except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError):
            raise NotSentError("no connection to the Bot API") from None
        except TimeoutError:
            raise TimedOut("no answer from the Bot API in time") from None
        except (aiohttp.ClientError, OSError) as error:
            raise NetworkError(f"the connection to the Bot API broke ({type(error).__name__})") from None


@dataclass(frozen=True, slots=True)
class _ReadyBody:
    """Carry a body the way aiohttp takes it through PTB's `post`, which only hands it on."""

    body: dict[str, Any]
    is_result_read: bool = True


def _is_enough(request: RequestData | _ReadyBody | None, body: bytes) -> bool:
    """Tell whether an answer says by its beginning all that we want to know."""
    return isinstance(request, _ReadyBody) and not request.is_result_read and body.startswith(_DONE_BEGINS)


def _json(fields: dict[str, Any], *, is_result_read: bool = True) -> _ReadyBody:
    body = {"data": orjson.dumps(fields), "headers": _AS_JSON}
    return _ReadyBody(body, is_result_read=is_result_read)


def _readable(status: int, body: bytes) -> bytes:
    """Empty an error page that is not the Bot API's: PTB quotes it, and proxies quote the address in it."""
    if status in range(200, 300):
        return body
    try:
        is_ours = isinstance(orjson.loads(body), dict)
    except ValueError:
        is_ours = False
    return body if is_ours else b"{}"


def _given(timeout: Any, otherwise: float) -> float | None:
    return otherwise if timeout is BaseRequest.DEFAULT_NONE else timeout


def _body(request: RequestData | _ReadyBody | None) -> dict[str, Any]:
    if request is None:
        return {}
    if isinstance(request, _ReadyBody):
        return request.body
    if not request.contains_files:
        return {"data": request.json_parameters}
    form = aiohttp.FormData()
    for name, value in request.json_parameters.items():
        form.add_field(name, value)
    for name, (filename, content, mime) in request.multipart_data.items():
        form.add_field(name, content, filename=filename, content_type=mime)
    return {"data": form}
