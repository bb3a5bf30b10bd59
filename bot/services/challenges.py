"""Use cases of the challenge check. Each loads, lets the domain decide, and stores what changed."""

from dataclasses import replace
from datetime import datetime, timedelta

from bot.domain import challenge as rules
from bot.domain.challenge import Answered, Challenge, ChallengeCheck, CheckId, Entry, Given, Result
from bot.domain.learner import LearnerId
from bot.storage import challenges
from bot.storage.engine import Transaction

_ONE_START = timedelta(minutes=1)
_WORTH_RESUMING = timedelta(days=2)


async def start(
    tx: Transaction, challenge: Challenge, learner_id: LearnerId, entry: Entry, *, now: datetime
) -> ChallengeCheck:
    """Begin a check; a second tap on the same button finds the one just begun."""
    last = await challenges.find_last(tx, learner_id)
    if last and last.entry is entry and not last.answers and now - last.started_at < _ONE_START:
        return last
    fresh = ChallengeCheck(id=CheckId(0), learner_id=learner_id, entry=entry, started_at=now, pause_until=now)
    begun = rules.begin(challenge.flows[entry], fresh, now=now)
    check_id = await challenges.add(tx, learner_id, entry, now=now, pause_until=begun.pause_until)
    return replace(begun, id=check_id)


async def find(tx: Transaction, learner_id: LearnerId, check_id: int) -> ChallengeCheck | None:
    """Find a check of this learner's own."""
    return await challenges.find(tx, learner_id, CheckId(check_id))


async def find_unfinished(tx: Transaction, learner_id: LearnerId, *, now: datetime) -> ChallengeCheck | None:
    """Find what was begun lately and left before its end."""
    last = await challenges.find_last(tx, learner_id)
    if last is None or last.finished_at or now - last.started_at > _WORTH_RESUMING:
        return None
    return last


async def answer(
    tx: Transaction,
    challenge: Challenge,
    learner_id: LearnerId,
    check_id: int,
    given: Given,
    *,
    now: datetime,
) -> Result | None:
    """Take an answer; None when there is no such check of this learner's."""
    check = await find(tx, learner_id, check_id)
    if check is None:
        return None
    result = rules.answer(challenge.flows[check.entry], check, given, now=now)
    if isinstance(result, Answered):
        await challenges.save(tx, result.check)
    return result


async def revise(
    tx: Transaction, challenge: Challenge, learner_id: LearnerId, check_id: int, question: str
) -> ChallengeCheck | None:
    """Go back to a question; None when there is no such check of this learner's."""
    check = await find(tx, learner_id, check_id)
    if check is None:
        return None
    revised = rules.take_back(challenge.flows[check.entry], check, question)
    if revised != check:
        await challenges.save(tx, revised)
    return revised
