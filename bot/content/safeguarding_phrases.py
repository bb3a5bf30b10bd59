"""The phrases the ear is trained and measured on: heard.yaml and harmless.yaml of each language."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from bot.content.reader import Schema, parse
from bot.domain.safeguarding_heard import Kind, Severity
from bot.domain.safeguarding_split import is_test

FOLDER = "safeguarding"
HEARD = "heard.yaml"
HARMLESS = "harmless.yaml"


class Side(StrEnum):
    """What a phrase may be used for."""

    DEVELOPMENT = "development"
    TEST = "test"


class BySeverity(Schema):
    """What must be heard, by how soon help is needed."""

    urgent: tuple[str, ...]
    concern: tuple[str, ...]


class HeardFile(Schema):
    """What must be heard in a language: safeguarding/<locale>/heard.yaml."""

    note: str
    phrases: Mapping[Kind, BySeverity]


class HarmlessGroups(Schema):
    """What must not be taken for distress; a question is about a topic and not about oneself."""

    idiom: tuple[str, ...] = ()
    game_film: tuple[str, ...] = ()
    small_talk: tuple[str, ...] = ()
    bot_talk: tuple[str, ...] = ()
    negated: tuple[str, ...] = ()
    coordinator: tuple[str, ...] = ()
    positive: tuple[str, ...] = ()
    question: Mapping[Kind, tuple[str, ...]] = {}


class HarmlessFile(Schema):
    """What is harmless in a language: safeguarding/<locale>/harmless.yaml."""

    note: str
    phrases: HarmlessGroups


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """Hold a phrase, and what is to be heard in it; a kind without a severity is a question."""

    text: str
    locale: str
    kind: Kind | None
    severity: Severity
    group: str

    @property
    def side(self) -> Side:
        """Return what the phrase may be used for."""
        return Side.TEST if is_test(self.text) else Side.DEVELOPMENT

    @property
    def is_question(self) -> bool:
        """Tell whether it asks about a topic."""
        return self.severity is Severity.NONE and self.kind is not None


def locales(folder: Path) -> tuple[str, ...]:
    """Return the languages that have phrases below the content's folder."""
    return tuple(sorted(path.parent.name for path in (folder / FOLDER).glob(f"*/{HEARD}")))


def phrases(folder: Path, locale: str, side: Side) -> tuple[Phrase, ...]:
    """Return the phrases of a language on one side of the split."""
    everything = (*_heard(folder, locale), *_harmless(folder, locale))
    return tuple(phrase for phrase in everything if phrase.side is side)


def _heard(folder: Path, locale: str) -> Iterator[Phrase]:
    file = parse(folder / FOLDER / locale / HEARD, HeardFile)
    for kind, entry in file.phrases.items():
        for severity, texts in ((Severity.URGENT, entry.urgent), (Severity.CONCERN, entry.concern)):
            for text in texts:
                yield Phrase(text=text, locale=locale, kind=kind, severity=severity, group=kind)


def _harmless(folder: Path, locale: str) -> Iterator[Phrase]:
    groups = parse(folder / FOLDER / locale / HARMLESS, HarmlessFile).phrases
    for name, texts in groups:
        if name != "question":
            for text in texts:
                yield Phrase(text=text, locale=locale, kind=None, severity=Severity.NONE, group=name)
    for kind, texts in groups.question.items():
        for text in texts:
            yield Phrase(text=text, locale=locale, kind=kind, severity=Severity.NONE, group="question")
