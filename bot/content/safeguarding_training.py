"""Train the model from the development phrases: `foursteps safeguarding train`.

It needs scikit-learn (the dependency group `train`); the bot itself does not. Thresholds are chosen on
opinions that each fifth of the phrases gets from a model trained on the other four, so that no phrase is
judged by a model that has seen it.
"""

from collections.abc import Sequence
from itertools import chain
from pathlib import Path

from bot.content.safeguarding import FOLDER, load_ideas
from bot.content.safeguarding_fitting import Example, Limits, examples_of, fitted
from bot.content.safeguarding_model import Trained, digest_of
from bot.content.safeguarding_phrases import Phrase, Side, locales, phrases
from bot.domain.safeguarding import Severity
from bot.domain.safeguarding_model import OTHERS, Opinion

FALSE_HITS = 0.02
"""The share of harmless development phrases on which distress may be heard."""

PARTS = 5
DOUBTED = 0.75
"""The share of harmless development phrases in which even a rule would not be believed."""

_EVERYWHERE = 0.75
"""How much the threshold of all languages counts in the threshold of one."""

_ANY = Limits(thresholds={OTHERS: 0.5}, doubt=0.0)


def train(folder: Path) -> Trained:
    """Return the model of the phrases below the content's folder."""
    examples = examples_of(development(folder), load_ideas(folder))
    return fitted(examples, limits_of(examples, cross_validated(examples)), digest_of_training(folder))


def development(folder: Path) -> list[Phrase]:
    """Return the development phrases of every language."""
    return list(chain.from_iterable(phrases(folder, each, Side.DEVELOPMENT) for each in locales(folder)))


def digest_of_training(folder: Path) -> str:
    """Return the digest of all a model is made from: development phrases and words."""
    texts = [f"{each.locale} {each.kind} {each.severity} {each.text}" for each in development(folder)]
    words = [path.read_text(encoding="utf-8") for path in sorted((folder / FOLDER).glob("*/words.yaml"))]
    return digest_of([*texts, *words])


def cross_validated(examples: Sequence[Example]) -> list[Opinion]:
    """Return an opinion on each phrase by a model that has not seen it."""
    judged: dict[int, Opinion] = {}
    parts = [_part(each.phrase.text) for each in examples]
    for part in range(PARTS):
        others = [each for each, its in zip(examples, parts, strict=True) if its != part]
        model = fitted(others, _ANY, "the other parts").model()
        for no, each in enumerate(examples):
            if parts[no] == part:
                judged[no] = model.opinion(each.features)
    return [judged[no] for no in range(len(examples))]


def _part(text: str) -> int:
    return int(digest_of([text])[:8], 16) % PARTS


def limits_of(examples: Sequence[Example], judged: Sequence[Opinion]) -> Limits:
    """Return from which likelihood on distress is heard, so that FALSE_HITS are not exceeded, by locale.

    What was written for training only is left out: thresholds are for phrases like those that measure.
    """
    harmless: dict[str, list[float]] = {OTHERS: []}
    for each, opinion in zip(examples, judged, strict=True):
        if each.phrase.severity is Severity.NONE and not each.phrase.is_more:
            harmless[OTHERS].append(opinion.distress)
            harmless.setdefault(each.phrase.locale, []).append(opinion.distress)
    everywhere = _exceeded_by(FALSE_HITS, harmless[OTHERS])
    thresholds = {
        locale: round(_EVERYWHERE * everywhere + (1 - _EVERYWHERE) * _exceeded_by(FALSE_HITS, likely), 4)
        for locale, likely in sorted(harmless.items())
    }
    return Limits(thresholds=thresholds, doubt=round(_exceeded_by(1 - DOUBTED, harmless[OTHERS]), 4))


def _exceeded_by(share: float, likely: list[float]) -> float:
    """Return the likelihood that a share of all exceeds."""
    ordered = sorted(likely, reverse=True)
    return ordered[int(len(ordered) * share)]
