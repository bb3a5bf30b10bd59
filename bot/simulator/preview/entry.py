"""What can be previewed: a file of the authors, and the messages it becomes."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from bot.domain.lesson import Source
from bot.domain.text import Text
from bot.i18n.translator import Translator
from bot.screens.base import Screen


class Sourced(Protocol):
    """What a kind of content may tell about itself."""

    @property
    def sources(self) -> tuple[Source, ...]:
        """Return the pages it rests on."""

    @property
    def checked_on(self) -> date:
        """Return the day it was last checked."""

    @property
    def review_by(self) -> date:
        """Return the day it has to be checked again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """Hold one message; `name` is its place on the page, `right` tells the choice that fits best."""

    name: str
    heading: str
    screen: Screen
    texts: tuple[Text, ...]
    right: Text | None = None


def _no_facts(_: Translator) -> Mapping[str, str]:
    return {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """Hold one file: its title (`str`: a name), the messages it becomes, and what authors want to know.

    `sourced` tells where it comes from, for kinds of content that carry it with them.
    """

    id: str
    title: Text | str
    about: str
    value: object
    file: str
    show: Callable[[Translator], Iterator[Shown]]
    facts: Callable[[Translator], Mapping[str, str]] = field(default=_no_facts)
    group: Text | None = None
    sourced: Sourced | None = None
