"""Fit a model to examples with scikit-learn: choose features, fit small nets, round their weights.

The nets learn from every example and from noisy copies of it, in which words are missing or misspelled.
"""

import warnings
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

from bot.content.safeguarding_model import Head, NetEntry, Trained
from bot.content.safeguarding_phrases import Phrase
from bot.domain.safeguarding import Severity
from bot.domain.safeguarding_features import Features, features_of
from bot.domain.safeguarding_ideas import Ideas
from bot.domain.safeguarding_model import BLOCKS, KINDS, LEVELS
from bot.domain.safeguarding_text import Words, words_of

SEED = 7
COPIES = 2
"""Noisy copies of an example."""

MISSING, MISSPELLED = 0.15, 0.08
"""Shares of the words of a copy."""

FEWEST = 2
"""Times a feature must stand among the examples."""

MOST = 20_000
"""Features kept: those that a linear model gives the greatest weights."""

LENGTHS = (0.7, 1.0, 0.5)
"""How much pieces, ideas and pairs of ideas count."""

STRENGTH = 3.0
NETS, HIDDEN, EPOCHS = 3, 16, 4

_LETTERS = "aeioutnrslmdkh"

Blocks = tuple[Counter[str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """Hold a phrase, its features, and the counts of its features by block, its copies' after its own."""

    phrase: Phrase
    features: list[Features]
    counts: tuple[Blocks, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Say from which likelihood on distress is heard, by locale, and below which a rule is not believed."""

    thresholds: dict[str, float]
    doubt: float


def examples_of(phrases: Iterable[Phrase], ideas: Ideas) -> list[Example]:
    """Return phrases with their features; the same noise every time."""
    import numpy as np

    chance = np.random.default_rng(SEED)
    return [_example(phrase, ideas, chance) for phrase in phrases]


def _example(phrase: Phrase, ideas: Ideas, chance: Any) -> Example:
    words = words_of(phrase.text)
    every = [words, *(_noisy(words, chance) for _ in range(COPIES))]
    features = [features_of(each, ideas.of(each.words, phrase.locale)) for each in every]
    return Example(phrase=phrase, features=features[0], counts=tuple(map(_counted, features)))


def _noisy(words: Words, chance: Any) -> Words:
    kept = [
        (_misspelled(word, chance) if chance.random() < MISSPELLED else word, sentence)
        for word, sentence in zip(words.words, words.sentences, strict=True)
        if chance.random() >= MISSING
    ]
    return Words(tuple(word for word, _ in kept), tuple(sentence for _, sentence in kept))


def _misspelled(word: str, chance: Any) -> str:
    """Leave out a letter, swap two, or strike another."""
    if len(word) <= len("abc") or not word.isascii():
        return word
    at = int(chance.integers(1, len(word) - 1))
    before, here, after = word[:at], word[at], word[at + 1 :]
    struck = before + _LETTERS[int(chance.integers(len(_LETTERS)))] + after
    return (before + after, before + after[0] + here + after[1:], struck)[int(chance.integers(3))]


def _counted(features: Iterable[Features]) -> Blocks:
    """Count the features of a message by block."""
    blocks: Blocks = tuple(Counter[str]() for _ in range(BLOCKS))
    for each in features:
        for block, found in zip(blocks, (each.pieces, each.ideas, each.pairs), strict=True):
            block.update(found)
    return blocks


def level_of(phrase: Phrase) -> int:
    """Return which of LEVELS a phrase is."""
    if phrase.severity is not Severity.NONE:
        return LEVELS.index(phrase.severity)
    return LEVELS.index("question" if phrase.is_question else "none")


def fitted(examples: Sequence[Example], limits: Limits, digest: str) -> Trained:
    """Fit a model, and round its weights to whole numbers."""
    import numpy as np

    levels = [level_of(each.phrase) for each in examples]
    names = _chosen(examples, levels)
    vocabulary = {name: no for no, name in enumerate(names)}
    copies = [_matrix([each.counts[no] for each in examples], vocabulary) for no in range(COPIES + 1)]
    nets = _nets(copies, levels)
    kinds, kind_bias = _kinds(copies[0], examples)
    weights = np.hstack([*(net.coefs_[0] for net in nets), kinds])
    step = float(np.abs(weights).max()) / 127
    whole = np.rint(weights / step).astype(int).tolist()
    head = Head(
        trained_on=digest,
        scales=tuple(round(step * length, 8) for length in LENGTHS),
        nets=tuple(map(_entry, nets)),
        kind_bias=_rounded(kind_bias),
        thresholds=limits.thresholds,
        doubt=limits.doubt,
        urgency=1.0,
        question=0.5,
    )
    return Trained(head=head, weights={name: tuple(row) for name, row in zip(names, whole, strict=True)})


def _chosen(examples: Sequence[Example], levels: Sequence[int]) -> list[str]:
    """Return the features that tell most."""
    import numpy as np

    usual = Counter(chain.from_iterable(chain.from_iterable(each.counts[0]) for each in examples))
    names = sorted(name for name, times in usual.items() if times >= FEWEST)
    matrix = _matrix([each.counts[0] for each in examples], {name: no for no, name in enumerate(names)})
    told = np.abs(_linear(matrix, levels).coef_).max(axis=0)
    return [names[at] for at in sorted(np.argsort(-told, kind="stable")[:MOST].tolist())]


def _matrix(every: Iterable[Blocks], vocabulary: dict[str, int]) -> Any:
    from scipy.sparse import csr_matrix

    values: list[float] = []
    columns: list[int] = []
    ends = [0]
    for blocks in every:
        for block, length in zip(blocks, LENGTHS, strict=True):
            known = {vocabulary[name]: times for name, times in block.items() if name in vocabulary}
            size = sum(known.values()) ** 0.5
            columns += known
            values += (times * length / size for times in known.values())
        ends.append(len(columns))
    return csr_matrix((values, columns, ends), shape=(len(ends) - 1, len(vocabulary)))


def _linear(matrix: Any, classes: Sequence[int]) -> Any:
    from sklearn.linear_model import LogisticRegression

    return LogisticRegression(C=STRENGTH, max_iter=40).fit(matrix, classes)


def _nets(copies: Sequence[Any], levels: Sequence[int]) -> list[Any]:
    from scipy.sparse import vstack
    from sklearn.neural_network import MLPClassifier

    everything, every_level = vstack(copies).tocsr(), [*levels] * len(copies)
    nets = [MLPClassifier((HIDDEN,), alpha=0.01, max_iter=EPOCHS, random_state=seed) for seed in range(NETS)]
    with warnings.catch_warnings():
        warnings.simplefilter(
            "ignore"
        )  # that few rounds do not converge is what keeps it from learning by heart
        return [net.fit(everything, every_level) for net in nets]


def _kinds(matrix: Any, examples: Sequence[Example]) -> tuple[Any, Any]:
    """Return the weights and the bias of each kind; a kind without examples has none."""
    import numpy as np

    topical = [no for no, each in enumerate(examples) if each.phrase.kind is not None]
    kinds = [KINDS.index(kind) for no in topical if (kind := examples[no].phrase.kind) is not None]
    linear = _linear(matrix[topical], kinds)
    weights, bias = np.zeros((matrix.shape[1], len(KINDS))), np.full(len(KINDS), -20.0)
    weights[:, linear.classes_], bias[linear.classes_] = linear.coef_.T, linear.intercept_
    return weights, bias


def _entry(net: Any) -> NetEntry:
    return NetEntry(
        bias=_rounded(net.intercepts_[0]),
        outputs=tuple(map(_rounded, net.coefs_[1].T)),
        output_bias=_rounded(net.intercepts_[1]),
    )


def _rounded(numbers: Iterable[float]) -> tuple[float, ...]:
    return tuple(round(float(each), 5) for each in numbers)
