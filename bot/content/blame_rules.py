"""The rule that whoever was harmed hears it is not their fault, wherever a path is about it."""

import re
from collections.abc import Iterator
from pathlib import Path

from bot.content.challenge import load_challenge
from bot.content.guides import FOLDER as GUIDES
from bot.content.guides import load_guides
from bot.content.lesson_rules import BLAMELESS
from bot.content.messages import texts
from bot.content.piece import Piece
from bot.content.pieces import pieces
from bot.content.problem import Problem

_SAID = re.compile(r"\b(?:not|never) (?:\w+[’']?s? ){1,3}fault\b", re.IGNORECASE)
_CHALLENGE = "challenge"


def check_blame(folder: Path) -> Iterator[Problem]:
    """Find pieces about pictures, threats and contacts, and ways into the challenge check, that never say it.

    A piece is about what its file is called, what it names under `happenings`, and what its guide is for.
    Guides themselves have a stricter rule (`guide_rules`).
    """
    guides = {str(guide.id): frozenset(map(str, guide.happenings)) for guide in load_guides(folder)}
    for piece in pieces(folder):
        if (
            piece.lines.file.parent.name != GUIDES
            and _happenings(piece, guides) & BLAMELESS
            and not _says_so(piece.value)
        ):
            yield _problem(piece.lines.file)
    for entry, flow in load_challenge(folder / _CHALLENGE).flows.items():
        if not _says_so(flow):
            yield _problem(folder / _CHALLENGE / f"{entry}.yaml")


def _happenings(piece: Piece, guides: dict[str, frozenset[str]]) -> frozenset[str]:
    named: tuple[str, ...] = getattr(piece.value, "happenings", ())
    guide = str(getattr(piece.value, "guide", ""))
    return frozenset({piece.lines.file.stem, *named}) | guides.get(guide, frozenset())


def _says_so(value: object) -> bool:
    return any(_SAID.search(text.source) for _, text in texts(value, ()))


def _problem(file: Path) -> Problem:
    problem = "It never says that it is not their fault."
    return Problem(
        file=file, line=1, problem=problem, remedy="Write “It is not your fault.” into what is read first."
    )
