"""Keep names and numbers from turning the words around them (Unicode bidirectional text)."""

import re
import unicodedata

_LEFT_TO_RIGHT = "\u200e\u2066"  # a mark, for the line as a whole, and the start of an isolate
_RIGHT_TO_LEFT = "\u200f\u2067"
FIRST_STRONG_ISOLATE = "\u2068"
POP_ISOLATE = "\u2069"

# Embeddings, overrides and isolates; the marks (LRM, RLM, ALM) are harmless and stay.
_CONTROLS = re.compile("[\u202a-\u202e\u2066-\u2069]")
_RTL = frozenset({"R", "AL", "AN"})


def without_controls(value: str) -> str:
    """Drop controls that could reach beyond the value itself."""
    return _CONTROLS.sub("", value)


def has_rtl(value: str) -> bool:
    """Tell whether any character runs from right to left."""
    return not value.isascii() and any(unicodedata.bidirectional(sign) in _RTL for sign in value)


def isolate(value: str, *, reader_is_rtl: bool) -> str:
    """Wrap a value in isolates where the sentence around it could be reordered by it."""
    clean = without_controls(value)
    if not clean or not (reader_is_rtl or has_rtl(clean)):
        return clean
    return f"{FIRST_STRONG_ISOLATE}{clean}{POP_ISOLATE}"


def embed(words: str, *, reader_is_rtl: bool) -> str:
    """Wrap the lines that run against the reader's own direction.

    A mark before each isolate turns the line where it stands alone; an isolate alone would not count.
    """
    return "\n".join(_embedded(line, reader_is_rtl=reader_is_rtl) for line in words.split("\n"))


def inline(words: str) -> str:
    """Take the mark away from what was embedded and now stands within a sentence, which must not turn."""
    return words[1:] if words.startswith((_LEFT_TO_RIGHT, _RIGHT_TO_LEFT)) else words


def _embedded(line: str, *, reader_is_rtl: bool) -> str:
    strong = (kind for kind in map(unicodedata.bidirectional, line) if kind in {"L", "R", "AL"})
    first = next(strong, None)
    if first is None or (first != "L") == reader_is_rtl:
        return line
    return f"{_LEFT_TO_RIGHT if reader_is_rtl else _RIGHT_TO_LEFT}{line}{POP_ISOLATE}"
