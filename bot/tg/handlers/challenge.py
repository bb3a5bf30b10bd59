"""The challenge check."""

from bot.app import Turn
from bot.domain.actions.challenge import (
    AnswerChallenge,
    ChooseEntry,
    ReviseChallenge,
    ShowAdvice,
    ShowChallenge,
    StartChallenge,
)
from bot.domain.challenge import Answered, Given, Stale, TooEarly
from bot.screens import challenge as screens
from bot.screens.base import Screen
from bot.services import challenges as service


async def choose(turn: Turn, _action: ChooseEntry) -> Screen:
    """Show the ways into the check."""
    unfinished = await service.find_unfinished(turn.tx, turn.learner.id, now=turn.now)
    return screens.entries(turn.t, turn.app.catalog.challenge, turn.learner.role, unfinished)


async def start(turn: Turn, action: StartChallenge) -> Screen:
    """Begin a check."""
    challenge = turn.app.catalog.challenge
    check = await service.start(turn.tx, challenge, turn.learner.id, action.entry, now=turn.now)
    return screens.where(turn.t, challenge, check)


async def show(turn: Turn, action: ShowChallenge) -> Screen:
    """Show where a check is."""
    check = await service.find(turn.tx, turn.learner.id, action.check_id)
    return screens.where(turn.t, turn.app.catalog.challenge, check) if check else await _at_the_start(turn)


async def answer(turn: Turn, action: AnswerChallenge) -> Screen:
    """Take an answer."""
    challenge, given = turn.app.catalog.challenge, Given(question=action.question, answer=action.answer)
    result = await service.answer(turn.tx, challenge, turn.learner.id, action.check_id, given, now=turn.now)
    match result:
        case Answered(check):
            return screens.where(turn.t, challenge, check)
        case TooEarly(check, seconds):
            return screens.too_early(turn.t, challenge, check, seconds)
        case Stale(check):
            return screens.stale(turn.t, challenge, check)
        case None:
            return await _at_the_start(turn)


async def revise(turn: Turn, action: ReviseChallenge) -> Screen:
    """Go back to a question."""
    challenge = turn.app.catalog.challenge
    check = await service.revise(turn.tx, challenge, turn.learner.id, action.check_id, action.question)
    return screens.where(turn.t, challenge, check) if check else await _at_the_start(turn)


async def advise(turn: Turn, action: ShowAdvice) -> Screen:
    """Show a card of the last step."""
    check = await service.find(turn.tx, turn.learner.id, action.check_id)
    if check is None:
        return await _at_the_start(turn)
    return screens.advice(turn.t, turn.app.catalog.challenge, check, action.card)


async def _at_the_start(turn: Turn) -> Screen:
    """Meet a check that is not there, or not theirs, with the way to begin one."""
    return await choose(turn, ChooseEntry())
