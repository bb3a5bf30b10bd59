"""A learner: whoever talks with the bot, as little of them as the work needs."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NewType

from bot.domain.mandate import Mandate
from bot.domain.pin import NO_LOCK, Lock

LearnerId = NewType("LearnerId", int)


class Role(StrEnum):
    """Who the learner says they are."""

    TEEN = "teen"
    PARENT = "parent"
    TEACHER = "teacher"


class AgeBand(StrEnum):
    """A teen's neutral age band; unknown is treated as the youngest."""

    UNDER_13 = "u13"
    FROM_13 = "13-15"
    FROM_16 = "16-17"


class Step(StrEnum):
    """How far the first contact has come; DONE when nothing is left to ask."""

    LANGUAGE = "language"
    ROLE = "role"
    AGE = "age"
    COUNTRY = "country"
    DONE = "done"


@dataclass(frozen=True, slots=True, kw_only=True)
class Learner:
    """Hold what is stored about a person. No name, no username, no birth date, no words of theirs.

    `locale` is a BCP 47 tag of a served language, `lesson_locale` that of the lessons where the first has
    none (None: not chosen); `country` an ISO 3166-1 alpha-2 code; `zone` an IANA name;
    `place` the packed action that shows the screen the learner is on (None before the first one).
    `quiet_from` and `quiet_until` are minutes after local midnight; `unasked_on` is the local day (ISO 8601)
    of the last message nobody had asked for; until `calm_until` nothing comes but help. `lock` stands before
    the private settings. `cohort` names the class or group whose link brought them; coordinators have a
    mandate. `consent_version` and `consented_at` tell which words about privacy were agreed to, by whom, and
    when (bot/domain/consent.py).
    """

    id: LearnerId
    chat_id: int
    locale: str
    lesson_locale: str | None = None
    step: Step
    role: Role | None = None
    age_band: AgeBand | None = None
    country: str | None = None
    zone: str | None = None
    place: str | None = None
    is_discreet: bool = False
    quiet_from: int = 20 * 60
    quiet_until: int = 8 * 60
    joined_at: datetime
    consent_version: str | None = None
    consented_at: datetime | None = None
    stopped_at: datetime | None = None
    unreachable_at: datetime | None = None
    calm_until: datetime | None = None
    unasked_on: str | None = None
    lock: Lock = NO_LOCK
    cohort: str | None = None
    mandate: Mandate | None = None
