"""A rule for every author's file: nothing that is still to be written goes out."""

import re
from collections.abc import Iterator
from pathlib import Path

from bot.content.helplines import FOLDER as HELPLINES
from bot.content.problem import Problem
from bot.content.reader import ContentError, Spot, Value, read

_TO_WRITE = re.compile(
    r"(?i:\(write\b|\blorem ipsum\b|^to-write(-\d+)?$|^https?://(www\.)?example\.(org|com|net)\b)|\bTODO\b"
)
_SHOWN = 40


def check_placeholders(folder: Path) -> Iterator[Problem]:
    """Find what a template left to be written. Helplines have a check of their own."""
    for path in sorted(folder.rglob("*.yaml")):
        if path.parent.name != HELPLINES:
            yield from _file(path)


def _file(path: Path) -> Iterator[Problem]:
    try:
        value, lines = read(path)
    except ContentError:
        return  # whoever loads it tells what is wrong
    for spot, words in scalars(value, ()):
        if _TO_WRITE.search(words):
            said = words if len(words) <= _SHOWN else f"{words[:_SHOWN].rstrip()}…"
            yield Problem(
                file=path,
                line=lines.at(*spot),
                problem=f"“{said}” is still to be written.",
                remedy="Write it, or remove what is not needed.",
            )


def scalars(value: Value, spot: Spot) -> Iterator[tuple[Spot, str]]:
    """Walk through what was read: every scalar with its place."""
    if isinstance(value, str):
        yield spot, value
    elif isinstance(value, list):
        for place, part in enumerate(value):
            yield from scalars(part, (*spot, place))
    else:
        for key, part in value.items():
            yield from scalars(part, (*spot, key))
