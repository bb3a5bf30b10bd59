"""Write text and entities down as HTML again, for the page and for people who read tests."""

from markupsafe import Markup, escape

from bot.simulator.html import Entity

_TAGS = {
    "bold": "b",
    "italic": "i",
    "underline": "u",
    "strikethrough": "s",
    "spoiler": "tg-spoiler",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
    "expandable_blockquote": "blockquote",
}


def to_html(text: str, entities: list[Entity]) -> str:
    """Write a message as HTML; entities from `parse_html` nest, so their tags do."""
    if not entities:
        return str(escape(text))
    units = text.encode("utf-16-le", "surrogatepass")
    pieces: list[str] = []
    open_entities: list[Entity] = []
    at = 0
    for place, opens, entity in _borders(entities):
        pieces.append(_escaped(units[2 * at : 2 * place]))
        at = place
        if opens:
            open_entities.append(entity)
            pieces.append(_start(entity))
        elif entity in open_entities:
            open_entities.remove(entity)
            pieces.append(_end(entity))
    pieces.append(_escaped(units[2 * at :]))
    return "".join(pieces)


def _escaped(units: bytes) -> str:
    return str(escape(units.decode("utf-16-le", "replace")))


def _borders(entities: list[Entity]) -> list[tuple[int, bool, Entity]]:
    """List where tags start and end: at one place ends come first, the inner one before the outer one."""
    borders = []
    for order, entity in enumerate(entities):
        end = entity["offset"] + entity["length"]
        borders.append(((entity["offset"], 1, -end, order), True, entity))
        borders.append(((end, 0, -entity["offset"], -order), False, entity))
    borders.sort(key=lambda border: border[0])
    return [(key[0], opens, entity) for key, opens, entity in borders]


def _start(entity: Entity) -> str:
    match entity["type"]:
        case "text_link":
            return Markup('<a href="{}">').format(entity["url"])
        case "expandable_blockquote":
            return "<blockquote expandable>"
        case kind:
            return f"<{_TAGS[kind]}>" if kind in _TAGS else ""


def _end(entity: Entity) -> str:
    if entity["type"] == "text_link":
        return "</a>"
    tag = _TAGS.get(entity["type"])
    return f"</{tag}>" if tag else ""
