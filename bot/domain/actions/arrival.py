"""What a reader can ask for while arriving; the same choices are changed later from the settings."""

from dataclasses import dataclass

from bot.domain.action import Action
from bot.domain.learner import AgeBand, Role, Step


@dataclass(frozen=True, slots=True, kw_only=True)
class Start(Action):
    """Open the chat, perhaps by a deep link that leads somewhere (`payload`)."""

    payload: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChooseLanguage(Action):
    """Ask for the language."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SetLanguage(Action):
    """Speak this language from now on."""

    locale: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChooseLessonLanguage(Action):
    """Ask for the language of the lessons, where the reader's own has none yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SetLessonLanguage(Action):
    """Teach in this language from now on."""

    locale: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChooseRole(Action):
    """Ask who the reader is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SetRole(Action):
    """Take the reader as a teen, a parent or a teacher."""

    role: Role


@dataclass(frozen=True, slots=True, kw_only=True)
class ChooseAge(Action):
    """Ask a teen for the age band."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SetAge(Action):
    """Take the reader as of this age band."""

    age_band: AgeBand


@dataclass(frozen=True, slots=True, kw_only=True)
class ChooseCountry(Action):
    """Ask for the country; a page of the list, or the first letters."""

    page: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SetCountry(Action):
    """Take the reader as living in this country."""

    country: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SkipStep(Action):
    """Leave a question of the first contact open."""

    step: Step


@dataclass(frozen=True, slots=True, kw_only=True)
class ShowWelcome(Action):
    """Show that the first contact is done, and where to begin."""
