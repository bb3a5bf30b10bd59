"""A linear model over the features of a message: how urgent, and about what.

Each feature carries a weight per class. To add them up quickly without a library, the weights of a feature
are packed into the lanes of one large integer: adding two of these adds all their lanes at once.
"""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from bot.domain.safeguarding_features import Features
from bot.domain.safeguarding_heard import Kind

LANE = 24
"""Bits of a lane: room for some sixty thousand features of a message."""

OTHERS = "others"
"""Stands for every locale that has no threshold of its own."""

WINDOW, STEP = 24, 8
"""Words of a long message that are looked at together, and how far apart two such looks begin."""

LEVELS = ("urgent", "concern", "question", "none")
KINDS = tuple(Kind)
CLASSES = len(LEVELS) + len(KINDS)
BLOCKS = 3
"""Pieces, ideas and pairs are each brought to one length before they are added."""

_HALF, _FULL, _MASK = 1 << (LANE - 1), 1 << LANE, (1 << LANE) - 1


def pack(weights: Iterable[int]) -> int:
    """Put whole numbers into the lanes of one; the sum of packed numbers is the packed sums."""
    return sum(weight << (LANE * lane) for lane, weight in enumerate(weights))


def unpack(packed: int, size: int) -> list[int]:
    """Take the first `size` numbers out of their lanes."""
    weights = []
    for _ in range(size):
        low = packed & _MASK
        weight = low - _FULL if low >= _HALF else low
        weights.append(weight)
        packed = (packed - weight) >> LANE
    return weights


@dataclass(frozen=True, slots=True, kw_only=True)
class Opinion:
    """Hold how likely each level and kind is."""

    levels: tuple[float, ...]
    kinds: tuple[float, ...]

    @property
    def distress(self) -> float:
        """Return how likely somebody is in danger or distress."""
        return self.levels[0] + self.levels[1]

    @property
    def kind(self) -> Kind:
        """Return the likeliest kind."""
        return KINDS[self.kinds.index(max(self.kinds))]


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """Hold the packed weights (the last lane counts features), and what turns their sums into opinions.

    `thresholds` says from which likelihood on distress is heard, by locale.
    """

    weights: Mapping[str, int]
    scales: tuple[float, ...]
    bias: tuple[float, ...]
    thresholds: Mapping[str, float]
    urgency: float
    question: float

    def threshold(self, locale: str) -> float:
        """Return from which likelihood on distress is heard in a language."""
        return self.thresholds.get(locale, self.thresholds[OTHERS])

    def opinion(self, features: Sequence[Features]) -> Opinion:
        """Return the most worried opinion on the whole message and, when it is long, on its windows."""
        sums = [
            list(accumulate((self._sum(block) for block in blocks), initial=0))
            for blocks in (
                [each.pieces for each in features],
                [each.ideas for each in features],
                [each.pairs for each in features],
            )
        ]
        opinions = (
            self._judge([each[end] - each[start] for each in sums]) for start, end in windows(features)
        )
        return max(opinions, key=lambda opinion: opinion.distress)

    def _sum(self, block: list[str]) -> int:
        return sum(filter(None, map(self.weights.get, block)))

    def _judge(self, sums: Sequence[int]) -> Opinion:
        scores = list(self.bias)
        for packed, scale in zip(sums, self.scales, strict=True):
            *weights, count = unpack(packed, CLASSES + 1)
            if count:
                factor = scale / math.sqrt(count)
                scores = [score + weight * factor for score, weight in zip(scores, weights, strict=True)]
        return Opinion(
            levels=tuple(softmax(scores[: len(LEVELS)])), kinds=tuple(softmax(scores[len(LEVELS) :]))
        )


def windows(features: Sequence[Features]) -> Iterator[tuple[int, int]]:
    """Yield the whole of a message, and the windows of a long one, the last of which ends with it."""
    size = len(features)
    yield 0, size
    if size > WINDOW:
        for start in range(0, size - WINDOW + STEP, STEP):
            yield start, min(start + WINDOW, size)


def softmax(scores: Sequence[float]) -> list[float]:
    """Turn scores into likelihoods."""
    highest = max(scores)
    grown = [math.exp(score - highest) for score in scores]
    total = sum(grown)
    return [each / total for each in grown]
