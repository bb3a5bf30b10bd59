"""Train the model from the development phrases: `foursteps safeguarding train`.

It needs scikit-learn (the dependency group `train`); the bot itself does not. The same phrases and words make
the same model. Thresholds are chosen on opinions that each fifth of the phrases gets from a model trained on
the other four, so that no phrase is judged by a model that has seen it.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

from bot.content.safeguarding import FOLDER, load_ideas
from bot.content.safeguarding_model import Head, Trained, digest_of
from bot.content.safeguarding_phrases import Phrase, Side, locales, phrases
from bot.domain.safeguarding import Severity
from bot.domain.safeguarding_features import Features, features_of
from bot.domain.safeguarding_ideas import Ideas
from bot.domain.safeguarding_model import BLOCKS, KINDS, LEVELS, OTHERS, Opinion
from bot.domain.safeguarding_text import words_of

FALSE_HITS = 0.02
"""The share of harmless development phrases on which distress may be heard."""

FEWEST = 2
"""Phrases a feature must stand in."""

MOST = 36_000
"""Features kept: those with the greatest weights."""

LENGTHS = (0.7, 1.0, 0.5)
"""How much pieces, ideas and pairs of ideas count."""

STRENGTH = 3.0
PARTS = 5
_EVERYWHERE = 0.5
"""How much the threshold of all languages counts in the threshold of one."""

Blocks = tuple[Counter[str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """Hold a phrase and its features."""

    phrase: Phrase
    features: list[Features]
    blocks: Blocks


def train(folder: Path) -> Trained:
    """Return the model of the phrases below the content's folder."""
    known = development(folder)
    ideas = load_ideas(folder)
    examples = [example(phrase, ideas) for phrase in known]
    judged = cross_validated(examples)
    thresholds = thresholds_of(examples, judged)
    return _fitted(examples, thresholds, digest_of_training(folder))


def development(folder: Path) -> list[Phrase]:
    """Return the development phrases of every language."""
    return list(chain.from_iterable(phrases(folder, each, Side.DEVELOPMENT) for each in locales(folder)))


def digest_of_training(folder: Path) -> str:
    """Return the digest of all a model is made from: development phrases and words."""
    texts = [f"{each.locale} {each.kind} {each.severity} {each.text}" for each in development(folder)]
    words = [path.read_text(encoding="utf-8") for path in sorted((folder / FOLDER).glob("*/words.yaml"))]
    return digest_of([*texts, *words])


def example(phrase: Phrase, ideas: Ideas) -> Example:
    """Return a phrase with its features."""
    words = words_of(phrase.text)
    features = features_of(words, ideas.of(words.words, phrase.locale))
    return Example(phrase=phrase, features=features, blocks=counted(features))


def counted(features: Iterable[Features]) -> Blocks:
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


def cross_validated(examples: Sequence[Example]) -> list[Opinion]:
    """Return an opinion on each phrase by a model that has not seen it."""
    judged: dict[int, Opinion] = {}
    parts = [_part(each.phrase.text) for each in examples]
    for part in range(PARTS):
        model = _fitted(
            [each for each, its in zip(examples, parts, strict=True) if its != part], {OTHERS: 0.5}
        ).model()
        for no, each in enumerate(examples):
            if parts[no] == part:
                judged[no] = model.opinion(each.features)
    return [judged[no] for no in range(len(examples))]


def _part(text: str) -> int:
    return int(digest_of([text])[:8], 16) % PARTS


def thresholds_of(examples: Sequence[Example], judged: Sequence[Opinion]) -> dict[str, float]:
    """Return from which likelihood on distress is heard, so that FALSE_HITS are not exceeded, by locale."""
    harmless: dict[str, list[float]] = {OTHERS: []}
    for each, opinion in zip(examples, judged, strict=True):
        if each.phrase.severity is Severity.NONE:
            harmless[OTHERS].append(opinion.distress)
            harmless.setdefault(each.phrase.locale, []).append(opinion.distress)
    everywhere = _quantile(harmless[OTHERS])
    return {
        locale: round(_EVERYWHERE * everywhere + (1 - _EVERYWHERE) * _quantile(likely), 4)
        for locale, likely in sorted(harmless.items())
    }


def _quantile(likely: list[float]) -> float:
    ordered = sorted(likely, reverse=True)
    return ordered[int(len(ordered) * FALSE_HITS)]


def _fitted(examples: Sequence[Example], thresholds: dict[str, float], digest: str = "") -> Trained:
    """Fit both heads, keep the weightiest features, and round their weights to whole numbers."""
    import numpy as np

    vocabulary = _vocabulary(examples)
    matrix = _matrix(examples, vocabulary)
    levels = _coefficients(matrix, [level_of(each.phrase) for each in examples], len(LEVELS))
    topical = [no for no, each in enumerate(examples) if each.phrase.kind is not None]
    kinds = [KINDS.index(kind) for no in topical if (kind := examples[no].phrase.kind) is not None]
    topics = _coefficients(matrix[topical], kinds, len(KINDS))
    weights = np.vstack([levels[0], topics[0]])
    kept = np.sort(np.argsort(-np.abs(weights[: len(LEVELS)]).max(axis=0), kind="stable")[:MOST])
    step = float(np.abs(weights[:, kept]).max()) / 127
    whole = np.rint(weights[:, kept] / step).astype(int).T.tolist()
    names = list(vocabulary)
    return Trained(
        head=Head(
            trained_on=digest or "nothing",
            scales=tuple(round(step * length, 8) for length in LENGTHS),
            bias=tuple(round(float(each), 6) for each in [*levels[1], *topics[1]]),
            thresholds=thresholds,
            urgency=1.0,
            question=0.5,
        ),
        weights={names[at]: tuple(row) for at, row in zip(kept.tolist(), whole, strict=True) if any(row)},
    )


def _vocabulary(examples: Iterable[Example]) -> dict[str, int]:
    usual = Counter(chain.from_iterable(chain.from_iterable(each.blocks) for each in examples))
    return {
        name: no for no, name in enumerate(sorted(name for name, times in usual.items() if times >= FEWEST))
    }


def _matrix(examples: Sequence[Example], vocabulary: dict[str, int]) -> Any:
    from scipy.sparse import csr_matrix

    values: list[float] = []
    columns: list[int] = []
    ends = [0]
    for each in examples:
        for block, length in zip(each.blocks, LENGTHS, strict=True):
            known = {vocabulary[name]: times for name, times in block.items() if name in vocabulary}
            size = sum(known.values()) ** 0.5
            columns += known
            values += (times * length / size for times in known.values())
        ends.append(len(columns))
    return csr_matrix((values, columns, ends), shape=(len(examples), len(vocabulary)))


def _coefficients(matrix: Any, classes: Sequence[int], size: int) -> tuple[Any, Any]:
    """Return the weights and the bias of each class; a class without examples has none."""
    import numpy as np
    from sklearn.linear_model import LogisticRegression

    fitted = LogisticRegression(C=STRENGTH, max_iter=100).fit(matrix, classes)
    weights, bias = np.zeros((size, matrix.shape[1])), np.full(size, -20.0)
    weights[fitted.classes_], bias[fitted.classes_] = fitted.coef_, fitted.intercept_
    return weights, bias
