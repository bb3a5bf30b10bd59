"""Many small whole numbers in one large one: adding two of these adds all their lanes at once.

Python adds two large integers about as fast as two small ones, so the weights of a feature cost one addition,
however many they are, and no library is needed.
"""

import struct
from collections.abc import Iterable

LANE = 32
"""Bits of a lane: room for millions of features of a message."""

_HALF = 1 << (LANE - 1)


class Lanes:
    """Put whole numbers into the lanes of one, and take them out again."""

    def __init__(self, size: int) -> None:
        self._form = struct.Struct(f"<{size}I")
        self._offset = sum(_HALF << (LANE * lane) for lane in range(size))

    def pack(self, numbers: Iterable[int]) -> int:
        """Return one number for many; the sum of packed numbers holds the sums of each lane."""
        lifted = self._form.pack(*(number + _HALF for number in numbers))
        return int.from_bytes(lifted, "little") - self._offset

    def unpack(self, packed: int) -> list[int]:
        """Return the numbers of all lanes."""
        lifted = (packed + self._offset).to_bytes(self._form.size, "little")
        return [number - _HALF for number in self._form.unpack(lifted)]
