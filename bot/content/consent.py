"""From which age somebody agrees alone to what is kept about them, by country."""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

from pydantic import Field

from bot.content.reader import Schema, parse

FILE = "consent.yaml"


class AgeEntry(Schema):
    """The age of a country, and where it was read."""

    country: Annotated[str, Field(pattern=r"^[A-Z]{2}$")]
    age: Annotated[int, Field(ge=13, le=18)]
    sources: Annotated[tuple[str, ...], Field(min_length=1)]
    checked_on: Annotated[str, Field(pattern=r"^20[0-9]{2}-[01][0-9]-[0-3][0-9]$")]
    why: str | None = None


class ConsentFile(Schema):
    """The ages of consent: consent.yaml."""

    ages: tuple[AgeEntry, ...]


def load_consent_ages(folder: Path) -> Mapping[str, int]:
    """Read the ages; none where there is no such file: the safe age is for everybody then."""
    path = folder / FILE
    if not path.is_file():
        return {}
    return {entry.country: entry.age for entry in parse(path, ConsentFile).ages}
