"""Mandates: what a coordinator may do, and for whom."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from enum import StrEnum

INVITATION_LIFE = timedelta(hours=48)


class Rank(StrEnum):
    """How much a coordinator is trusted with; each rank may do what those before it may."""

    VIEWER = "viewer"
    EDITOR = "editor"
    SENDER = "sender"
    ADMIN = "admin"


class Deed(StrEnum):
    """What a mandate is needed for."""

    LOOK = "look"
    WRITE = "write"
    SEND = "send"
    GRANT = "grant"


_MAY: Mapping[Rank, frozenset[Deed]] = {
    Rank.VIEWER: frozenset({Deed.LOOK}),
    Rank.EDITOR: frozenset({Deed.LOOK, Deed.WRITE}),
    Rank.SENDER: frozenset({Deed.LOOK, Deed.WRITE, Deed.SEND}),
    Rank.ADMIN: frozenset(Deed),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Mandate:
    """Hold a rank and its scope: countries (ISO 3166-1 alpha-2) and cohorts; none named means all."""

    rank: Rank
    countries: frozenset[str] = frozenset()
    cohorts: frozenset[str] = frozenset()

    def may(self, deed: Deed) -> bool:
        """Tell whether the rank is enough; whom it may concern is another question."""
        return deed in _MAY[self.rank]

    def covers_all_of(self, other: "Mandate") -> bool:
        """Tell whether another mandate gives nothing that this one has not."""
        return (
            _MAY[other.rank] <= _MAY[self.rank]
            and is_within(other.countries, self.countries)
            and is_within(other.cohorts, self.cohorts)
        )


FOUNDER = Mandate(rank=Rank.ADMIN)
"""The mandate of whoever is named in the settings."""


def with_country(mandate: Mandate, country: str, *, is_in: bool) -> Mandate:
    """Take a country into the scope, or out of it."""
    countries = mandate.countries | {country} if is_in else mandate.countries - {country}
    return replace(mandate, countries=countries)


def is_within(chosen: frozenset[str], scope: frozenset[str]) -> bool:
    """Tell whether a choice, of which none means all, stays within a scope that is written alike."""
    return not scope or (bool(chosen) and chosen <= scope)
