"""A PIN before the private settings: what makes one, how tries are slowed down, how long it stays open."""

import unicodedata
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import pairwise

SHORTEST, LONGEST = 4, 8
FREE_TRIES = 5
WAITS = tuple(timedelta(minutes=minutes) for minutes in (5, 30, 120, 480, 1440))
"""After the fifth wrong try, and after each further one; the last holds for all that follow."""
OPEN_FOR = timedelta(minutes=10)
ERASED_AFTER = timedelta(days=1)
"""From when somebody without the PIN asks for everything to be erased; the right PIN calls it off."""
_BETWEEN = frozenset(" -\u00a0")


class NewPin(StrEnum):
    """What is to be said of digits that somebody wants as a PIN."""

    GOOD = "good"
    LENGTH = "length"
    EASY = "easy"


@dataclass(frozen=True, slots=True, kw_only=True)
class Lock:
    """Hold the lock before the private settings. `sealed` is what the PIN is checked against, if one is set.

    No try counts before `wait_until`; until `open_until` nothing is asked. At `erase_at` everything is
    erased, unless the right PIN comes before.
    """

    sealed: bytes | None = None
    tries: int = 0
    wait_until: datetime | None = None
    open_until: datetime | None = None
    erase_at: datetime | None = None

    @property
    def is_set(self) -> bool:
        """Tell whether there is a PIN."""
        return self.sealed is not None

    def is_closed(self, now: datetime) -> bool:
        """Tell whether the PIN is asked for."""
        return self.is_set and (self.open_until is None or self.open_until <= now)

    def wait(self, now: datetime) -> timedelta:
        """Return how long it takes until a try counts."""
        return max(self.wait_until - now, timedelta()) if self.wait_until else timedelta()


NO_LOCK = Lock()


def digits(text: str | None) -> str | None:
    """Read digits, in any script, that stand alone in a message; None where anything else is in it."""
    signs = [sign for sign in text or "" if sign not in _BETWEEN]
    if not signs or not all(sign.isdecimal() for sign in signs):
        return None
    return "".join(str(unicodedata.decimal(sign)) for sign in signs)


def judge(pin: str) -> NewPin:
    """Judge what somebody wants as a PIN; one that is guessed first is none."""
    if not SHORTEST <= len(pin) <= LONGEST:
        return NewPin.LENGTH
    steps = {(int(after) - int(before)) % 10 for before, after in pairwise(pin)}
    return NewPin.EASY if len(steps) == 1 and steps <= {0, 1, 9} else NewPin.GOOD


def missed(lock: Lock, *, now: datetime) -> Lock:
    """Return the lock after a wrong try."""
    tries = lock.tries + 1
    beyond = tries - FREE_TRIES
    wait_until = now + WAITS[min(beyond, len(WAITS) - 1)] if beyond >= 0 else None
    return replace(lock, tries=tries, wait_until=wait_until)


def opened(lock: Lock, *, now: datetime) -> Lock:
    """Return the lock after the right PIN, which also calls the erasing off."""
    return Lock(sealed=lock.sealed, open_until=now + OPEN_FOR)


def closed(lock: Lock) -> Lock:
    """Return the lock closed at once."""
    return replace(lock, open_until=None)


def to_be_erased(lock: Lock, *, now: datetime) -> Lock:
    """Return the lock of somebody without the PIN who wants to begin again; asking twice puts nothing off."""
    return replace(lock, erase_at=lock.erase_at or now + ERASED_AFTER)
