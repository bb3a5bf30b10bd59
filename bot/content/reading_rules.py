"""Rules about how hard the authors’ English is: a file by its grade, a sentence by its length."""

from collections.abc import Iterator
from pathlib import Path

from bot.content.challenge import load_challenge
from bot.content.lessons import load_course
from bot.content.messages import content_messages, texts
from bot.content.pieces import pieces
from bot.content.problem import Problem
from bot.content.reading import grade, hardest, too_long
from bot.content.terms import load_terms
from bot.content.words import words_of
from bot.domain.challenge import ADULT_ENTRIES
from bot.domain.lesson import Audience

HIGHEST_GRADE = {Audience.TEEN: 6.0, Audience.BOTH: 6.0, Audience.PARENT: 8.0}
"""School years; what is for both is for teens."""
FEWEST_WORDS = 5
"""Shorter texts are headings and buttons, no sentences."""
_CHALLENGE = "challenge"

Part = tuple[Path, int, Audience, tuple[str, ...]]


def check_reading(folder: Path, locale: str) -> Iterator[Problem]:
    """Find files that are hard to read, and sentences and words that are too long."""
    for file, line, audience, said in (*_lessons(folder), *_challenges(folder), *_pieces(folder)):
        yield from _graded(
            file, line, audience, [text for text in said if len(words_of(text)) >= FEWEST_WORDS]
        )
    limits = load_terms(folder, locale).reading
    for file, line, text, _ in content_messages(folder):
        for sentence, problem, remedy in too_long(text.source, limits) if limits else ():
            yield Problem(file=file, line=line, problem=problem, remedy=remedy, sentence=sentence)


def _graded(file: Path, line: int, audience: Audience, said: list[str]) -> Iterator[Problem]:
    reached, highest = grade(said), HIGHEST_GRADE[audience]
    if reached > highest:
        problem = (
            f"The texts for {audience} readers need grade {reached:.1f}; at most {highest:.0f} is asked."
        )
        yield Problem(
            file=file,
            line=line,
            problem=problem,
            remedy="Shorten sentences and words, this one first.",
            sentence=hardest(said),
        )


def _lessons(folder: Path) -> Iterator[Part]:
    course = load_course(folder)
    for lesson in course.lessons:
        cards = tuple(card.body.source for card in lesson.cards)
        said = (*cards, lesson.today.source, lesson.tell.source)
        yield course.lines[lesson.id].file, 1, lesson.audience, said


def _challenges(folder: Path) -> Iterator[Part]:
    for entry, flow in load_challenge(folder / _CHALLENGE).flows.items():
        said = tuple(text.source for _, text in texts(flow, ()))
        audience = Audience.PARENT if entry in ADULT_ENTRIES else Audience.TEEN
        yield folder / _CHALLENGE / f"{entry}.yaml", 1, audience, said


def _pieces(folder: Path) -> Iterator[Part]:
    for piece in pieces(folder):
        said = tuple(text.source for _, text in texts(piece.value, ()))
        yield piece.lines.file, 1, piece.audience, said
