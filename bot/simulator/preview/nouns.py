"""Every kind of content that has a preview. A new kind is a line here."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from bot.content.catalog import Catalog
from bot.simulator.preview.entry import Entry
from bot.simulator.preview.lessons import lesson_entries
from bot.simulator.preview.others import (
    class_entries,
    guide_entries,
    pair_entries,
    platform_entries,
    situation_entries,
    worry_entries,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Noun:
    """Hold a kind of content: its name in addresses, its heading, and its entries."""

    name: str
    heading: str
    entries: Callable[[Catalog], Iterable[Entry]]


NOUNS = (
    Noun(name="lesson", heading="Lessons", entries=lesson_entries),
    Noun(name="guide", heading="What to do now", entries=guide_entries),
    Noun(name="situation", heading="Say this, not that", entries=situation_entries),
    Noun(name="friend", heading="Help a friend", entries=worry_entries),
    Noun(name="pair", heading="Talk together", entries=pair_entries),
    Noun(name="app", heading="In your apps", entries=platform_entries),
    Noun(name="class", heading="Class: read it aloud", entries=class_entries),
)


def find_noun(name: str) -> Noun | None:
    """Return a kind by its name."""
    return next((noun for noun in NOUNS if noun.name == name), None)
