"""What a reader can do about the lock before their private settings, and about their own safe word."""

from dataclasses import dataclass
from enum import StrEnum

from bot.domain.action import Action


class Then(StrEnum):
    """What is shown once the PIN was right."""

    SETTINGS = "settings"
    ROLE = "role"
    AGE = "age"
    SAFE_WORD = "word"
    LOCK = "lock"
    EXPORT = "export"
    ERASE = "erase"
    REMINDER = "reminder"


@dataclass(frozen=True, slots=True, kw_only=True)
class ShowSafeWord(Action):
    """Ask for a safe word of one's own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoveSafeWord(Action):
    """Have no safe word of one's own any more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShowLock(Action):
    """Show the lock; where there is none, ask for a PIN."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangePin(Action):
    """Ask for another PIN."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RemovePin(Action):
    """Have no PIN any more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseLock(Action):
    """Ask for the PIN again from now on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AskPin(Action):
    """Ask for the PIN, and show then what was wanted."""

    then: Then = Then.SETTINGS


@dataclass(frozen=True, slots=True, kw_only=True)
class ForgetPin(Action):
    """Tell what can be done without the PIN."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EraseLater(Action):
    """Have everything erased after a day, unless the right PIN comes before."""
