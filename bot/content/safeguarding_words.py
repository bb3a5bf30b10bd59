"""From content/safeguarding/<locale>/words.yaml to ideas."""

from collections.abc import Mapping
from pathlib import Path

from pydantic import Field

from bot.content.reader import Schema, parse

FILE = "words.yaml"


class WordsFile(Schema):
    """The words of a language by what they are about: safeguarding/<locale>/words.yaml."""

    note: str
    words: Mapping[str, str] = Field(min_length=1)


def load_words(folder: Path) -> dict[str, tuple[str, ...]]:
    """Read the words of the language whose folder this is; a language without such a file has none."""
    path = folder / FILE
    if not path.is_file():
        return {}
    words = parse(path, WordsFile).words
    return {idea: tuple(map(str.strip, listed.split(","))) for idea, listed in words.items()}
