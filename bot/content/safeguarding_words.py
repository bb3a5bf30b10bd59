"""From content/safeguarding/<locale>/words.yaml to ideas."""

from collections.abc import Mapping
from itertools import islice
from pathlib import Path

from pydantic import Field

from bot.content.reader import ContentError, Schema, parse_with_lines, raise_all
from bot.domain.safeguarding_ideas import Expression, expressions_of

FILE = "words.yaml"


class WordsFile(Schema):
    """The words of a language by what they are about: safeguarding/<locale>/words.yaml."""

    note: str
    words: Mapping[str, str] = Field(min_length=1)


def load_words(folder: Path) -> dict[str, tuple[Expression, ...]]:
    """Read the words of the language whose folder this is; a language without such a file has none."""
    path = folder / FILE
    if not path.is_file():
        return {}
    file, lines = parse_with_lines(path, WordsFile)
    listed = {idea: words.split(",") for idea, words in file.words.items()}
    expressions = iter(expressions_of([each.strip() for words in listed.values() for each in words]))
    read = {idea: tuple(islice(expressions, len(words))) for idea, words in listed.items()}
    raise_all(
        [
            ContentError(
                path,
                lines.at("words", idea),
                f"`{idea}` lists `{written.strip()}`, which holds no word.",
                "Write words with commas between them.",
            )
            for idea, words in listed.items()
            for written, expression in zip(words, read[idea], strict=True)
            if not expression.words
        ]
    )
    return read
