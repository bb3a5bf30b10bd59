"""A small model over the features of a message: how urgent, and about what.

The weights of the features of a message are added up, brought to one length, and go through a few small nets
of one hidden layer each, whose opinions are averaged. What the message is about is read off directly.
"""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from operator import mul

from bot.domain.safeguarding_features import Features
from bot.domain.safeguarding_heard import Kind
from bot.domain.safeguarding_lanes import Lanes

OTHERS = "others"
"""Stands for every locale that has no threshold of its own."""

WINDOW, STEP = 24, 12
"""Words of a long message that are looked at together, and how far apart two such looks begin."""

LEVELS = ("urgent", "concern", "question", "none")
KINDS = tuple(Kind)
BLOCKS = 3
"""Pieces, ideas and pairs are each brought to one length before they are added."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Net:
    """Hold one hidden layer: its bias, and for each level the weights of what it finds and a bias."""

    bias: tuple[float, ...]
    outputs: tuple[tuple[float, ...], ...]
    output_bias: tuple[float, ...]

    def levels(self, sums: Sequence[float]) -> list[float]:
        """Return how likely each level is, from the weighted sums of the features."""
        found = [max(0.0, bias + each) for bias, each in zip(self.bias, sums, strict=True)]
        return softmax(
            [
                bias + sum(map(mul, weights, found))
                for weights, bias in zip(self.outputs, self.output_bias, strict=True)
            ]
        )


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


@dataclass(frozen=True, kw_only=True)
class Model:
    """Hold the packed weights by feature, and what turns their sums into opinions.

    The lanes of a feature are what each net finds in it, one after the other, then the kinds, then 1 for
    counting. `thresholds` says from which likelihood on distress is heard, by locale; below `doubt` not even
    a rule is believed.
    """

    weights: Mapping[str, int]
    scales: tuple[float, ...]
    nets: tuple[Net, ...]
    kind_bias: tuple[float, ...]
    thresholds: Mapping[str, float]
    doubt: float
    urgency: float
    question: float

    @cached_property
    def _lanes(self) -> Lanes:
        return lanes_of(self.nets)

    def threshold(self, locale: str) -> float:
        """Return from which likelihood on distress is heard in a language."""
        return self.thresholds.get(locale, self.thresholds[OTHERS])

    def opinion(self, features: Sequence[Features]) -> Opinion:
        """Return the most worried opinion on the whole message and, when it is long, on its windows."""
        blocks = (
            [each.pieces for each in features],
            [each.ideas for each in features],
            [each.pairs for each in features],
        )
        totals = [list(accumulate(map(self._sum, block), initial=0)) for block in blocks]
        opinions = [
            self._judge([total[end] - total[start] for total in totals]) for start, end in windows(features)
        ]
        return max(opinions, key=lambda opinion: opinion.distress)

    def _sum(self, block: Iterable[str]) -> int:
        return sum(filter(None, map(self.weights.get, block)))

    def _judge(self, packed: Iterable[int]) -> Opinion:
        sums = [0.0] * (sum(len(net.bias) for net in self.nets) + len(KINDS))
        for each, scale in zip(packed, self.scales, strict=True):
            *weights, count = self._lanes.unpack(each)
            if count:
                factor = scale / math.sqrt(count)
                sums = [total + weight * factor for total, weight in zip(sums, weights, strict=True)]
        kinds = [bias + each for bias, each in zip(self.kind_bias, sums[-len(KINDS) :], strict=True)]
        return Opinion(levels=tuple(self._levels(sums)), kinds=tuple(softmax(kinds)))

    def _levels(self, sums: Sequence[float]) -> list[float]:
        """Return the mean of what the nets say."""
        said = []
        start = 0
        for net in self.nets:
            end = start + len(net.bias)
            said.append(net.levels(sums[start:end]))
            start = end
        return [sum(each) / len(said) for each in zip(*said, strict=True)]


def lanes_of(nets: Iterable[Net]) -> Lanes:
    """Return the lanes of a feature's weights."""
    return Lanes(sum(len(net.bias) for net in nets) + len(KINDS) + 1)


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
