"""Read Telegram's HTML as Telegram does: plain text, entities in UTF-16 units, its error texts."""

import re
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from bot.simulator.errors import ApiError, bad_request

Entity = dict[str, Any]

TEXT_LIMIT = 4096
CAPTION_LIMIT = 1024

_STYLES = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
    "a": "text_link",
    "tg-emoji": "custom_emoji",
}
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_REFERENCE = re.compile(r"&(?:#x([0-9a-fA-F]{1,6})|#([0-9]{1,7})|([a-z]+));?")
_ATTRIBUTE = re.compile(r"""\s*([^\s=>"'/]+)(?:\s*=\s*("[^"]*"|'[^']*'|[A-Za-z0-9.-]+))?""")
_TAG_NAME = re.compile(r"[^\s>]*")
_BLANKED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")
_REMOVED = re.compile(
    "[\r\u2028-\u202e]"
)  # among them the old direction marks; the isolates U+2066-2069 stay


@dataclass(slots=True)
class _Open:
    tag: str
    attributes: dict[str, str]
    offset: int


@dataclass(slots=True)
class _Reader:
    source: str
    at: int = 0
    units: int = 0
    text: list[str] = field(default_factory=list)
    entities: list[Entity] = field(default_factory=list)
    open: list[_Open] = field(default_factory=list)

    def emit(self, piece: str) -> None:
        """Take a piece of plain text."""
        self.text.append(piece)
        self.units += utf16_length(piece)

    def error(self, problem: str, at: int | None = None) -> ApiError:
        """Make Telegram's error, which counts bytes."""
        where = "" if at is None else f" at byte offset {len(self.source[:at].encode('utf-8', 'replace'))}"
        return bad_request(f"can't parse entities: {problem}{where}")


def parse_html(source: str) -> tuple[str, list[Entity]]:
    """Turn Telegram's HTML into text and entities, untrimmed."""
    reader = _Reader(source)
    while reader.at < len(source):
        _step(reader)
    if reader.open:
        raise reader.error(f'Can\'t find end tag corresponding to start tag "{reader.open[-1].tag}"')
    reader.entities.sort(key=lambda entity: (entity["offset"], -entity["length"]))
    return "".join(reader.text), reader.entities


def _step(reader: _Reader) -> None:
    source, at = reader.source, reader.at
    if source[at] == "<":
        if source.startswith("</", at):
            _end_tag(reader)
        else:
            _start_tag(reader)
        return
    reference = _REFERENCE.match(source, at) if source[at] == "&" else None
    character = _decode(reference) if reference else None
    if reference and character:
        reader.emit(character)
        reader.at = reference.end()
        return
    stop = min(
        (place for place in (source.find("<", at + 1), source.find("&", at + 1)) if place > 0), default=None
    )
    reader.emit(source[at:stop])
    reader.at = len(source) if stop is None else stop


def _decode(reference: re.Match[str]) -> str | None:
    hexadecimal, decimal, name = reference.groups()
    if name:
        return _NAMED.get(name)
    code = int(hexadecimal, 16) if hexadecimal else int(decimal)
    surrogate = 0xD800 <= code <= 0xDFFF  # noqa: PLR2004
    return None if code == 0 or code > 0x10FFFF or surrogate else chr(code)  # noqa: PLR2004


def _start_tag(reader: _Reader) -> None:
    begin = reader.at
    name = _TAG_NAME.match(reader.source, begin + 1)
    assert name is not None
    if name.end() >= len(reader.source):
        raise reader.error("Unclosed start tag", begin)
    tag = name.group().lower()
    if tag not in _STYLES:
        raise reader.error(f'Unsupported start tag "{tag}"', begin)
    attributes = _attributes(reader, tag, name.end(), begin)
    if tag == "span" and attributes.get("class") != "tg-spoiler":
        raise reader.error('Tag "span" must have class "tg-spoiler"', begin)
    reader.open.append(_Open(tag, attributes, reader.units))


def _attributes(reader: _Reader, tag: str, at: int, begin: int) -> dict[str, str]:
    source = reader.source
    found: dict[str, str] = {}
    while True:
        while at < len(source) and source[at].isspace():
            at += 1
        if at >= len(source):
            raise reader.error("Unclosed start tag", begin)
        if source[at] == ">":
            reader.at = at + 1
            return found
        attribute = _ATTRIBUTE.match(source, at)
        if attribute is None:
            raise reader.error(f'Empty attribute name in the tag "{tag}"', begin)
        found[attribute[1].lower()] = _REFERENCE.sub(
            lambda reference: _decode(reference) or reference.group(), (attribute[2] or "").strip("\"'")
        )
        at = attribute.end()


