"""`foursteps check`: the content in its source language, and what became of it in every other."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

from bot.content.bad_examples import bad_examples
from bot.content.check import check as check_content
from bot.content.messages import content_messages
from bot.content.orphan_rules import check_orphans
from bot.content.problem import Problem
from bot.content.reader import ContentError
from bot.content.text_rules import as_bad_examples
from bot.content.translation_rules import LocaleRules, check_translation, load_locale_rules
from bot.i18n.locales import SERVED, SOURCE
from bot.i18n.po import FUZZY, Entry, read
from bot.i18n.strings import po_path

Contexts = frozenset[str]

_SEPARATOR = "/"
"""Stands in the contexts of texts from the content, not in those from the code."""


def check(content: Path, locales: Path, today: date) -> list[Problem]:
    """Return every problem of the content and of its translations."""
    return [*check_content(content, today), *_orphans(content), *check_translations(content, locales)]


def _orphans(content: Path) -> list[Problem]:
    try:
        return list(check_orphans(content, frozenset(SERVED)))
    except ContentError:
        return []  # told already by the check of the content


def check_translations(content: Path, locales: Path) -> list[Problem]:
    """Return every problem of the translations, language by language."""
    try:
        contexts = frozenset(text.context for _, _, text, _ in content_messages(content))
        bad = bad_examples(content)
    except ContentError:
        return []  # told already by the check of the content
    return [
        problem
        for tag in SERVED
        if tag != SOURCE and (path := po_path(locales, tag)).is_file()
        for problem in _locale(path, load_locale_rules(content, tag), contexts, bad)
    ]


def _locale(path: Path, rules: LocaleRules, contexts: Contexts, bad: Contexts) -> Iterator[Problem]:
    kinder = replace(rules, texts=as_bad_examples(rules.texts))
    for entry in read(path).entries:
        yield from _orphan(entry, path, contexts)
        yield from _entry(entry, path, kinder if entry.context in bad else rules)


def _orphan(entry: Entry, path: Path, contexts: Contexts) -> Iterator[Problem]:
    if entry.context and _SEPARATOR in entry.context and entry.context not in contexts:
        yield Problem(
            file=path,
            line=entry.line,
            problem=f"Nothing in the content is called `{entry.context}` any more.",
            remedy="Run `foursteps i18n extract` and `update`.",
        )


def _entry(entry: Entry, path: Path, rules: LocaleRules) -> Iterator[Problem]:
    if FUZZY in entry.flags:
        return
    sources = (entry.source, *(entry.plural or entry.source for _ in entry.translations[1:]))
    for source, translation in zip(sources, entry.translations, strict=True):
        for each in check_translation(source, translation, rules=rules) if translation else ():
            yield Problem(
                file=path,
                line=entry.line,
                problem=each.problem,
                remedy=each.remedy,
                severity=each.severity,
                sentence=each.sentence,
            )
