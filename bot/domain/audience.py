"""Who a broadcast is for, and what that comes to."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TypeVar

from bot.domain.learner import AgeBand, Role
from bot.domain.mandate import Mandate, is_within

_V = TypeVar("_V")
T = TypeVar("T", "Traits", "Audience")

SEEN_WITHIN = (7, 30, 90)
"""Days."""


class Trait(StrEnum):
    """What people are chosen by."""

    ROLE = "role"
    AGE = "age"
    LOCALE = "lang"
    COUNTRY = "land"
    COHORT = "class"
    PROGRESS = "done"
    SEEN = "seen"


class ProgressKind(StrEnum):
    """How far somebody has come in the course."""

    NOTHING = "nothing"
    BEGUN = "begun"
    FINISHED = "finished"


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """Hold how far somebody has come: FINISHED takes all the lessons of a unit, as they were when chosen."""

    kind: ProgressKind
    unit: str = ""
    lessons: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Traits:
    """Hold what people are chosen by; `seen_within` counts days. What is empty chooses nobody."""

    roles: frozenset[Role] = frozenset()
    ages: frozenset[AgeBand] = frozenset()
    locales: frozenset[str] = frozenset()
    countries: frozenset[str] = frozenset()
    cohorts: frozenset[str] = frozenset()
    progress: Progress | None = None
    seen_within: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Audience:
    """Hold who is meant: who has all that is chosen, and nothing of `without`.

    An empty choice means everyone, of whatever kind. Whose language has no text gets the one in the language
    `spare`, or is left out where that is None.
    """

    roles: frozenset[Role] = frozenset()
    ages: frozenset[AgeBand] = frozenset()
    locales: frozenset[str] = frozenset()
    countries: frozenset[str] = frozenset()
    cohorts: frozenset[str] = frozenset()
    progress: Progress | None = None
    seen_within: int | None = None
    without: Traits = Traits()
    spare: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """Count the learners of an audience who are alike in all that matters for sending.

    `unasked_on` is the local day of their last unasked message, where that may be today.
    """

    locale: str
    zone: str | None
    quiet_from: int
    quiet_until: int
    unasked_on: str | None = None
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """Hold how many get a broadcast, by the language of its text, and who is left out, by their own.

    `spared` get it in the spare language. `asleep` get it later, in their morning, and so do `served`, who
    had an unasked message that day; `too_late` would get it when it has expired. `begins_at` is when it
    starts, `ends_at` when the last one has it; `takes` is the sending alone.
    """

    by_locale: Mapping[str, int]
    left_out: Mapping[str, int]
    spared: int
    asleep: int
    served: int = 0
    too_late: int = 0
    begins_at: datetime
    ends_at: datetime
    takes: timedelta = timedelta()

    @property
    def recipients(self) -> int:
        """Return how many get it."""
        return sum(self.by_locale.values())


def with_trait(traits: T, trait: Trait, value: str, *, is_in: bool) -> T:
    """Choose somebody by a trait, or give the choice up; raise `ValueError` for what is none."""
    match trait:
        case Trait.ROLE:
            changed = replace(traits, roles=_with(traits.roles, Role(value), is_in=is_in))
        case Trait.AGE:
            changed = replace(traits, ages=_with(traits.ages, AgeBand(value), is_in=is_in))
        case Trait.LOCALE:
            changed = replace(traits, locales=_with(traits.locales, value, is_in=is_in))
        case Trait.COUNTRY:
            changed = replace(traits, countries=_with(traits.countries, value, is_in=is_in))
        case Trait.COHORT:
            changed = replace(traits, cohorts=_with(traits.cohorts, value, is_in=is_in))
        case Trait.SEEN:
            changed = replace(traits, seen_within=int(value) if is_in else None)
        case Trait.PROGRESS:
            progress = Progress(kind=ProgressKind(value)) if is_in else None
            changed = replace(traits, progress=progress)
    return changed


def with_finished(traits: T, unit: str, lessons: Iterable[str]) -> T:
    """Choose who has finished a unit."""
    progress = Progress(kind=ProgressKind.FINISHED, unit=unit, lessons=frozenset(lessons))
    return replace(traits, progress=progress)


def is_covered(audience: Audience, mandate: Mandate) -> bool:
    """Tell whether nobody in the audience is outside a coordinator's scope."""
    return is_within(audience.countries, mandate.countries) and is_within(audience.cohorts, mandate.cohorts)


def narrowed(audience: Audience, mandate: Mandate) -> Audience:
    """Return the audience without whom a coordinator's scope does not reach."""
    return replace(
        audience,
        countries=_narrowed(audience.countries, mandate.countries),
        cohorts=_narrowed(audience.cohorts, mandate.cohorts),
    )


def text_locale(locale: str, written: Iterable[str], spare: str | None) -> str | None:
    """Return the language in which a learner gets the text; None for who gets none."""
    written = frozenset(written)
    if locale in written:
        return locale
    return spare if spare in written else None


def duration(count: int, per_second: int) -> timedelta:
    """Return how long so many messages take."""
    return timedelta(seconds=-(-count // per_second))


def _with(chosen: frozenset[_V], one: _V, *, is_in: bool) -> frozenset[_V]:
    return chosen | {one} if is_in else chosen - {one}


def _narrowed(chosen: frozenset[str], scope: frozenset[str]) -> frozenset[str]:
    return chosen & scope or scope if scope else chosen
