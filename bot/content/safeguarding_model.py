"""The model as a file: a line of JSON, then the features and their weights, compressed."""

import hashlib
import json
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pydantic import Field

from bot.content.reader import ContentError, Schema
from bot.domain.safeguarding_model import BLOCKS, KINDS, LEVELS, Model, Net, lanes_of

FILE = "model.bin"
_REMEDY = "Write it anew: `foursteps safeguarding train`."


class NetEntry(Schema):
    """One hidden layer."""

    bias: tuple[float, ...]
    outputs: tuple[tuple[float, ...], ...] = Field(min_length=len(LEVELS), max_length=len(LEVELS))
    output_bias: tuple[float, ...] = Field(min_length=len(LEVELS), max_length=len(LEVELS))


class Head(Schema):
    """What stands in the first line."""

    trained_on: str
    scales: tuple[float, ...] = Field(min_length=BLOCKS, max_length=BLOCKS)
    nets: tuple[NetEntry, ...] = Field(min_length=1)
    kind_bias: tuple[float, ...] = Field(min_length=len(KINDS), max_length=len(KINDS))
    thresholds: dict[str, float]
    doubt: float
    urgency: float
    question: float

    @property
    def classes(self) -> int:
        """Return how many weights a feature has."""
        return sum(len(net.bias) for net in self.nets) + len(KINDS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Trained:
    """Hold a model as training leaves it: whole weights from -127 to 127 by feature."""

    head: Head
    weights: dict[str, tuple[int, ...]]

    def model(self) -> Model:
        """Make the model that hears."""
        nets = tuple(
            Net(bias=net.bias, outputs=net.outputs, output_bias=net.output_bias) for net in self.head.nets
        )
        lanes = lanes_of(nets)
        return Model(
            weights={feature: lanes.pack((*each, 1)) for feature, each in self.weights.items()},
            scales=self.head.scales,
            nets=nets,
            kind_bias=self.head.kind_bias,
            thresholds=self.head.thresholds,
            doubt=self.head.doubt,
            urgency=self.head.urgency,
            question=self.head.question,
        )


def write_model(path: Path, trained: Trained) -> None:
    """Write a model, the same bytes for the same model."""
    names = sorted(trained.weights)
    rows = [trained.weights[name] for name in names]
    lanes = bytes(weight & 0xFF for lane in zip(*rows, strict=True) for weight in lane)
    body = zlib.compress("\n".join(names).encode() + b"\0" + lanes, 9)
    path.write_bytes(trained.head.model_dump_json().encode() + b"\n" + body)


def read_model(path: Path) -> Trained:
    """Read a model, or raise ContentError."""
    try:
        first, _, body = path.read_bytes().partition(b"\n")
        head = Head.model_validate(json.loads(first))
        names, _, lanes = zlib.decompress(body).partition(b"\0")
        features = names.decode().split("\n")
        weights = dict(zip(features, _rows(lanes, len(features), head.classes), strict=True))
    except (OSError, ValueError, zlib.error):
        raise ContentError(path, 1, "The model cannot be read.", _REMEDY) from None
    return Trained(head=head, weights=weights)


def _rows(lanes: bytes, size: int, classes: int) -> Iterator[tuple[int, ...]]:
    signed = memoryview(lanes).cast("b").tolist()
    return zip(*(signed[lane * size : (lane + 1) * size] for lane in range(classes)), strict=True)


def digest_of(texts: list[str]) -> str:
    """Return the digest of what a model was trained on."""
    return hashlib.sha256("\n".join(texts).encode()).hexdigest()
