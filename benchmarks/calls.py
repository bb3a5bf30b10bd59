"""What a bot asked the Bot API: one call, read from a form, from JSON or from a multipart body."""

import json
import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl

_BOUNDARY = re.compile(rb'boundary="?([^";\r\n]+)', re.IGNORECASE)
_FIELD = re.compile(rb'name="([^"]+)"')

SCREENS = frozenset({"sendMessage", "editMessageText", "sendPhoto", "editMessageCaption", "editMessageMedia"})


@dataclass(frozen=True, slots=True)
class Call:
    """A method and the fields it came with; nested values may still be JSON text, as in a form."""

    method: str
    fields: dict[str, Any]

    @property
    def chat_id(self) -> int:
        """The chat it is for, 0 where it is for none."""
        return int(self.fields.get("chat_id") or 0)

    @property
    def message_id(self) -> int:
        """The message it changes, 0 where it makes a new one."""
        return int(self.fields.get("message_id") or 0)

    @property
    def text(self) -> str:
        """The words to show."""
        return str(self.fields.get("text") or self.fields.get("caption") or "")

    @property
    def shows_a_screen(self) -> bool:
        """Whether a person sees something new after this call."""
        return self.method in SCREENS

    def markup(self) -> dict[str, Any]:
        """Return the reply markup, empty where there is none."""
        raw = self.fields.get("reply_markup")
        markup = json.loads(raw) if isinstance(raw, str) and raw else raw
        return markup if isinstance(markup, dict) else {}


def read(method: str, head: bytes, body: bytes) -> Call:
    """Read a call from an HTTP request."""
    lowered = head.lower()
    if b"application/json" in lowered:
        return Call(method, json.loads(body) if body else {})
    if b"multipart/form-data" in lowered:
        return Call(method, _multipart(head, body))
    return Call(method, dict(parse_qsl(body.decode())))


def in_answer(body: bytes) -> Call | None:
    """Read the call that travels in the answer to a webhook, if there is one."""
    if not body.startswith(b"{"):
        return None
    fields = json.loads(body)
    method = fields.pop("method", None)
    return Call(method, fields) if method else None


def _multipart(head: bytes, body: bytes) -> dict[str, Any]:
    boundary = _BOUNDARY.search(head)
    if boundary is None:
        return {}
    fields = {}
    for part in body.split(b"--" + boundary[1])[1:-1]:
        part_head, _, content = part.partition(b"\r\n\r\n")
        if name := _FIELD.search(part_head):
            fields[name[1].decode()] = content.removesuffix(b"\r\n").decode(errors="replace")
    return fields
