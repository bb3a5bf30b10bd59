"""Rules about when something was checked and when it is due again."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from bot.content.problem import Problem, Severity
from bot.content.reader import Lines
from bot.domain.lesson import Source

NOTICE = timedelta(days=30)
LONGEST = timedelta(days=2 * 366)


def check_dates(
    lines: Lines, sources: Sequence[Source], *, checked_on: date, review_by: date, today: date
) -> Iterator[Problem]:
    """Find days that cannot be, and reviews that are due."""
    yield from _future(lines, sources, checked_on, today)
    line = lines.at("review_by")
    if review_by <= checked_on:
        yield _error(lines, line, "`review_by` is not after `checked_on`.", "Write a later day.")
    elif review_by - checked_on > LONGEST:
        yield _error(lines, line, "`review_by` is more than 24 months away.", "Write an earlier day.")
    if review_by < today:
        yield _error(lines, line, f"The review was due on {review_by}.", "Read the sources again.")
    elif review_by - today <= NOTICE:
        problem = f"The review is due on {review_by}."
        yield Problem(
            file=lines.file,
            line=line,
            problem=problem,
            remedy="Read the sources again soon.",
            severity=Severity.WARNING,
        )


def _future(lines: Lines, sources: Sequence[Source], checked_on: date, today: date) -> Iterator[Problem]:
    if checked_on > today:
        yield _error(lines, lines.at("checked_on"), "`checked_on` has not come yet.", "Correct the day.")
    for place, source in enumerate(sources):
        if source.read_on > today:
            line = lines.at("sources", place, "read_on")
            yield _error(lines, line, "`read_on` has not come yet.", "Correct the day.")
        if source.read_on > checked_on:
            line = lines.at("sources", place, "read_on")
            yield _error(lines, line, "A source was read after `checked_on`.", "Move `checked_on`.")


def _error(lines: Lines, line: int, problem: str, remedy: str) -> Problem:
    return Problem(file=lines.file, line=line, problem=problem, remedy=remedy)
