"""Counts of distress on either database: by day, country and kind, and nothing else."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from bot.domain.distress import month
from bot.domain.mandate import FOUNDER, Mandate, Rank
from bot.domain.safeguarding import Kind
from bot.services import safeguarding as service
from bot.services import stats
from bot.storage import heard, learners
from bot.storage.engine import Database, Transaction
from tests.storage.test_broadcasts import a_reader

CALM = timedelta(hours=24)
NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
TODAY = NOW.date()
OCTOBER = month(TODAY, back=1)
NEPAL = Mandate(rank=Rank.VIEWER, countries=frozenset({"NP"}))


async def cries(tx: Transaction, kind: Kind, *, country: str | None, on: date, times: int) -> None:
    for _ in range(times):
        await heard.add(tx, kind, country=country, on=on)


async def test_counts_are_kept_by_day_country_and_kind(db: Database) -> None:
    async with db.transaction() as tx:
        await cries(tx, Kind.SELF_HARM, country="NP", on=TODAY, times=2)
        await heard.add(tx, None, country=None, on=TODAY)
        await heard.add(tx, Kind.GROOMING, country="NP", on=TODAY - timedelta(days=1))
        found = await heard.count(tx, since=TODAY, before=TODAY + timedelta(days=1))
    assert found == {(TODAY, "NP", Kind.SELF_HARM): 2, (TODAY, None, None): 1}


async def test_old_counts_are_forgotten(db: Database) -> None:
    async with db.transaction() as tx:
        for days in range(3):
            await heard.add(tx, Kind.SELF_HARM, country="NP", on=TODAY - timedelta(days=days))
        await heard.forget(tx, before=TODAY - timedelta(days=1))
        found = await heard.count(tx, since=date(2000, 1, 1), before=date(2100, 1, 1))
    assert [day for day, _, _ in found] == [TODAY, TODAY - timedelta(days=1)]


async def test_ten_cries_of_one_child_are_one(db: Database) -> None:
    async with db.transaction() as tx:
        maya = await a_reader(tx, 1, country="NP")
        for minute in range(10):
            await service.note(tx, maya, Kind.SELF_HARM, calm=CALM, now=NOW + timedelta(minutes=minute))
            found = await learners.find(tx, 1)
            assert found
            maya = found
        await service.note(tx, maya, Kind.SELF_HARM, calm=CALM, now=NOW + timedelta(hours=30))
        counted = await heard.count(tx, since=TODAY, before=TODAY + timedelta(days=9))
    assert sum(counted.values()) == 2


async def test_what_was_not_meant_is_taken_back_once(db: Database) -> None:
    async with db.transaction() as tx:
        await cries(tx, Kind.SELF_HARM, country="NP", on=TODAY, times=5)
        maya = await a_reader(tx, 1, country="NP", calm_until=NOW + CALM)
        for _ in range(3):
            maya = await service.take_back(tx, maya, Kind.SELF_HARM, calm_until=None, now=NOW)
        counted = await heard.count(tx, since=TODAY, before=TODAY + timedelta(days=1))
    assert sum(counted.values()) == 4


async def test_what_was_not_counted_is_not_taken_back(db: Database) -> None:
    async with db.transaction() as tx:
        await cries(tx, Kind.SELF_HARM, country="NP", on=TODAY, times=5)
        maya = await a_reader(tx, 1, country="NP", calm_until=NOW + CALM)
        until = int((NOW + timedelta(hours=3)).timestamp())
        calmer = await service.take_back(tx, maya, Kind.SELF_HARM, calm_until=until, now=NOW)
        counted = await heard.count(tx, since=TODAY, before=TODAY + timedelta(days=1))
    assert sum(counted.values()) == 5
    assert calmer.calm_until == NOW + timedelta(hours=3)


async def test_what_was_not_meant_is_taken_back_of_who_agreed_to_nothing(db: Database) -> None:
    async with db.transaction() as tx:
        newcomer = await learners.add(tx, 1, locale="en", now=NOW)
        await service.note(tx, newcomer, Kind.SELF_HARM, calm=CALM, now=NOW)
        found = await learners.find(tx, 1)
        assert found == newcomer
        await service.take_back(tx, newcomer, Kind.SELF_HARM, calm_until=None, now=NOW)
        counted = await heard.count(tx, since=TODAY, before=TODAY + timedelta(days=1))
    assert sum(counted.values()) == 0


async def test_a_coordinator_learns_of_the_countries_of_the_mandate_only(db: Database) -> None:
    on = OCTOBER.first
    async with db.transaction() as tx:
        await cries(tx, Kind.SELF_HARM, country="NP", on=on, times=12)
        await cries(tx, Kind.SELF_HARM, country="IN", on=on, times=14)
        await cries(tx, Kind.SELF_HARM, country="NP", on=TODAY, times=30)
        whole = await stats.distress(tx, OCTOBER, FOUNDER)
        nepal = await stats.distress(tx, OCTOBER, NEPAL)
        classes = await stats.distress(tx, OCTOBER, replace(NEPAL, cohorts=frozenset({"ilam"})))
    assert whole
    assert whole.by_kind.shown == {Kind.SELF_HARM: 26}
    assert whole.by_day.shown == {on: 26}
    assert nepal
    assert nepal.by_country == {Kind.SELF_HARM: {"NP": 12}}
    assert not nepal.by_kind.shown
    assert not nepal.by_day.shown
    assert classes is None


async def test_small_numbers_never_leave_the_service(db: Database) -> None:
    async with db.transaction() as tx:
        await cries(tx, Kind.SELF_HARM, country="NP", on=OCTOBER.first, times=9)
        found = await stats.distress(tx, OCTOBER, FOUNDER)
        of_nepal = await stats.distress(tx, OCTOBER, NEPAL)
    assert found
    assert of_nepal
    assert not found.by_kind.shown
    assert not any(found.by_country.values())
    assert not any(of_nepal.by_country.values())
