"""Consent: asked before anything beyond the language is stored, and again when the words change."""

from dataclasses import replace

from bot.app import Turn
from bot.domain import arrival, consent
from bot.domain.action import Action, ShowMenu
from bot.domain.actions.consent import Agree, AskConsent, NotNow
from bot.domain.consent import By, Ground
from bot.domain.learner import Learner, Step
from bot.screens import consent as screens
from bot.screens.base import Screen
from bot.screens.consent import Asked
from bot.storage import learners
from bot.tg.handlers.arrival import likely_zone


async def ask(turn: Turn, action: AskConsent) -> Screen:
    """Show the notice, to be answered by whoever has to."""
    learner = turn.learner
    return screens.ask(
        turn.t,
        _asked(turn),
        age=turn.app.ages.of(learner.country),
        then=action.then,
        has_role=learner.role is not None,
    )


async def ask_before(turn: Turn, action: Action) -> Screen:
    """Show the notice instead of what it has to come before."""
    return await ask(turn, AskConsent(then=arrival.link(action)))


async def agree(turn: Turn, action: Agree) -> Screen:
    """Note the yes, and go on; a yes to other words than today's is asked for again."""
    if action.version != consent.VERSION:
        return await ask(turn, AskConsent(then=action.then))
    with_adult = action.with_adult and consent.agreed_by(turn.learner) is not None
    agreed = consent.agree(turn.learner, with_adult=with_adult, now=turn.now)
    learner = consent.settle(_at_home(agreed), turn.app.ages)
    await learners.save(turn.tx, learner)
    return await turn.of(learner).show(arrival.target(action.then) or _following(turn, learner))


async def not_now(turn: Turn, _action: NotNow) -> Screen:
    """Note nothing but the no, and only where something is kept that it is about."""
    learner = consent.decline(turn.learner)
    if learner != turn.learner:
        await learners.save(turn.tx, learner)
    return screens.withheld(turn.t) if consent.is_withheld(learner) else screens.declined(turn.t)


def _asked(turn: Turn) -> Asked:
    if consent.is_outdated(turn.learner) or consent.is_withheld(turn.learner):
        return Asked.NEW_WORDS
    has_begun = consent.agreed_by(turn.learner) in {By.BEGUN, By.LEARNER}
    return Asked.ADULT if has_begun and turn.app.needs_adult(turn.learner) else Asked.FIRST


def _at_home(learner: Learner) -> Learner:
    """Guess by whose night to be quiet, which the language alone may not be kept for."""
    return replace(learner, zone=learner.zone or likely_zone(learner.locale))


def _following(turn: Turn, learner: Learner) -> Action:
    if learner.step is Step.DONE and not turn.app.allows(learner, Ground.WHOLE):
        return AskConsent()
    was_here_before = consent.is_outdated(turn.learner) or consent.is_withheld(turn.learner)
    return ShowMenu() if was_here_before and learner.step is Step.DONE else arrival.question(learner)
