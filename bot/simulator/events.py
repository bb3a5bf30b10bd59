"""What happens, as it happens: the web page listens to it."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

Event = dict[str, Any]

_BACKLOG = 1_000


class Events:
    """Hand every event to everybody who listens; a listener who does not read loses the oldest."""

    def __init__(self) -> None:
        self._listeners: set[asyncio.Queue[Event | None]] = set()

    def __bool__(self) -> bool:
        return bool(self._listeners)

    def publish(self, kind: str, **details: Any) -> None:
        """Tell everybody who listens."""
        for listener in self._listeners:
            if listener.full():
                listener.get_nowait()
            listener.put_nowait({"type": kind, **details})

    def close(self) -> None:
        """Tell everybody who listens that it is over."""
        for listener in self._listeners:
            if listener.full():
                listener.get_nowait()
            listener.put_nowait(None)

    @contextmanager
    def listen(self) -> Iterator[asyncio.Queue[Event | None]]:
        """Listen until the block ends; None says that nothing more comes."""
        queue: asyncio.Queue[Event | None] = asyncio.Queue(_BACKLOG)
        self._listeners.add(queue)
        try:
            yield queue
        finally:
            self._listeners.discard(queue)
