"""Keep names and numbers from turning the words around them (Unicode bidirectional text)."""

import re
import unicodedata

FIRST_STRONG_ISOLATE = "\u2068"
POP_ISOLATE = "\u2069"

# Embeddings, overrides and isolates; the marks (LRM, RLM, ALM) are harmless and stay.
_CONTROLS = re.compile("[\u202a-\u202e\u2066-\u2069]")
_RIGHT_TO_LEFT = frozenset({"R", "AL", "AN"})


def without_controls(value: str) -> str:
    """Drop controls that could reach beyond the value itself."""
    return _CONTROLS.sub("", value)


def has_rtl(value: str) -> bool:
    """Tell whether any character runs from right to left."""
    return not value.isascii() and any(unicodedata.bidirectional(sign) in _RIGHT_TO_LEFT for sign in value)


def isolate(value: str, *, reader_is_rtl: bool) -> str:
    """Wrap a value in isolates where the sentence around it could be reordered by it."""
    clean = without_controls(value)
    if not clean or not (reader_is_rtl or has_rtl(clean)):
        return clean
    return f"{FIRST_STRONG_ISOLATE}{clean}{POP_ISOLATE}"
