"""The challenge check for a class, which a trainer reads aloud card by card."""

from dataclasses import dataclass
from datetime import date

from bot.domain.learner import Role
from bot.domain.lesson import Source
from bot.domain.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassCard:
    """Hold one part of a class: what is read aloud and asked.

    `for_you` and `listen_for` are for the trainer's eyes.
    """

    title: Text
    minutes: int
    for_you: tuple[Text, ...] = ()
    say: Text | None = None
    ask: tuple[Text, ...] = ()
    listen_for: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassPlan:
    """Hold a whole class, and what to do if a pupil tells of something that happened."""

    title: Text
    about: Text
    cards: tuple[ClassCard, ...]
    if_somebody_tells: tuple[Text, ...]
    sources: tuple[Source, ...]
    checked_on: date
    review_by: date

    @property
    def minutes(self) -> int:
        """Return how long the class takes."""
        return sum(card.minutes for card in self.cards)


def is_offered_to(role: Role | None) -> bool:
    """Tell whether the menu offers it; the command answers everybody."""
    return role is Role.TEACHER
