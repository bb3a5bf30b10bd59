"""Rules about what nobody uses: files that no loader reads."""

from collections.abc import Iterator
from pathlib import Path

from bot.content.catalog import CHALLENGE
from bot.content.consent import FILE as CONSENT
from bot.content.helplines import FOLDER as HELPLINES
from bot.content.lessons import load_course
from bot.content.links import FILE as LINKS
from bot.content.pieces import pieces
from bot.content.problem import Problem
from bot.content.safeguarding import FOLDER as EAR
from bot.content.skill_rules import FILE as SKILLS
from bot.content.terms import FOLDER as TERMS
from bot.content.terms import NAMES
from bot.content.text_rules import METHODS, NAMED
from bot.domain.challenge import Entry
from bot.domain.country import CODES
from bot.domain.helpline import GLOBAL

_NOTES = frozenset({"LICENSE", "README.md"})


def check_orphans(folder: Path, locales: frozenset[str]) -> Iterator[Problem]:
    """Find files that nobody reads; `locales` are the languages whose lists of terms are read."""
    read = {*_course(folder), *_challenge(folder), *_lists(folder, locales)}
    read |= {piece.lines.file for piece in pieces(folder)}
    for path in sorted(each for each in folder.rglob("*") if each.is_file()):
        if path not in read and path.name not in _NOTES:
            problem, remedy = "Nobody reads this file.", "Move it to where it is read, or remove it."
            yield Problem(file=path, line=1, problem=problem, remedy=remedy)


def _course(folder: Path) -> Iterator[Path]:
    yield folder / "units.yaml"
    yield from (folder / "lessons" / f"{lesson.id}.yaml" for lesson in load_course(folder).lessons)


def _challenge(folder: Path) -> Iterator[Path]:
    yield from (folder / CHALLENGE / f"{name}.yaml" for name in ("common", *Entry))


def _lists(folder: Path, locales: frozenset[str]) -> Iterator[Path]:
    yield from (folder / EAR).glob("*/*.yaml")
    yield from (folder / EAR).glob("model.*")
    yield folder / EAR / "figures.json"
    yield from (folder / CONSENT, folder / LINKS, folder / NAMES, folder / SKILLS)
    yield from (folder / TERMS / name for name in (NAMED, METHODS))
    yield from (folder / TERMS / f"{locale}.yaml" for locale in locales)
    yield from (folder / HELPLINES / f"{code}.yaml" for code in (*CODES, GLOBAL))
