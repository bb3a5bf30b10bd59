"""Numbers about learners that tell nothing about a single one.

People are counted, never what they did: twelve quizzes may be one child. A count under `LEAST` is not shown,
nor any other from which it could be worked out by taking what is shown from the total, even by somebody who
knows these rules: what is missing could always be shared out in more than one way.
"""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from bot.domain.challenge import Verdict
from bot.domain.learner import Role

LEAST = 10
_K = TypeVar("_K", bound=Hashable)


@dataclass(frozen=True, slots=True, kw_only=True)
class Table(Generic[_K]):
    """Hold what may be shown of a count that adds up. `total` is None where it is too small itself.

    `hidden` are the rows without a number: small ones, and what protects them. Nobody may learn which is
    which: to know that all are small would often be enough to work them out.
    """

    total: int | None
    shown: Mapping[_K, int]
    hidden: frozenset[_K]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """Count who finished quizzes, and how many of their answers were right."""

    learners: int
    right: int
    wrong: int

    @property
    def percent_right(self) -> int | None:
        """Return the share of right answers; None where too few people stand behind it."""
        answered = self.right + self.wrong
        return None if veiled(self.learners) is None or not answered else round(100 * self.right / answered)


@dataclass(frozen=True, slots=True, kw_only=True)
class Learners:
    """Hold who learns; None stands for who has not said."""

    by_role: Table[Role | None]
    by_locale: Table[str | None]
    by_country: Table[str | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Results:
    """Hold what people did. One person may stand in several rows, so that these do not add up."""

    lessons: Mapping[str, int | None]
    quizzes: int | None
    answers: Answers
    verdicts: Mapping[Verdict, int | None]
    faults: Mapping[str, int | None]


def veiled(count: int, least: int = LEAST) -> int | None:
    """Return a count of people that stands alone; None where it is too small to be shown."""
    return count if count >= least else None


def table(counts: Mapping[_K, int], least: int = LEAST) -> Table[_K]:
    """Hide what is small in a count that adds up to a total, and as much else as keeps it hidden.

    What else is hidden is the first large row in the order given, whatever its number: were it the smallest
    one, who knows the rule would know that it is no larger than what is shown, and narrow down the others.
    """
    total = sum(counts.values())
    hidden = [row for row, count in counts.items() if count < least]
    if hidden and not _is_safe(hidden, counts, least):
        hidden += [row for row in counts if row not in hidden][:1]
    return Table(
        total=None if hidden and not _is_safe(hidden, counts, least) else veiled(total, least),
        shown={row: count for row, count in counts.items() if row not in hidden},
        hidden=frozenset(hidden),
    )


def by_name(counts: Mapping[str | None, int]) -> dict[str | None, int]:
    """Put rows in an order that tells nothing of their numbers, as `table` needs it."""
    return {row: counts[row] for row in sorted(counts, key=lambda row: row or "")}


def _is_safe(hidden: list[_K], counts: Mapping[_K, int], least: int) -> bool:
    """Tell whether the sum of what is hidden, which anybody can work out, leaves open what each row is."""
    hidden_sum = sum(counts[row] for row in hidden)
    return len(hidden) > 1 and hidden_sum >= least and hidden_sum != len(hidden) * (least - 1)
