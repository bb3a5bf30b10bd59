"""From content/safeguarding to the ear."""

from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

from bot.content.reader import ContentError, raise_all
from bot.content.safeguarding_model import FILE, read_model
from bot.content.safeguarding_rules import load_language
from bot.content.safeguarding_words import load_words
from bot.domain.safeguarding import Ear
from bot.domain.safeguarding_ideas import Ideas, ideas_of
from bot.domain.safeguarding_rules import Book, book_of

FOLDER = "safeguarding"
T = TypeVar("T")


def load_ear(folder: Path) -> Ear:
    """Read rules, words and model below `folder` (the whole content's), or raise every fault found.

    It takes more than a second, so what has not changed is not read again: a hot reload stays hot.
    """
    return _read(folder, tuple(_stamps(folder)))


def _stamps(folder: Path) -> Iterator[tuple[str, int, int]]:
    for path in sorted((folder / FOLDER).rglob("*")):
        about = path.stat()
        yield str(path), about.st_mtime_ns, about.st_size


@lru_cache(maxsize=2)
def _read(folder: Path, _stamps: tuple[tuple[str, int, int], ...]) -> Ear:
    return read_ear(folder)


def read_ear(folder: Path) -> Ear:
    """Read the ear anew, whatever was read before."""
    path = folder / FOLDER / FILE
    return Ear(
        book=load_book(folder),
        ideas=load_ideas(folder),
        model=read_model(path).model() if path.is_file() else None,
    )


def load_book(folder: Path) -> Book:
    """Read the rules of every language."""
    return book_of(_by_language(folder, load_language).values())


def load_ideas(folder: Path) -> Ideas:
    """Read the words of every language."""
    return ideas_of(_by_language(folder, load_words))


def _by_language(folder: Path, load: Callable[[Path], T]) -> dict[str, T]:
    errors: list[ContentError] = []
    loaded: dict[str, T] = {}
    for each in sorted((folder / FOLDER).glob("*/")):
        try:
            loaded[each.name] = load(each)
        except ContentError as error:
            errors += error.errors
    raise_all(errors)
    return loaded
