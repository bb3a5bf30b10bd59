"""Cut a byte stream into HTTP/1.1 messages: both ends of the bench are plain asyncio protocols.

The bench shares two cores with the bot it measures, so a full HTTP library here would show in the figures.
"""

import re

_LENGTH = re.compile(rb"\r\ncontent-length:\s*(\d+)")
_END = b"\r\n\r\n"


class Wire:
    """The bytes of one connection that are not a whole message yet."""

    __slots__ = ("_buffer",)

    def __init__(self) -> None:
        self._buffer = bytearray()

    def feed(self, received: bytes) -> list[tuple[bytes, bytes]]:
        """Return the head (lines as sent) and the body of every message that is now complete."""
        self._buffer += received
        messages = []
        while (message := self._next()) is not None:
            messages.append(message)
        return messages

    def _next(self) -> tuple[bytes, bytes] | None:
        end = self._buffer.find(_END)
        if end < 0:
            return None
        head = bytes(self._buffer[:end])
        lowered = head.lower()
        if b"\r\ntransfer-encoding: chunked" in lowered:
            return self._chunked(head, end + len(_END))
        length = _LENGTH.search(lowered)
        stop = end + len(_END) + (int(length[1]) if length else 0)
        if len(self._buffer) < stop:
            return None
        body = bytes(self._buffer[end + len(_END) : stop])
        del self._buffer[:stop]
        return head, body

    def _chunked(self, head: bytes, start: int) -> tuple[bytes, bytes] | None:
        body = bytearray()
        while True:
            line_end = self._buffer.find(b"\r\n", start)
            if line_end < 0:
                return None
            size = int(bytes(self._buffer[start:line_end]).split(b";")[0], 16)
            stop = line_end + 2 + size + 2
            if len(self._buffer) < stop:
                return None
            if size == 0:
                del self._buffer[:stop]
                return head, bytes(body)
            body += self._buffer[line_end + 2 : stop - 2]
            start = stop
