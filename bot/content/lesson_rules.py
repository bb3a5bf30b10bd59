"""Rules a lesson and the course must keep."""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import chain

from bot.content.date_rules import check_dates
from bot.content.lessons import Course
from bot.content.messages import LABEL_LIMIT
from bot.content.problem import Problem
from bot.content.reader import Lines, Spot
from bot.domain.lesson import Audience, Lesson
from bot.domain.quiz import Choice, Question

FEWEST_WORDS, MOST_WORDS = 60, 120
CHOICE_LIMIT = 60
LOPSIDED = 1.6
TOO_TELLING = 0.5
"""The share of questions whose right answer may be the longest one."""
BLAMELESS = frozenset({"odd-chat", "threatened", "picture", "tell"})
"""Happenings after which a reader must hear that it is not their fault."""
NOT_YOUR_FAULT = "not your fault"

_ALL_OF_THEM = re.compile(r"\b(all|none|both|neither) of (the above|these)\b", re.IGNORECASE)


def check_course(course: Course, *, today: date) -> Iterator[Problem]:
    """Find everything in which the course breaks a rule."""
    yield from _long_labels(course)
    yield from _dead_ends(course)
    yield from _telling_lengths(course)
    for lesson in course.lessons:
        yield from check_lesson(lesson, course.lines[lesson.id], today=today)


def check_lesson(lesson: Lesson, lines: Lines, *, today: date) -> Iterator[Problem]:
    """Find everything in which a lesson breaks a rule."""
    yield from check_dates(
        lines, lesson.sources, checked_on=lesson.checked_on, review_by=lesson.review_by, today=today
    )
    yield from _word_count(lesson, lines)
    yield from _label(lines, ("title",), lesson.title.source)
    yield from _blame(lesson, lines)
    for place, question in enumerate(lesson.questions):
        yield from _question(question, lines, place)


def _word_count(lesson: Lesson, lines: Lines) -> Iterator[Problem]:
    words = sum(len(card.body.source.split()) for card in lesson.cards)
    if not FEWEST_WORDS <= words <= MOST_WORDS:
        problem = f"The cards have {words} words in all."
        yield _problem(lines, ("cards",), problem, f"Write {FEWEST_WORDS} to {MOST_WORDS}.")


def _blame(lesson: Lesson, lines: Lines) -> Iterator[Problem]:
    said = " ".join(card.body.source + card.title.source for card in lesson.cards)
    if BLAMELESS & set(lesson.happenings) and NOT_YOUR_FAULT not in said.casefold():
        problem = "No card says that it is not their fault."
        yield _problem(lines, ("cards",), problem, "Write “It is not your fault.” on a card.")


def _question(question: Question, lines: Lines, place: int) -> Iterator[Problem]:
    spot: Spot = ("questions", place, "choices")
    lengths = [len(choice.text.source) for choice in question.choices]
    if max(lengths) > LOPSIDED * min(lengths):
        yield _problem(lines, spot, "One choice is much longer than another.", "Make them about equal.")
    if len({choice.text.source for choice in question.choices}) < len(question.choices):
        yield _problem(lines, spot, "Two choices say the same.", "Change one of them.")
    for number, choice in enumerate(question.choices):
        yield from _choice(choice, lines, (*spot, number, "text"))


def _choice(choice: Choice, lines: Lines, spot: Spot) -> Iterator[Problem]:
    if len(choice.text.source) > CHOICE_LIMIT:
        yield _problem(lines, spot, f"A choice is longer than {CHOICE_LIMIT} characters.", "Shorten it.")
    if _ALL_OF_THEM.search(choice.text.source):
        yield _problem(
            lines, spot, "A choice points at the others.", "The order changes: write its own words."
        )


def _long_labels(course: Course) -> Iterator[Problem]:
    lines = course.unit_lines
    for place, unit in enumerate(course.units):
        yield from _label(lines, ("units", place, "title"), unit.title.source)
    for place, topic in enumerate(course.topics.values()):
        yield from _label(lines, ("topics", place, "label"), topic.label.source)
    for place, happening in enumerate(course.happenings.values()):
        yield from _label(lines, ("happenings", place, "label"), happening.label.source)
        yield from _label(lines, ("happenings", place, "parent_label"), happening.parent_label.source)


def _dead_ends(course: Course) -> Iterator[Problem]:
    """Find what the finder offers a teen or a parent although nothing is behind it."""
    for audience in (Audience.TEEN, Audience.PARENT):
        lessons = [lesson for lesson in course.lessons if lesson.audience in {audience, Audience.BOTH}]
        led_to: dict[str, tuple[Iterable[str], Iterable[str]]] = {
            "topics": (course.topics, chain.from_iterable(lesson.topics for lesson in lessons)),
            "happenings": (course.happenings, chain.from_iterable(lesson.happenings for lesson in lessons)),
        }
        for key, (offered, reached) in led_to.items():
            yield from _unreached(course.unit_lines, key, offered, set(reached), audience)


def _unreached(
    lines: Lines, key: str, offered: Iterable[str], reached: set[str], audience: Audience
) -> Iterator[Problem]:
    for place, name in enumerate(offered):
        if name not in reached:
            problem = f"`{name}` leads a {audience} to no lesson."
            yield _problem(lines, (key, place), problem, "Name it in a lesson, or remove it.")


def _telling_lengths(course: Course) -> Iterator[Problem]:
    questions = list(chain.from_iterable(lesson.questions for lesson in course.lessons))
    telling = sum(_is_longest(question.choices) for question in questions)
    if telling > TOO_TELLING * len(questions):
        problem = f"In {telling} of {len(questions)} questions the right choice is the longest."
        yield _problem(course.unit_lines, (), problem, "Shorten right choices, or lengthen others.")


def _is_longest(choices: Iterable[Choice]) -> bool:
    longest = max(choices, key=lambda choice: (len(choice.text.source), not choice.is_right))
    return longest.is_right


def _label(lines: Lines, spot: Spot, label: str) -> Iterator[Problem]:
    if len(label) > LABEL_LIMIT:
        problem = f"“{label}” has {len(label)} characters and stands on a button."
        yield _problem(lines, spot, problem, f"Shorten it to {LABEL_LIMIT}.")


def _problem(lines: Lines, spot: Spot, problem: str, remedy: str) -> Problem:
    return Problem(file=lines.file, line=lines.at(*spot), problem=problem, remedy=remedy)
