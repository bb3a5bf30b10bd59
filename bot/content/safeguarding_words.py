"""From content/safeguarding/<locale>/words.yaml to ideas."""

from collections.abc import Mapping
from pathlib import Path

from pydantic import Field

from bot.content.reader import ContentError, Schema, parse_with_lines, raise_all
from bot.domain.safeguarding_text import rows_of

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
    file, lines = parse_with_lines(path, WordsFile)
    words = {idea: tuple(map(str.strip, listed.split(","))) for idea, listed in file.words.items()}
    raise_all(
        [
            ContentError(
                path,
                lines.at("words", idea),
                f"`{idea}` lists `{each}`, which holds no word.",
                "Write words with commas between them.",
            )
            for idea, listed in words.items()
            for each, row in zip(listed, rows_of(listed), strict=True)
            if not row
        ]
    )
    return words
