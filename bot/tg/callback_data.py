"""Actions in 64 bytes: `code:field:field`, a strict grammar that never trusts what comes back."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from enum import StrEnum
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from bot.domain.action import Action

LIMIT = 64
_FIELD = re.compile(r"[A-Za-z0-9_./+-]*")
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]{0,17})")


@dataclass(frozen=True, slots=True)
class _Kind:
    action: type[Action]
    names: tuple[str, ...]
    parsers: tuple[Callable[[str], Any], ...]


class Codec:
    """Pack and unpack the actions of a route table. `codes` maps each code to its action."""

    def __init__(self, codes: Mapping[str, type[Action]]) -> None:
        self._codes = {action: code for code, action in codes.items()}
        self._kinds = {code: _kind(action) for code, action in codes.items()}

    def encode(self, action: Action) -> str:
        """Pack; raise `ValueError` where a field does not fit, which is a bug of ours."""
        code = self._codes[type(action)]
        names = self._kinds[code].names
        packed = ":".join([code, *(_pack(getattr(action, name)) for name in names)]).rstrip(":")
        if len(packed.encode()) > LIMIT:
            raise ValueError(f"{type(action).__name__} takes more than {LIMIT} bytes")
        return packed

    def decode(self, packed: str) -> Action | None:
        """Unpack; None for anything that is not exactly one of our actions."""
        code, *given = packed.split(":")
        kind = self._kinds.get(code)
        if kind is None or len(packed) > LIMIT or len(given) > len(kind.names):
            return None
        given += [""] * (len(kind.names) - len(given))
        try:
            parsed = [parse(field) for parse, field in zip(kind.parsers, given, strict=True)]
        except ValueError:
            return None
        return kind.action(**dict(zip(kind.names, parsed, strict=True)))


def _kind(action: type[Action]) -> _Kind:
    hints = get_type_hints(action)
    names = tuple(field.name for field in fields(action))  # type: ignore[arg-type]  # all are dataclasses
    return _Kind(action, names, tuple(_parser(hints[name]) for name in names))


def _pack(value: Any) -> str:
    packed = "" if value is None else str(int(value)) if isinstance(value, bool) else str(value)
    if not _FIELD.fullmatch(packed):
        raise ValueError("a field of an action holds characters that do not fit a button")
    return packed


def _parser(hint: Any) -> Callable[[str], Any]:
    if get_origin(hint) in {Union, UnionType}:
        (inner,) = (part for part in get_args(hint) if part is not type(None))
        parse = _parser(inner)
        return lambda field: parse(field) if field else None
    hint = getattr(hint, "__supertype__", hint)
    if hint is bool:
        return _flag
    if hint is int:
        return _integer
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return hint
    return _word


def _flag(field: str) -> bool:
    if field not in {"0", "1"}:
        raise ValueError("no flag")
    return field == "1"


def _integer(field: str) -> int:
    if not _NUMBER.fullmatch(field):
        raise ValueError("no number")
    return int(field)


def _word(field: str) -> str:
    if not _FIELD.fullmatch(field):
        raise ValueError("no word")
    return field
