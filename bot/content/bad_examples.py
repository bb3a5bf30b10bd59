"""Texts that are shown as a thing not to say or do; what they teach would be lost without them."""

from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from bot.content.lessons import load_course
from bot.content.messages import texts
from bot.content.pieces import pieces

AVOID = "avoid"
"""The key under which a file lists what is better left unsaid; its `why` is ours again."""


def bad_examples(folder: Path) -> frozenset[str]:
    """Return the contexts of wrong answers and of what is listed as better left unsaid."""
    return frozenset(chain(_wrong_choices(folder), _avoided(folder)))


def _wrong_choices(folder: Path) -> Iterator[str]:
    questions = chain.from_iterable(lesson.questions for lesson in load_course(folder).lessons)
    for choice in chain.from_iterable(question.choices for question in questions):
        if not choice.is_right:
            yield choice.text.context


def _avoided(folder: Path) -> Iterator[str]:
    for piece in pieces(folder):
        for spot, text in texts(piece.value, ()):
            if AVOID in spot and spot[-1] != "why":
                yield text.context
