"""`foursteps check`: what is wrong with the content although it can be read.

Helplines have a check of their own (`bot/content/helplines_check.py`).
"""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from bot.content.bad_examples import bad_examples
from bot.content.blame_rules import check_blame
from bot.content.catalog import CHALLENGE
from bot.content.challenge import load_challenge
from bot.content.date_rules import check_dates
from bot.content.dialogue_rules import check_dialogue
from bot.content.guide_rules import check_guide, check_hearing
from bot.content.guides import read_guides
from bot.content.lesson_rules import check_course
from bot.content.lessons import load_course
from bot.content.link_rules import check_links
from bot.content.messages import content_messages
from bot.content.pieces import pieces
from bot.content.placeholder_rules import check_placeholders
from bot.content.problem import Problem, from_error
from bot.content.reader import ContentError, read
from bot.content.reading_rules import check_reading
from bot.content.skill_rules import check_skills
from bot.content.text_rules import as_bad_examples, check_text, load_rules

SOURCE_LOCALE = "en"


def check(folder: Path, today: date) -> list[Problem]:
    """Return every problem below `folder`, in the order of the files."""
    found = (
        _course(folder, today),
        _challenge(folder / CHALLENGE, today),
        _pieces(folder, today),
        _guides(folder),
        _words(folder),
        check_reading(folder, SOURCE_LOCALE),
        check_links(folder),
        check_skills(folder),
        check_blame(folder),
        check_dialogue(folder / CHALLENGE),
        check_placeholders(folder),
    )
    # What cannot be read is met more than once, and told once.
    problems = dict.fromkeys(problem for each in found for problem in _guarded(each))
    return sorted(problems, key=lambda problem: (problem.file, problem.line, problem.problem))


def _guarded(problems: Iterator[Problem]) -> Iterator[Problem]:
    """Let what cannot be read be a problem among others."""
    try:
        yield from problems
    except ContentError as error:
        yield from from_error(error)


def _course(folder: Path, today: date) -> Iterator[Problem]:
    yield from check_course(load_course(folder), today=today)


def _challenge(folder: Path, today: date) -> Iterator[Problem]:
    challenge = load_challenge(folder)
    _, lines = read(folder / "common.yaml")
    yield from check_dates(
        lines, challenge.sources, checked_on=challenge.checked_on, review_by=challenge.review_by, today=today
    )


def _pieces(folder: Path, today: date) -> Iterator[Problem]:
    for piece in pieces(folder):
        yield from check_dates(
            piece.lines, piece.sources, checked_on=piece.checked_on, review_by=piece.review_by, today=today
        )


def _guides(folder: Path) -> Iterator[Problem]:
    guides = read_guides(folder)
    for written in guides:
        yield from check_guide(written)
    yield from check_hearing(folder, guides)


def _words(folder: Path) -> Iterator[Problem]:
    rules = load_rules(folder, SOURCE_LOCALE)
    kinder = as_bad_examples(rules)
    bad = bad_examples(folder)
    for file, line, text, _ in content_messages(folder):
        for each in check_text(text.source, rules=kinder if text.context in bad else rules):
            yield Problem(
                file=file,
                line=line,
                problem=each.problem,
                remedy=each.remedy,
                severity=each.severity,
                sentence=each.sentence,
            )
