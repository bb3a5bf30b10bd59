"""What can be wrong in what a translation says, as far as a program can tell."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from bot.content.problem import Severity
from bot.content.reading import too_long
from bot.content.terms import ReadingLimits, load_names, load_terms
from bot.content.text_rules import TextRules, check_text, load_rules
from bot.content.words import sentences_of, words_of

_PLACEHOLDER = re.compile(r"\{[a-z0-9_]+\}")
_QUOTED = re.compile(r"“[^”]*”|«[^»]*»|\"[^\"]*\"|\([^)]*\)|‘[^’]*’")
_LATIN_RUN = re.compile(r"[A-Za-z][\w'’.+&-]*(?:\s+[A-Za-z][\w'’.+&-]*)*", re.ASCII)
_SMALL_WORDS = frozenset({"and", "of", "to"})
_OTHER_SCRIPTS = frozenset({"ar", "hi", "km", "ne"})


@dataclass(frozen=True, slots=True, kw_only=True)
class LocaleRules:
    """Hold what is asked of the translations into one language."""

    texts: TextRules
    names: Collection[str]
    reading: ReadingLimits | None
    has_own_script: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Complaint:
    """Say what is wrong with a sentence of a translation."""

    sentence: str
    problem: str
    remedy: str
    severity: Severity = Severity.ERROR


def load_locale_rules(folder: Path, locale: str) -> LocaleRules:
    """Read what is asked of the translations into a language; `folder` is that of the content."""
    terms = load_terms(folder, locale)
    return LocaleRules(
        texts=load_rules(folder, locale),
        names=(*load_names(folder), *terms.latin),
        reading=terms.reading,
        has_own_script=locale in _OTHER_SCRIPTS,
    )


def check_translation(source: str, translation: str, *, rules: LocaleRules) -> Iterator[Complaint]:
    """Find what is wrong with one translation."""
    said = _PLACEHOLDER.sub(" ", translation)
    for each in check_text(said, rules=rules.texts):
        yield Complaint(
            sentence=each.sentence, problem=each.problem, remedy=each.remedy, severity=each.severity
        )
    yield from _untranslated(source, translation, rules)
    yield from _hard(said, rules.reading)


def _untranslated(source: str, translation: str, rules: LocaleRules) -> Iterator[Complaint]:
    said = _without_names(_PLACEHOLDER.sub(" ", translation), rules.names)
    spelled = [word for word in words_of(said) if any(map(str.isalpha, word))]
    if translation == source and len(spelled) > (0 if rules.has_own_script else 1):
        yield Complaint(sentence=translation, problem="This is still English.", remedy="Translate it.")
    elif rules.has_own_script:
        yield from _foreign(source, said, translation)


def _foreign(source: str, said: str, translation: str) -> Iterator[Complaint]:
    """Find English left standing in another script.

    What is quoted, or what begins with a capital here and in the source, is the label of some app.
    """
    for run in _LATIN_RUN.findall(_QUOTED.sub(" ", said)):
        if run in source and all(word[0].isupper() or word in _SMALL_WORDS for word in run.split()):
            continue
        sentence = next((each for each in sentences_of(translation) if run in each), translation)
        problem = f"“{run}” stands here in Latin letters."
        remedy = "Translate it; an app’s label keeps its capitals, other names are added to names.yaml."
        yield Complaint(sentence=sentence, problem=problem, remedy=remedy)


def _without_names(text: str, names: Collection[str]) -> str:
    for name in sorted(names, key=len, reverse=True):
        text = re.sub(rf"(?<![A-Za-z]){re.escape(name)}(?![A-Za-z])", " ", text)
    return text


def _hard(said: str, limits: ReadingLimits | None) -> Iterator[Complaint]:
    for sentence, problem, remedy in too_long(said, limits) if limits else ():
        yield Complaint(sentence=sentence, problem=problem, remedy=remedy)
