"""From content/safeguarding to the ear."""

from pathlib import Path

from bot.content.reader import ContentError, raise_all
from bot.content.safeguarding_rules import load_language
from bot.domain.safeguarding import Ear
from bot.domain.safeguarding_rules import Language, book_of

FOLDER = "safeguarding"


def load_ear(folder: Path) -> Ear:
    """Read the rules of every language below `folder` (the whole content's), or raise every fault found."""
    errors: list[ContentError] = []
    languages: list[Language] = []
    for each in sorted((folder / FOLDER).glob("*/")):
        try:
            languages.append(load_language(each))
        except ContentError as error:
            errors += error.errors
    raise_all(errors)
    return Ear(book=book_of(languages))
