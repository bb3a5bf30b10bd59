"""What is kept in memory of people never grows with how many there are."""

from collections import OrderedDict
from typing import TypeVar

_K = TypeVar("_K")
_V = TypeVar("_V")


def bound(kept: OrderedDict[_K, _V], key: _K, most: int) -> None:
    """Make `key` the latest of them, and let go of the oldest beyond `most`."""
    kept.move_to_end(key)
    if len(kept) > most:
        kept.popitem(last=False)
