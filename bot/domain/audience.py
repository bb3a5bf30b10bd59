"""Who a broadcast is for, and what that comes to."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TypeVar

from bot.domain.learner import Role
from bot.domain.mandate import Mandate, is_within
from bot.domain.quiet import end_of_quiet

_T = TypeVar("_T")

SPARE = "en"
"""The language that others may be offered where theirs has no text."""


class Others(StrEnum):
    """What becomes of learners whose language has no text."""

    LEAVE_OUT = "out"
    IN_ENGLISH = "en"


@dataclass(frozen=True, slots=True, kw_only=True)
class Audience:
    """Hold who is meant. An empty choice means everyone, of whatever kind."""

    roles: frozenset[Role] = frozenset()
    locales: frozenset[str] = frozenset()
    countries: frozenset[str] = frozenset()
    cohorts: frozenset[str] = frozenset()
    others: Others = Others.LEAVE_OUT


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """Count the learners of an audience who are alike in all that matters for sending."""

    locale: str
    zone: str | None
    quiet_from: int
    quiet_until: int
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """Hold how many get a broadcast, by the language of its text, and who is left out, by their own.

    `asleep` get it later, in their morning; `ends_at` is when the last one has it.
    """

    by_locale: Mapping[str, int]
    left_out: Mapping[str, int]
    in_english: int
    asleep: int
    ends_at: datetime

    @property
    def recipients(self) -> int:
        """Return how many get it."""
        return sum(self.by_locale.values())


def with_role(audience: Audience, role: Role, *, is_in: bool) -> Audience:
    """Choose a role or give it up."""
    return replace(audience, roles=_with(audience.roles, role, is_in=is_in))


def with_locale(audience: Audience, locale: str, *, is_in: bool) -> Audience:
    """Choose a language or give it up."""
    return replace(audience, locales=_with(audience.locales, locale, is_in=is_in))


def with_country(audience: Audience, country: str, *, is_in: bool) -> Audience:
    """Choose a country or give it up."""
    return replace(audience, countries=_with(audience.countries, country, is_in=is_in))


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


def text_locale(locale: str, written: Iterable[str], others: Others) -> str | None:
    """Return the language in which a learner gets the text; None for who gets none."""
    written = frozenset(written)
    if locale in written:
        return locale
    return SPARE if others is Others.IN_ENGLISH and SPARE in written else None


def reckon(
    audience: Audience, written: Iterable[str], shares: Iterable[Share], *, now: datetime, per_second: int
) -> Reach:
    """Work out how many are reached and until when; nobody is woken for it."""
    written = frozenset(written)
    by_locale, left_out, waking = Counter[str](), Counter[str](), Counter[datetime]()
    in_english = 0
    for share in shares:
        locale = text_locale(share.locale, written, audience.others)
        if locale is None:
            left_out[share.locale] += share.count
            continue
        by_locale[locale] += share.count
        in_english += share.count if locale != share.locale else 0
        waking[end_of_quiet(share.quiet_from, share.quiet_until, share.zone, now)] += share.count
    return Reach(
        by_locale=dict(by_locale),
        left_out=dict(left_out),
        in_english=in_english,
        asleep=sum(count for at, count in waking.items() if at > now),
        ends_at=_end(waking, now, per_second),
    )


def duration(count: int, per_second: int) -> timedelta:
    """Return how long so many messages take."""
    return timedelta(seconds=-(-count // per_second))


def _end(waking: Mapping[datetime, int], now: datetime, per_second: int) -> datetime:
    """Let each group wait for its morning, and for those before it."""
    end = now
    for at in sorted(waking):
        end = max(end, at) + duration(waking[at], per_second)
    return end


def _with(chosen: frozenset[_T], one: _T, *, is_in: bool) -> frozenset[_T]:
    return chosen | {one} if is_in else chosen - {one}


def _narrowed(chosen: frozenset[str], scope: frozenset[str]) -> frozenset[str]:
    return chosen & scope or scope if scope else chosen
