"""The connections on which updates travel to the bot's webhook, kept open as Telegram keeps them."""

import asyncio
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import cast
from urllib.parse import urlsplit

from benchmarks.people import Person
from benchmarks.wire import Wire


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """What the bot's web server said to one update."""

    person: Person
    posted: bytes
    status: int
    body: bytes


@dataclass(slots=True)
class Lines:
    """Up to `limit` open connections; a line carries one update until it is answered."""

    url: str
    secret: str
    limit: int
    on_answer: Callable[[Answered], None]
    free: "deque[Line]" = field(default_factory=deque)
    broken: asyncio.Event = field(default_factory=asyncio.Event)
    _open: "set[Line]" = field(default_factory=set)
    _prefix: bytes = b""

    async def fill(self) -> None:
        """Open the lines that are missing."""
        self.broken.clear()
        target = urlsplit(self.url)
        loop = asyncio.get_running_loop()
        for _ in range(self.limit - len(self._open)):
            await loop.create_connection(lambda: Line(self), target.hostname or "", target.port or 80)

    def head(self, length: int) -> bytes:
        """Return the head of a request with a body of this length."""
        return self._prefix + b"%d\r\n\r\n" % length

    def __post_init__(self) -> None:
        target = urlsplit(self.url)
        self._prefix = (
            f"POST {target.path} HTTP/1.1\r\nHost: {target.netloc}\r\nContent-Type: application/json\r\n"
            f"X-Telegram-Bot-Api-Secret-Token: {self.secret}\r\nContent-Length: "
        ).encode()

    def opened(self, line: "Line") -> None:
        """Take a new line into use."""
        self._open.add(line)
        self.free.append(line)

    def lost(self, line: "Line") -> None:
        """Forget a line the bot closed; what it carried counts as refused."""
        self._open.discard(line)
        if line in self.free:
            self.free.remove(line)
        self.broken.set()

    def close(self) -> None:
        """Close every line."""
        for line in tuple(self._open):
            line.close()


class Line(asyncio.Protocol):
    """One connection."""

    def __init__(self, lines: Lines) -> None:
        self._lines = lines
        self._wire = Wire()
        self._transport: asyncio.WriteTransport | None = None
        self._carried: tuple[Person, bytes] | None = None

    def post(self, person: Person, body: bytes) -> None:
        """Send an update."""
        assert self._transport is not None
        self._carried = person, body
        self._transport.write(self._lines.head(len(body)) + body)

    def close(self) -> None:
        """Hang up."""
        if self._transport is not None:
            self._transport.close()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.WriteTransport", transport)  # uvloop's own class is not registered
        self._lines.opened(self)

    def data_received(self, data: bytes) -> None:
        for head, body in self._wire.feed(data):
            self._answered(int(head[9:12]), body)
            self._lines.free.append(self)

    def connection_lost(self, _exc: Exception | None) -> None:
        self._lines.lost(self)
        if self._carried is not None:
            self._answered(0, b"")

    def _answered(self, status: int, body: bytes) -> None:
        assert self._carried is not None
        person, posted = self._carried
        self._carried = None
        self._lines.on_answer(Answered(person=person, posted=posted, status=status, body=body))
