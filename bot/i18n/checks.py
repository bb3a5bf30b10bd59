"""What makes a translation wrong in form, whatever it says."""

import gettext
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from bot.i18n.bidi import without_controls
from bot.i18n.placeholders import BrokenPlaceholderError, names
from bot.i18n.po import FUZZY, Entry, PoFile, plural_forms
from bot.i18n.translator import digest

_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_FIELD = re.compile(r"\{[a-z0-9_]+\}")
_EMOJI = re.compile("[\u2600-\u27bf\U0001f000-\U0001faff]")
_SAMPLE = range(1001)
_SHOWN = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """Say what is wrong with one sentence and what to do about it."""

    entry: Entry
    problem: str

    def __str__(self) -> str:
        """Show the sentence with the digest under which a log names it."""
        where = f"[{self.entry.context}] " if self.entry.context else ""
        words = self.entry.source if len(self.entry.source) <= _SHOWN else f"{self.entry.source[:_SHOWN]}…"
        return f"{where}“{words}” ({digest(self.entry.source)}): {self.problem}"


def source_faults(pot: PoFile) -> Iterator[Fault]:
    """Find what no translation could mend: markup, emoji or broken placeholders in the source itself."""
    for entry in pot.entries:
        for sentence in filter(None, (entry.source, entry.plural)):
            if _TAG.search(sentence) or _EMOJI.search(sentence):
                yield Fault(entry=entry, problem="the source has markup or an emoji; add it in code.")
            if broken(sentence):
                yield Fault(entry=entry, problem="the source has a stray brace; write {{ or }}.")
            if entry.limit and len(_FIELD.sub("", sentence)) > entry.limit:
                yield Fault(entry=entry, problem=f"the source is longer than {entry.limit} characters.")


def faults(po: PoFile, *, tag: str) -> Iterator[Fault]:
    """Find every finished translation that is wrong in form."""
    for entry in po.entries:
        if any(entry.translations) and FUZZY not in entry.flags:
            yield from (Fault(entry=entry, problem=problem) for problem in problems(entry, tag=tag))


def problems(entry: Entry, *, tag: str) -> Iterator[str]:
    """Find what is wrong with one translation."""
    if not all(entry.translations):
        yield "a plural form is empty; fill every form."
        return
    if len(entry.translations) != (len(forms(tag)) if entry.plural else 1):
        yield f"the language needs {len(forms(tag))} plural forms."
        return
    for number, translation in enumerate(entry.translations):
        yield from _placeholder_problems(
            entry, translation, may_drop_count=_is_one_number(entry, tag, number)
        )
        yield from _shape_problems(entry, translation)


@lru_cache
def forms(tag: str) -> tuple[tuple[int, ...], ...]:
    """Return, for each plural form of a language, the numbers up to 1,000 that take it."""
    count, rule = plural_forms(tag).rstrip(";").split(";")
    form_of = gettext.c2py(rule.strip().removeprefix("plural="))
    numbers = range(int(count.removeprefix("nplurals=")))
    return tuple(tuple(n for n in _SAMPLE if form_of(n) == form) for form in numbers)


def broken(sentence: str) -> bool:
    """Tell whether a brace stands where no placeholder does."""
    try:
        names(sentence)
    except BrokenPlaceholderError:
        return True
    return False


def _is_one_number(entry: Entry, tag: str, form: int) -> bool:
    """Tell whether the form is for one number only, where a word may stand for the digit."""
    return entry.plural is not None and len(forms(tag)[form]) == 1


def _placeholder_problems(entry: Entry, translation: str, *, may_drop_count: bool) -> Iterator[str]:
    if broken(translation):
        yield "a stray brace; placeholders stay as they are, a visible brace is written {{ or }}."
        return
    wanted = names(entry.source) | names(entry.plural or "")
    given = names(translation)
    if unknown := given - wanted:
        yield f"unknown placeholder {_listed(unknown)}; the names are not translated."
    if missing := wanted - given - ({"count"} if may_drop_count else set()):
        yield f"missing placeholder {_listed(missing)}."


def _shape_problems(entry: Entry, translation: str) -> Iterator[str]:
    if Counter(_TAG.findall(translation)) != Counter(_TAG.findall(entry.source)):
        yield "the markup differs from the source's."
    if entry.limit and len(_FIELD.sub("", translation)) > entry.limit:
        length = len(_FIELD.sub("", translation))
        yield f"{length} characters; there is room for {entry.limit}."
    if translation != translation.strip() and entry.source == entry.source.strip():
        yield "a space or line break at the start or end."
    if translation != without_controls(translation):
        yield "a bidirectional control; the program isolates values by itself."
    if translation.count("\n\n") != entry.source.count("\n\n"):
        yield "the number of paragraphs differs from the source's."


def _listed(placeholders: frozenset[str]) -> str:
    return ", ".join(f"{{{name}}}" for name in sorted(placeholders))
