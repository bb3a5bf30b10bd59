"""The first contact: which question comes next. Every question can be skipped, and answered later."""

import re
from collections.abc import Callable
from dataclasses import replace

from bot.domain.action import Action
from bot.domain.actions.arrival import ChooseAge, ChooseCountry, ChooseLanguage, ChooseRole, ShowWelcome
from bot.domain.actions.challenge import ChooseEntry
from bot.domain.actions.coordinators import OpenInvitation
from bot.domain.actions.guides import ShowGuide
from bot.domain.actions.help import ShowHelp
from bot.domain.actions.lessons import ShowLesson
from bot.domain.actions.pairs import ShowPair
from bot.domain.actions.settings import JoinClass
from bot.domain.learner import AgeBand, Learner, Role, Step

_NEXT = {
    Step.LANGUAGE: Step.ROLE,
    Step.ROLE: Step.AGE,
    Step.AGE: Step.COUNTRY,
    Step.COUNTRY: Step.DONE,
    Step.DONE: Step.DONE,
}
_ASKS: dict[Step, Action] = {
    Step.LANGUAGE: ChooseLanguage(),
    Step.ROLE: ChooseRole(),
    Step.AGE: ChooseAge(),
    Step.COUNTRY: ChooseCountry(),
    Step.DONE: ShowWelcome(),
}
COHORT = r"[a-z0-9-]{1,24}"
"""What a class or group may be called in a link."""
_NAMED = re.compile(rf"(lesson|guide|pair|join|class)-({COHORT})")
_OPENERS: dict[str, Callable[[str], Action]] = {
    "lesson": lambda name: ShowLesson(lesson=name),
    "guide": lambda name: ShowGuide(guide=name),
    "pair": lambda name: ShowPair(pair=name),
    "join": lambda token: OpenInvitation(token=token),
    "class": lambda tag: JoinClass(cohort=tag),
}
_HELP = re.compile(r"help(?:-([A-Z]{2}))?")


def question(learner: Learner) -> Action:
    """Return what asks the learner's next open question, or welcomes them."""
    return _ASKS[learner.step]


def past(learner: Learner, step: Step) -> Learner:
    """Return the learner once `step` is answered or skipped; a later step is never undone."""
    if learner.step is not step:
        return learner
    following = _NEXT[step]
    if following is Step.AGE and learner.role is not Role.TEEN:
        following = Step.COUNTRY
    return replace(learner, step=following)


def in_language(learner: Learner, locale: str, *, likely_zone: str | None) -> Learner:
    """Return the learner in another language; it hints at the clocks they live by while none is known."""
    return past(replace(learner, locale=locale, zone=learner.zone or likely_zone), Step.LANGUAGE)


def in_role(learner: Learner, role: Role) -> Learner:
    """Return the learner in a role; an age belongs to teens only."""
    age_band = learner.age_band if role is Role.TEEN else None
    changed = past(replace(learner, role=role, age_band=age_band), Step.ROLE)
    if role is not Role.TEEN:
        return past(changed, Step.AGE)
    if age_band is None and changed.step is Step.DONE:
        return replace(changed, step=Step.AGE)
    return changed


def of_age(learner: Learner, age_band: AgeBand) -> Learner:
    """Return the learner in an age band; a child under 13 stays at the question until a grown-up is there."""
    aged = replace(learner, age_band=age_band)
    return aged if age_band is AgeBand.UNDER_13 else past(aged, Step.AGE)


def in_country(learner: Learner, country: str, *, zone: str | None) -> Learner:
    """Return the learner in a country, whose clocks they then live by."""
    return past(replace(learner, country=country, zone=zone), Step.COUNTRY)


def link(action: Action) -> str | None:
    """Write the link that leads to an action; None where no link of ours does."""
    match action:
        case ShowLesson(lesson=name):
            return f"lesson-{name}"
        case ShowPair(pair=name):
            return f"pair-{name}"
        case OpenInvitation(token=name):
            return f"join-{name}"
        case JoinClass(cohort=name):
            return f"class-{name}"
        case _:
            return None


def target(payload: str | None) -> Action | None:
    """Read where a deep link leads; None for what is no link of ours.

    `lesson-<id>`, `guide-<id>`, `pair-<id>`, `join-<token>`, `class-<tag>`, `challenge`, `help` and
    `help-<CC>` are.
    """
    if not payload:
        return None
    if payload == "challenge":
        return ChooseEntry()
    if found := _NAMED.fullmatch(payload):
        return _OPENERS[found[1]](found[2])
    if found := _HELP.fullmatch(payload):
        return ShowHelp(country=found[1])
    return None