def _end_tag(reader: _Reader) -> None:
    begin = reader.at
    if not reader.open:
        raise reader.error("Unexpected end tag", begin)
    name = _TAG_NAME.match(reader.source, begin + 2)
    assert name is not None
    close = reader.source.find(">", name.end())
    if close < 0 or reader.source[name.end() : close].strip():
        raise reader.error("Unclosed end tag", begin)
    opened = reader.open.pop()
    if name.group() and name.group().lower() != opened.tag:
        raise reader.error(
            f"Unmatched end tag at byte offset {len(reader.source[:begin].encode('utf-8', 'replace'))}, "
            f'expected "</{opened.tag}>", found "</{name.group()}>"'
        )
    reader.at = close + 1
    _add_entity(reader, opened)


def _add_entity(reader: _Reader, opened: _Open) -> None:
    length = reader.units - opened.offset
    entity = {"type": _STYLES[opened.tag], "offset": opened.offset, "length": length}
    if length and _complete(entity, opened, "".join(reader.text)):
        reader.entities.append(entity)


def _complete(entity: Entity, opened: _Open, text: str) -> bool:
    """Add what an entity carries besides its place; say whether it stays one."""
    match entity["type"]:
        case "text_link":
            url = opened.attributes.get("href") or utf16_slice(text, entity["offset"], entity["length"])
            entity["url"] = url
            return url_problem(url) is None
        case "blockquote" if "expandable" in opened.attributes:
            entity["type"] = "expandable_blockquote"
        case "custom_emoji":
            entity["custom_emoji_id"] = opened.attributes.get("emoji-id", "")
            return bool(entity["custom_emoji_id"])
        case "code" if opened.attributes.get("class", "").startswith("language-"):
            entity["language"] = opened.attributes["class"].removeprefix("language-")
        case _:
            pass
    return True


def url_problem(url: str) -> str | None:
    """Say what Telegram would find wrong with a link, if anything; `tel:` is none it takes."""
    address = (
        url if "://" in url or ":" in url.split("/", 1)[0].rsplit(".", maxsplit=1)[-1] else f"http://{url}"
    )
    try:
        parts = urlsplit(address)
    except ValueError:
        return "Wrong HTTP URL"
    if parts.scheme in ("tg", "ton", "tonsite"):
        return None
    if parts.scheme not in ("http", "https"):
        return "Unsupported URL protocol"
    host = parts.hostname or ""
    return None if "." in host.strip(".") and not re.search(r"\s", url) else "Wrong HTTP URL"


def utf16_length(text: str) -> int:
    """Count as Telegram does."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def utf16_slice(text: str, offset: int, length: int) -> str:
    """Cut by UTF-16 units."""
    units = text.encode("utf-16-le", "surrogatepass")
    return units[2 * offset : 2 * (offset + length)].decode("utf-16-le", "replace")


def tidy(text: str, entities: list[Entity]) -> tuple[str, list[Entity]]:
    """Trim the text and move the entities along, as Telegram does before it counts."""
    start = len(text) - len(text.lstrip())
    trimmed = text.strip()
    shift, end = utf16_length(text[:start]), utf16_length(trimmed)
    moved = []
    for entity in entities:
        first = max(entity["offset"] - shift, 0)
        last = min(entity["offset"] - shift + entity["length"], end)
        if last > first:
            moved.append({**entity, "offset": first, "length": last - first})
    return trimmed, moved


def formatted(source: str, parse_mode: str | None, entities: list[Entity] | None) -> tuple[str, list[Entity]]:
    """Read a text as the request asks for it to be read."""
    source = _REMOVED.sub("", _BLANKED.sub(" ", source))
    if parse_mode and parse_mode.lower() == "html":
        return tidy(*parse_html(source))
    if parse_mode and parse_mode.lower() in ("markdown", "markdownv2"):
        raise ApiError(501, "Not Implemented: the simulator reads HTML only")
    if parse_mode:
        raise bad_request("unsupported parse_mode")
    return tidy(source, entities or [])
