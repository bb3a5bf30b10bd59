"""Many small whole numbers in one large one: adding two of these adds all their lanes at once.

Python adds two large integers about as fast as two small ones, so the weights of a feature cost one addition,
however many they are, and no library is needed.
"""

import struct
from collections.abc import Iterable

LANE = 32
"""Bits of a lane: room for millions of features of a message."""

_HALF = 1 << (LANE - 1)


def pack(numbers: Iterable[int]) -> int:
    """Put whole numbers into the lanes of one; the sum of packed numbers is the packed sums."""
    return sum(number << (LANE * lane) for lane, number in enumerate(numbers))


class Unpacker:
    """Take numbers out of their lanes."""

    def __init__(self, lanes: int) -> None:
        self._offset = pack([_HALF] * lanes)
        self._form = struct.Struct(f"<{lanes}I")

    def __call__(self, packed: int) -> list[int]:
        """Return the numbers of all lanes."""
        lifted = (packed + self._offset).to_bytes(self._form.size, "little")
        return [number - _HALF for number in self._form.unpack(lifted)]
