"""Texts that are shown as a thing not to say or do; what they teach would be lost without them."""

from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from bot.content.lessons import load_course


def bad_examples(folder: Path) -> frozenset[str]:
    """Return the contexts of wrong answers and of what is listed as better left unsaid."""
    return frozenset(_wrong_choices(folder))


def _wrong_choices(folder: Path) -> Iterator[str]:
    questions = chain.from_iterable(lesson.questions for lesson in load_course(folder).lessons)
    for choice in chain.from_iterable(question.choices for question in questions):
        if not choice.is_right:
            yield choice.text.context
