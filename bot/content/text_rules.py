"""What may not stand in a text that readers see, in whatever language, whoever wrote it.

The check of the content and the coordinators' composer ask the same question here.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from bot.content.digests import Digests, find_names, load_digests
from bot.content.links import find_links, is_allowed, link_faults, load_domains
from bot.content.phrases import Phrase, phrase
from bot.content.problem import Severity
from bot.content.shouting import shouted
from bot.content.terms import FOLDER, TermEntry, load_names, load_terms
from bot.content.words import plain, sentences_of
from bot.domain.broadcast import RemarkKind as Rule

NAMED, METHODS = "named.txt", "methods.txt"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Say what is wrong with a sentence: the words it is about, the problem, the remedy."""

    rule: Rule
    severity: Severity
    words: str
    sentence: str
    problem: str
    remedy: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PhraseRule:
    """Look for a phrase on behalf of a rule; `write` is what to write instead."""

    rule: Rule
    phrase: Phrase
    write: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TextRules:
    """Hold what is looked for in the texts of one language."""

    phrases: tuple[PhraseRule, ...]
    named: Digests
    methods: Digests
    capitals: frozenset[str]
    domains: frozenset[str]


_PROBLEMS = {
    Rule.BANNED: ("is not used here", "Say it without this word."),
    Rule.CAUTIONED: ("is used with care", "Say it without this word, if you can."),
    Rule.BLAMING: ("blames the reader or somebody who was harmed", "Say what was done, and what helps now."),
    Rule.ALARM: ("frightens and spreads", "Say calmly what is known, and what to do."),
    Rule.METHODS: ("tells how it is done", "Leave the detail out."),
}


def load_rules(folder: Path, locale: str) -> TextRules:
    """Read what is looked for in the texts of a language; `folder` is that of the content."""
    terms = load_terms(folder, locale)
    lists: dict[Rule, Iterable[TermEntry]] = {
        Rule.BANNED: terms.banned,
        Rule.CAUTIONED: terms.cautioned,
        Rule.BLAMING: terms.blaming,
        Rule.ALARM: [TermEntry(term=words) for words in terms.alarm],
        Rule.METHODS: [TermEntry(term=words) for words in terms.methods],
    }
    return TextRules(
        phrases=tuple(
            PhraseRule(rule=rule, phrase=phrase(each.term, each.unless), write=each.write)
            for rule, entries in lists.items()
            for each in entries
        ),
        named=load_digests(folder / FOLDER / NAMED),
        methods=load_digests(folder / FOLDER / METHODS),
        capitals=frozenset((*terms.capitals, *load_names(folder))),
        domains=load_domains(folder),
    )


def as_bad_examples(rules: TextRules) -> TextRules:
    """Return the rules for what is shown as a thing not to say: it may blame and alarm, and nothing more."""
    kept = tuple(each for each in rules.phrases if each.rule not in {Rule.BLAMING, Rule.ALARM})
    return replace(rules, phrases=kept)


def check_text(text: str, *, rules: TextRules) -> Iterator[Finding]:
    """Find every sentence of a text that breaks a rule, in the order of the rules."""
    yield from _phrases(text, rules)
    yield from _digests(text, rules)
    for words in shouted(text, rules.capitals):
        yield _finding(Rule.SHOUTING, words, text, f"“{words}” shouts.", "Write it calmly.")
    yield from _links(text, rules)


def _phrases(text: str, rules: TextRules) -> Iterator[Finding]:
    folded = plain(text)
    for each in rules.phrases:
        if words := each.phrase.find(folded):
            about, remedy = _PROBLEMS[each.rule]
            yield _finding(
                each.rule,
                words,
                text,
                f"“{words}” {about}.",
                f"Write: {each.write}." if each.write else remedy,
            )


def _digests(text: str, rules: TextRules) -> Iterator[Finding]:
    about, remedy = _PROBLEMS[Rule.METHODS]
    for sentence in sentences_of(text):
        for words in find_names(sentence, rules.named):
            problem = f"“{words}” names a challenge or a hoax."
            yield _finding(
                Rule.NAMED, words, sentence, problem, "Leave the name out: it sends people looking."
            )
        for words in find_names(sentence, rules.methods):
            yield _finding(Rule.METHODS, words, sentence, f"“{words}” {about}.", remedy)


def _links(text: str, rules: TextRules) -> Iterator[Finding]:
    for link in find_links(text):
        url = link if "://" in link else f"https://{link}"
        for fault in link_faults(url):
            yield _finding(Rule.LINK, link, text, f"{link}: {fault}.", "Write the page's own address.")
        if not is_allowed(url, rules.domains):
            problem = f"{link} is on no list of places to send readers to."
            yield _finding(Rule.LINK, link, text, problem, "Leave it out, or add its domain to links.yaml.")


def _finding(rule: Rule, words: str, text: str, problem: str, remedy: str) -> Finding:
    return Finding(
        rule=rule,
        severity=Severity.WARNING if rule is Rule.CAUTIONED else Severity.ERROR,
        words=words,
        sentence=_sentence_with(words, text),
        problem=problem,
        remedy=remedy,
    )


def _sentence_with(words: str, text: str) -> str:
    """Return the sentence the words stand in; the whole text when they stand across two."""
    folded = plain(words)
    return next((each for each in sentences_of(text) if folded in plain(each)), text)
