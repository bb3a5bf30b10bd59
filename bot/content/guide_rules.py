"""Rules a guide must keep: it is read in fear."""

from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import Path

from bot.content.guides import FOLDER, VersionEntry, Written
from bot.content.lesson_rules import NOT_YOUR_FAULT
from bot.content.messages import LABEL_LIMIT
from bot.content.problem import Problem
from bot.content.reader import Lines, Spot
from bot.domain.safeguarding import Kind

TITLE_LIMIT = 40
MOST_WORDS = 45
_HEARD = tuple(kind for kind in Kind if kind is not Kind.PARENT_CONCERN)
"""What a child may tell us; a parent's worry has a screen of its own, which leads to all the guides."""


def check_guide(written: Written) -> Iterator[Problem]:
    """Find everything in which a guide breaks a rule."""
    for audience, version in (("teen", written.file.teen), ("parent", written.file.parent)):
        yield from _blame(version, written.lines, (audience,))
        yield from _lengths(version, written.lines, (audience,))


def check_hearing(folder: Path, guides: Sequence[Written]) -> Iterator[Problem]:
    """Find kinds of distress after which no guide is offered, or more than one."""
    first: dict[Kind, Path] = {}
    for written in guides:
        for place, kind in enumerate(written.file.hears):
            spot: Spot = ("hears", place)
            if kind not in _HEARD:
                problem = f"`{kind}` is answered by a screen of its own."
                yield _problem(written.lines, spot, problem, "Remove it.")
            elif kind in first:
                problem = f"`{kind}` is heard by {first[kind].name} already."
                yield _problem(written.lines, spot, problem, "Leave it in one of the two.")
            first.setdefault(kind, written.lines.file)
    for kind in _HEARD:
        if kind not in first:
            problem = f"No guide is offered to somebody in distress of the kind `{kind}`."
            remedy = f"Write one, or add `{kind}` to `hears` of the guide that helps best."
            yield Problem(file=folder / FOLDER, line=1, problem=problem, remedy=remedy)


def _blame(version: VersionEntry, lines: Lines, spot: Spot) -> Iterator[Problem]:
    bodies = (step.body for step in version.steps)
    said = chain((version.opening, version.after), bodies)
    if not any(NOT_YOUR_FAULT in words.casefold() for words in said):
        problem = "This version never says that it is not their fault."
        yield _problem(lines, (*spot, "opening"), problem, "Write “It is not your fault.” into the opening.")


def _lengths(version: VersionEntry, lines: Lines, spot: Spot) -> Iterator[Problem]:
    labels = ((("services", place, "label"), each.label) for place, each in enumerate(version.services))
    for where, label in ((("button",), version.button), *labels):
        if len(label) > LABEL_LIMIT:
            problem = f"“{label}” has {len(label)} characters and stands on a button."
            yield _problem(lines, (*spot, *where), problem, f"Shorten it to {LABEL_LIMIT}.")
    for place, step in enumerate(version.steps):
        here: Spot = (*spot, "steps", place)
        if len(step.title) > TITLE_LIMIT:
            problem = f"The title of a step has {len(step.title)} characters."
            yield _problem(lines, (*here, "title"), problem, f"Shorten it to {TITLE_LIMIT}.")
        if (words := len(step.body.split())) > MOST_WORDS:
            problem = f"A step has {words} words."
            yield _problem(lines, (*here, "body"), problem, f"Shorten it to {MOST_WORDS}, or make two steps.")


def _problem(lines: Lines, spot: Spot, problem: str, remedy: str) -> Problem:
    return Problem(file=lines.file, line=lines.at(*spot), problem=problem, remedy=remedy)
