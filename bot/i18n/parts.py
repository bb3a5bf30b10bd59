"""What a sentence belongs to: the interface, which every served language has, or the teaching."""

from enum import StrEnum

_INTERFACE = frozenset({"unit", "topic", "happening"})


class Part(StrEnum):
    """Divide all sentences in two."""

    INTERFACE = "interface"
    TEACHING = "teaching"


def part_of(context: str | None) -> Part:
    """Tell by its context (`lesson/first-stop/title`) what a sentence belongs to.

    What the code says has no context; the names of units, topics and happenings are signposts. All else that
    authors write teaches.
    """
    if context is None or context.partition("/")[0] in _INTERFACE:
        return Part.INTERFACE
    return Part.TEACHING
