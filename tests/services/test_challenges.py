from datetime import UTC, datetime, timedelta

from bot.content.challenge import load_challenge
from bot.domain.challenge import Answered, ChallengeCheck, Entry, Given, Stale, TooEarly, Verdict
from bot.domain.learner import LearnerId
from bot.folders import shared_folder
from bot.services import challenges as service
from bot.storage import learners
from bot.storage.engine import Database, Transaction

CHALLENGE = load_challenge(shared_folder("content") / "challenge")
NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
LATER = NOW + timedelta(minutes=2)
READY = Given(question="pause", answer="ready")
CALM = Given(question="feel", answer="calm")
UNSAFE = Given(question="safe", answer="no")


async def a_learner(tx: Transaction, chat_id: int = 1001) -> LearnerId:
    return (await learners.add(tx, chat_id, locale="en", now=NOW)).id


async def begin(tx: Transaction, learner_id: LearnerId, entry: Entry = Entry.DARE) -> ChallengeCheck:
    return await service.start(tx, CHALLENGE, learner_id, entry, now=NOW)


async def answer(tx: Transaction, check: ChallengeCheck, *given: Given) -> ChallengeCheck:
    for each in given:
        result = await service.answer(tx, CHALLENGE, check.learner_id, check.id, each, now=LATER)
        assert isinstance(result, Answered)
        check = result.check
    return check


async def test_the_pause_survives_a_restart(db: Database) -> None:
    async with db.transaction() as tx:
        check = await begin(tx, await a_learner(tx))
    async with db.transaction() as tx:
        early = await service.answer(
            tx, CHALLENGE, check.learner_id, check.id, READY, now=NOW + timedelta(seconds=4)
        )
        assert early == TooEarly(check, 6)
        assert await service.find(tx, check.learner_id, check.id) == check
        assert (await answer(tx, check, READY)).answers == (READY,)


async def test_a_check_comes_to_its_verdict(db: Database) -> None:
    async with db.transaction() as tx:
        check = await answer(tx, await begin(tx, await a_learner(tx)), READY, CALM, UNSAFE)
        assert check.verdict is Verdict.NO
        assert await service.find(tx, check.learner_id, check.id) == check


async def test_a_second_tap_is_stale(db: Database) -> None:
    async with db.transaction() as tx:
        check = await answer(tx, await begin(tx, await a_learner(tx)), READY, CALM)
        again = await service.answer(tx, CHALLENGE, check.learner_id, check.id, CALM, now=LATER)
        assert again == Stale(check)


async def test_two_taps_on_one_way_in_begin_one_check(db: Database) -> None:
    async with db.transaction() as tx:
        asha = await a_learner(tx)
        first = await begin(tx, asha)
        assert await service.start(tx, CHALLENGE, asha, Entry.DARE, now=NOW + timedelta(seconds=2)) == first
        other = await service.start(tx, CHALLENGE, asha, Entry.WARNING, now=NOW + timedelta(seconds=3))
        assert other.id != first.id


async def test_a_new_start_pauses_anew(db: Database) -> None:
    async with db.transaction() as tx:
        first = await begin(tx, await a_learner(tx))
        second = await service.start(tx, CHALLENGE, first.learner_id, Entry.DARE, now=LATER)
        assert second.id != first.id
        assert second.pause_until == LATER + timedelta(seconds=10)


async def test_going_back_is_kept(db: Database) -> None:
    async with db.transaction() as tx:
        check = await answer(tx, await begin(tx, await a_learner(tx)), READY, CALM, UNSAFE)
        revised = await service.revise(tx, CHALLENGE, check.learner_id, check.id, "safe")
        assert revised
        assert (revised.answers, revised.verdict, revised.finished_at) == ((READY, CALM), None, None)
        assert await service.find(tx, check.learner_id, check.id) == revised


async def test_what_was_left_open_is_offered_again_for_a_while(db: Database) -> None:
    async with db.transaction() as tx:
        check = await begin(tx, await a_learner(tx))
        assert await service.find_unfinished(tx, check.learner_id, now=LATER) == check
        assert await service.find_unfinished(tx, check.learner_id, now=NOW + timedelta(days=3)) is None
        await answer(tx, check, READY, CALM, UNSAFE)
        assert await service.find_unfinished(tx, check.learner_id, now=LATER) is None


async def test_another_learners_check_can_neither_be_seen_nor_answered(db: Database) -> None:
    async with db.transaction() as tx:
        check, bina = await begin(tx, await a_learner(tx)), await a_learner(tx, 1002)
        assert await service.find(tx, bina, check.id) is None
        assert await service.answer(tx, CHALLENGE, bina, check.id, READY, now=LATER) is None
        assert await service.revise(tx, CHALLENGE, bina, check.id, "feel") is None
        assert await service.find(tx, check.learner_id, check.id) == check
