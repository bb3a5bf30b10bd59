"""Consent: who has agreed to what is kept about them, and who has to be asked before more is."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import IntEnum, StrEnum

from bot.domain.learner import AgeBand, Learner, Role, Step

VERSION = "1"
"""Which words of the notice are shown (bot/screens/consent.py); with another one everybody is asked again."""
SAFE_AGE = 16
"""From which age somebody agrees alone where the country's age is not known: the highest of the GDPR."""
_ADULTS = frozenset({Role.PARENT, Role.TEACHER})
_AT_LEAST: Mapping[AgeBand | None, int] = {
    None: 0,
    AgeBand.UNDER_13: 0,
    AgeBand.FROM_13: 13,
    AgeBand.FROM_16: 16,
}


class Ground(IntEnum):
    """What has to be agreed to before something is answered.

    NOTHING: it stores nothing of whoever has not agreed, and always answers: help, privacy, erasure.
    READING: the same, but who agreed to older words is shown the new ones first.
    AGREED: the words have been agreed to. WHOLE: by an adult too, where the law of the country asks for one.
    """

    NOTHING = 0
    READING = 1
    AGREED = 2
    WHOLE = 3


class By(StrEnum):
    """Who agreed to the words of today. BEGUN: the learner, whose age and country are still being asked."""

    BEGUN = "begun"
    LEARNER = "learner"
    ADULT = "adult"
    NOBODY = "nobody"


WITHHELD = f"{VERSION}-{By.NOBODY}"
"""What is noted of who turned the words of today down."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentAges:
    """Hold from which age somebody agrees alone, by country."""

    by_country: Mapping[str, int] = field(default_factory=dict)
    elsewhere: int = SAFE_AGE

    def of(self, country: str | None) -> int:
        """Return the age of a country; the safe one where it is not known."""
        return self.by_country.get(country or "", self.elsewhere)


def agreed_by(learner: Learner) -> By | None:
    """Return who agreed to the words of today; None where they were not answered yet."""
    version, _, by = (learner.consent_version or "").partition("-")
    return By(by) if version == VERSION else None


def is_outdated(learner: Learner) -> bool:
    """Tell whether it was other words than today's that were agreed to."""
    return learner.consented_at is not None and agreed_by(learner) is None


def is_withheld(learner: Learner) -> bool:
    """Tell whether the words of today were turned down by somebody who had agreed to earlier ones."""
    return learner.consent_version == WITHHELD


def needs_adult(learner: Learner, ages: ConsentAges) -> bool:
    """Tell whether an adult has to agree: the youngest somebody may be decides."""
    if learner.role in _ADULTS or learner.mandate is not None:
        return False
    return _AT_LEAST[learner.age_band] < ages.of(learner.country)


def allows(learner: Learner, ground: Ground, ages: ConsentAges) -> bool:
    """Tell whether something with this ground may be answered now."""
    by = agreed_by(learner)
    has_agreed = by is not None and by is not By.NOBODY
    match ground:
        case Ground.NOTHING:
            return True
        case Ground.READING:
            return not is_outdated(learner)
        case Ground.AGREED:
            return has_agreed
        case Ground.WHOLE:
            return has_agreed and (by is By.ADULT or not needs_adult(learner, ages))


def agree(learner: Learner, *, with_adult: bool, now: datetime) -> Learner:
    """Return the learner once the words of today are agreed to."""
    return _noted(replace(learner, consented_at=now), By.ADULT if with_adult else By.BEGUN)


def settle(learner: Learner, ages: ConsentAges) -> Learner:
    """Return the learner with what they agreed to alone, as soon as it is known that this is enough."""
    is_enough = agreed_by(learner) is By.BEGUN and not needs_adult(learner, ages)
    return _noted(learner, By.LEARNER) if is_enough else learner


def decline(learner: Learner) -> Learner:
    """Return the learner who does not agree now.

    What was kept while an adult's word was still missing goes; what was agreed to earlier stays until they
    erase it, but nothing comes unasked and nothing is added.
    """
    if agreed_by(learner) is By.BEGUN:
        return bare(learner)
    return learner if learner.consented_at is None else _noted(learner, By.NOBODY)


def bare(learner: Learner) -> Learner:
    """Return the learner with nothing but the language, and the chat it is spoken in."""
    return Learner(
        id=learner.id,
        chat_id=learner.chat_id,
        locale=learner.locale,
        lesson_locale=learner.lesson_locale,
        step=learner.step if learner.step is Step.LANGUAGE else Step.ROLE,
        place=learner.place,
        joined_at=learner.joined_at,
    )


def _noted(learner: Learner, by: By) -> Learner:
    return replace(learner, consent_version=f"{VERSION}-{by.value}")
