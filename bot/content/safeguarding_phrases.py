"""The phrases the ear is trained and measured on.

heard.yaml and harmless.yaml of a language are split by hash; more.yaml was written for training only, and
second.yaml for measuring only, by a hand that had not seen the others.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from bot.content.reader import Schema, parse
from bot.domain.safeguarding_heard import Kind, Severity
from bot.domain.safeguarding_split import is_test

FOLDER = "safeguarding"
HEARD = "heard.yaml"
HARMLESS = "harmless.yaml"
MORE = "more.yaml"
SECOND = "second.yaml"


class Side(StrEnum):
    """What a phrase may be used for."""

    DEVELOPMENT = "development"
    TEST = "test"
    SECOND = "second"


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


class BothFile(Schema):
    """What must and what must not be heard, in one file: safeguarding/<locale>/more.yaml and second.yaml."""

    note: str
    heard: Mapping[Kind, BySeverity]
    harmless: HarmlessGroups


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """Hold a phrase, and what is to be heard in it; a kind without a severity is a question."""

    text: str
    locale: str
    kind: Kind | None
    severity: Severity
    group: str
    is_more: bool = False
    """Written for training only: by hands that do not measure, and mostly easier."""

    @property
    def is_question(self) -> bool:
        """Tell whether it asks about a topic."""
        return self.severity is Severity.NONE and self.kind is not None


def locales(folder: Path) -> tuple[str, ...]:
    """Return the languages that have phrases below the content's folder."""
    return tuple(sorted(path.parent.name for path in (folder / FOLDER).glob(f"*/{HEARD}")))


def phrases(folder: Path, locale: str, side: Side) -> tuple[Phrase, ...]:
    """Return the phrases of a language that may be used for something; second is only what is new."""
    home = folder / FOLDER / locale
    split = (
        *_heard(parse(home / HEARD, HeardFile).phrases, locale),
        *_harmless(parse(home / HARMLESS, HarmlessFile).phrases, locale),
    )
    if side is Side.TEST:
        return tuple(phrase for phrase in split if is_test(phrase.text))
    trained = (
        *(phrase for phrase in split if not is_test(phrase.text)),
        *(replace(phrase, is_more=True) for phrase in _both(home / MORE, locale)),
    )
    if side is Side.DEVELOPMENT:
        measuring = {phrase.text for phrase in split if is_test(phrase.text)}
        return tuple(phrase for phrase in trained if phrase.text not in measuring)
    known = {phrase.text for phrase in (*split, *trained)}
    return tuple(phrase for phrase in _both(home / SECOND, locale) if phrase.text not in known)


def _both(path: Path, locale: str) -> Iterator[Phrase]:
    if path.exists():
        file = parse(path, BothFile)
        yield from _heard(file.heard, locale)
        yield from _harmless(file.harmless, locale)


def _heard(kinds: Mapping[Kind, BySeverity], locale: str) -> Iterator[Phrase]:
    for kind, entry in kinds.items():
        for severity, texts in ((Severity.URGENT, entry.urgent), (Severity.CONCERN, entry.concern)):
            for text in texts:
                yield Phrase(text=text, locale=locale, kind=kind, severity=severity, group=kind)


def _harmless(groups: HarmlessGroups, locale: str) -> Iterator[Phrase]:
    for name, texts in groups:
        if name != "question":
            for text in texts:
                yield Phrase(text=text, locale=locale, kind=None, severity=Severity.NONE, group=name)
    for kind, texts in groups.question.items():
        for text in texts:
            yield Phrase(text=text, locale=locale, kind=kind, severity=Severity.NONE, group="question")
