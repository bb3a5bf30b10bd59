"""From content/safeguarding/<locale>/safe-words.yaml to words that hold in every language."""

from collections.abc import Iterable
from pathlib import Path

from pydantic import Field

from bot.content.reader import ContentError, Schema, parse, raise_all
from bot.domain.safe_words import SafeWords, plain

FOLDER = "safeguarding"
FILE = "safe-words.yaml"


class SafeWordsFile(Schema):
    """A language's words: safeguarding/<locale>/safe-words.yaml.

    A whole message that is one of `help` opens help, one of `hide` hides the chat. `common` is what people
    write every day, and so a poor safe word of one's own.
    """

    help: tuple[str, ...] = Field(min_length=1)
    hide: tuple[str, ...] = Field(min_length=1)
    common: tuple[str, ...] = ()


def load_safe_words(folder: Path) -> SafeWords:
    """Read the words of every language below `folder` (the whole content's), or raise every fault found."""
    errors: list[ContentError] = []
    files: list[SafeWordsFile] = []
    for path in sorted((folder / FOLDER).glob(f"*/{FILE}")):
        try:
            files.append(parse(path, SafeWordsFile))
        except ContentError as error:
            errors += error.errors
    raise_all(errors)
    return SafeWords(
        help=_plain(word for file in files for word in file.help),
        hide=_plain(word for file in files for word in file.hide),
        common=_plain(word for file in files for word in file.common),
    )


def _plain(words: Iterable[str]) -> frozenset[str]:
    return frozenset(filter(None, map(plain, words)))
