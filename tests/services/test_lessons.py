from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.content.catalog import UnknownLessonError, load_catalog
from bot.domain.learner import AgeBand, Learner, Role
from bot.domain.lesson import Audience, HappeningId, LessonId, TopicId, Wish
from bot.folders import shared_folder
from bot.services import lessons as service
from bot.services.lessons import Opened
from bot.storage import learners
from bot.storage.engine import Database, Transaction

CATALOG = load_catalog(shared_folder("content"))
NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
LATER = NOW + timedelta(minutes=5)
FIRST, STOP = (CATALOG.lessons[LessonId(name)] for name in ("what-is-a-challenge", "stop-first"))


async def a_teen(tx: Transaction) -> Learner:
    learner = await learners.add(tx, 1001, locale="en", now=NOW)
    return replace(learner, role=Role.TEEN, age_band=AgeBand.FROM_13)


async def a_parent(tx: Transaction) -> Learner:
    return replace(await learners.add(tx, 1002, locale="en", now=NOW), role=Role.PARENT)


async def test_a_newcomer_begins_at_the_first_card(db: Database) -> None:
    async with db.transaction() as tx:
        asha = await a_teen(tx)
        assert await service.go_on(tx, CATALOG, asha, now=NOW) == Opened(lesson=FIRST, card=1)


async def test_going_on_is_where_the_reader_left(db: Database) -> None:
    async with db.transaction() as tx:
        asha = await a_teen(tx)
        await service.open_card(tx, CATALOG, asha, FIRST.id, 3, now=NOW)
        await service.open_card(tx, CATALOG, asha, STOP.id, 2, now=LATER)
        assert await service.go_on(tx, CATALOG, asha, now=LATER) == Opened(lesson=STOP, card=2)
        assert await service.open_card(tx, CATALOG, asha, FIRST.id, None, now=LATER) == Opened(
            lesson=FIRST, card=3
        )


async def test_a_card_beyond_the_end_is_the_closing_card(db: Database) -> None:
    async with db.transaction() as tx:
        opened = await service.open_card(tx, CATALOG, await a_teen(tx), FIRST.id, 99, now=NOW)
        assert opened.card == len(FIRST.cards) + 1


async def test_finishing_leads_to_the_next_lesson_for_this_reader(db: Database) -> None:
    async with db.transaction() as tx:
        asha, bina = await a_teen(tx), await a_parent(tx)
        for learner in (asha, bina):
            await service.finish(tx, CATALOG, learner, FIRST.id, now=NOW)
        lesson, at = await service.finish(tx, CATALOG, asha, FIRST.id, now=LATER)
        assert (lesson, at.next, at.finished) == (FIRST, STOP, frozenset({FIRST.id}))
        parents = await service.stand(tx, CATALOG, bina)
        assert parents.next
        assert parents.next.audience is not Audience.TEEN


async def test_when_all_is_finished_there_is_nothing_to_go_on_with(db: Database) -> None:
    async with db.transaction() as tx:
        asha = await a_teen(tx)
        for lesson in (await service.stand(tx, CATALOG, asha)).lessons:
            await service.finish(tx, CATALOG, asha, lesson.id, now=NOW)
        assert await service.go_on(tx, CATALOG, asha, now=LATER) is None


async def test_what_is_not_there_or_for_older_teens_is_refused(db: Database) -> None:
    older = replace(FIRST, id=LessonId("older"), age_bands=frozenset({AgeBand.FROM_16}))
    catalog = replace(CATALOG, lessons={**CATALOG.lessons, older.id: older})
    async with db.transaction() as tx:
        asha = await a_teen(tx)
        for lesson_id in ("no-such-lesson", "older"):
            with pytest.raises(UnknownLessonError):
                await service.open_card(tx, catalog, asha, lesson_id, 1, now=NOW)
            with pytest.raises(UnknownLessonError):
                await service.finish(tx, catalog, asha, lesson_id, now=NOW)
        found, _ = await service.find(tx, catalog, asha, Wish(audience=Audience.TEEN))
        assert older not in found


async def test_the_finder_looks_among_the_readers_own_unless_told(db: Database) -> None:
    async with db.transaction() as tx:
        bina = await a_parent(tx)
        threatened = Wish(happening=HappeningId("threatened"))
        found, done = await service.find(tx, CATALOG, bina, threatened)
        assert [lesson.id for lesson in found] == ["report-in-your-country", "child-threatened"]
        assert done == frozenset()
        found, _ = await service.find(tx, CATALOG, bina, replace(threatened, audience=Audience.TEEN))
        assert [lesson.id for lesson in found] == ["picture-threat", "can-be-taken-down"]
        await service.finish(tx, CATALOG, bina, "picture-threat", now=NOW)
        _, done = await service.find(tx, CATALOG, bina, replace(threatened, audience=Audience.TEEN))
        assert done == {"picture-threat"}
        found, _ = await service.find(tx, CATALOG, bina, Wish(topic=TopicId("help"), at_most_minutes=2))
        assert all(lesson.minutes <= 2 and "help" in lesson.topics for lesson in found)
