"""Named placeholders: `{name}`, `{{` and `}}`, and nothing else."""

import re
from collections.abc import Mapping

_FIELD = re.compile(r"\{\{|\}\}|\{(?P<name>[a-z][a-z0-9_]*)\}|[{}]")
_LITERAL = {"{{": "{", "}}": "}"}


class BrokenPlaceholderError(ValueError):
    """Say that a template has a stray brace or a name nobody gave a value for."""


def names(template: str) -> frozenset[str]:
    """Return the placeholders of a template; a stray brace is an error."""
    found = [field for field in _FIELD.finditer(template) if field[0] not in _LITERAL]
    if any(field["name"] is None for field in found):
        raise BrokenPlaceholderError(template)
    return frozenset(field["name"] for field in found)


def fill(template: str, values: Mapping[str, str]) -> str:
    """Put the values in. Plain names only: no attributes, no indexes, no format specifications."""

    def value_of(field: re.Match[str]) -> str:
        if field[0] in _LITERAL:
            return _LITERAL[field[0]]
        if field["name"] not in values:
            raise BrokenPlaceholderError(template)
        return values[field["name"]]

    return _FIELD.sub(value_of, template)
