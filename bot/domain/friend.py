"""Help a friend: what a teen can write, when an adult is needed, what not to promise."""

from dataclasses import dataclass
from datetime import date
from typing import NewType

from bot.domain.learner import Role
from bot.domain.lesson import LessonId, Source
from bot.domain.text import Text

WorryId = NewType("WorryId", str)


@dataclass(frozen=True, slots=True, kw_only=True)
class Worry:
    """Hold what helps with one worry about a friend.

    `sentences` are ready to be sent. `is_urgent` puts the adult before everything else. `lesson` tells more.
    """

    id: WorryId
    icon: str
    is_urgent: bool
    lesson: LessonId
    button: Text
    opening: Text
    sentences: tuple[Text, ...]
    adult_when: Text
    do_not_promise: Text
    for_you: Text
    sources: tuple[Source, ...]
    checked_on: date
    review_by: date


def is_offered_to(role: Role | None) -> bool:
    """Tell whether the menu offers it; the command and links answer everybody."""
    return role in {Role.TEEN, None}
