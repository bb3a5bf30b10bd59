"""What the model looks at in a message, by the place of the word: pieces, ideas, pairs of ideas."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.domain.safeguarding_sound import sound_of
from bot.domain.safeguarding_text import Words

SHORTEST, LONGEST = 3, 5
"""Letters of a piece; the edges of a word count as letters."""

REACH = 6
"""Words between two ideas that are looked at together."""

MOST_BEFORE = 14
"""Ideas before an idea that it is paired with, so that no message takes long."""


@dataclass(frozen=True, slots=True)
class Features:
    """Hold what stands in one word, alone and together with the words before."""

    pieces: list[str]
    ideas: list[str]
    pairs: list[str]


def features_of(words: Words, ideas: Sequence[list[str]]) -> list[Features]:
    """Return the features of each word."""
    return [Features(*each) for each in zip(_spelled(words), _singles(ideas), _paired(ideas), strict=True)]


def _spelled(words: Words) -> Iterator[list[str]]:
    before, sound_before, sentence = "^", "^", 0
    for word, its_sentence in zip(words.words, words.sentences, strict=True):
        if its_sentence != sentence:
            before, sound_before, sentence = "^", "^", its_sentence
        found = _pieces(f"_{word}_")
        found += (f"={word}", f"{before} {word}")
        sound = sound_of(word)
        if sound:
            found += (f"~{sound}", f"~{sound_before} {sound}")
        yield found
        before, sound_before = word, sound


def _pieces(word: str) -> list[str]:
    size = len(word)
    return [
        word[at : at + length]
        for length in range(SHORTEST, min(LONGEST, size - 1) + 1)
        for at in range(size - length + 1)
    ]


def _singles(ideas: Sequence[list[str]]) -> Iterator[list[str]]:
    return ([f"@{idea}" for idea in each] for each in ideas)


def _paired(ideas: Sequence[list[str]]) -> Iterator[list[str]]:
    before: list[tuple[int, str]] = []
    for place, here in enumerate(ideas):
        near = [idea for at, idea in before[-MOST_BEFORE:] if place - at <= REACH]
        yield [f"@{one}@{other}" for other in here for one in near if one != other]
        before += ((place, idea) for idea in here)
