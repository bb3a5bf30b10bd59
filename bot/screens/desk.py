"""What a coordinator's screens need besides the broadcast itself."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.content.catalog import Catalog


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """Hold the content, the languages, the clock the coordinator lives by and the titles of the units."""

    catalog: Catalog
    tags: tuple[str, ...]
    zone: str
    units: Mapping[str, str]
