"""Buttons come back as anybody may forge them: whatever they hold, nothing breaks and nobody is harmed."""

from dataclasses import fields
from enum import StrEnum
from itertools import product
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

import pytest

from bot.run import Service
from bot.settings import Settings
from bot.simulator.server import Simulator
from bot.storage.tables import metadata
from bot.tg.callback_data import LIMIT
from bot.tg.route import Route
from bot.tg.routes import ROUTES
from tests.flows.conftest import COORDINATOR
from tests.flows.looking import Ledger, logging_at

_NUMBERS = ("-1", "0", "1", "2", "1441", "99999999999999999")
_WORDS = ("", "x", "XX", "NP", "en", "-")


def forgeries(route: Route) -> list[str]:
    """Write the route's button with every odd value in every field (all the same ones where it has many)."""
    hints = get_type_hints(route.action)
    odd = [_odd(hints[field.name]) for field in fields(route.action)]  # type: ignore[arg-type]
    rows = list(product(*odd)) if len(odd) < 3 else list(zip(*(values * 3 for values in odd), strict=False))
    packed = [":".join([route.code, *row]) for row in rows]
    return [data for data in packed if len(data) <= LIMIT]


def _odd(hint: Any) -> tuple[str, ...]:
    if get_origin(hint) is UnionType:
        (hint,) = (part for part in get_args(hint) if part is not type(None))
    hint = getattr(hint, "__supertype__", hint)
    if hint is bool:
        return ("0", "1")
    if hint is int:
        return _NUMBERS
    return tuple(hint) if issubclass(hint, StrEnum) else _WORDS


@pytest.mark.parametrize("mode", ["webhook"])
@pytest.mark.parametrize("person_id", [None, COORDINATOR], ids=["anybody", "coordinator"])
async def test_no_forged_button_breaks_anything(
    sim: Simulator, service: Service, person_id: int | None
) -> None:
    async with logging_at("WARNING") as log:
        eve = sim.person(name="Eve", id=person_id)
        await eve.sends("/menu")
        for route in ROUTES:
            for data in forgeries(route):
                await eve.taps_data(data)
                broken = log.lines("update failed") + log.lines("reply refused")
                assert not broken, f"{data!r} broke {route.action.__name__}: {broken[-1]}"
        assert eve.unanswered_queries == []
    assert service.failure is None


async def somebody_with_everything(sim: Simulator) -> None:
    """Let somebody have a check, a reminder, a quiz and a class, and a coordinator have drafts and a link."""
    asha = sim.person(name="Asha")
    await asha.sends("/challenge")
    await asha.taps("I saw a challenge or a dare")
    for data in ("ls:stop-first", "ld:stop-first", "ql:stop-first", "tj:class-a"):
        await asha.taps_data(data)
    await asha.sends("/remind")
    await asha.taps("Every day")
    await asha.sends("6:30 pm")
    await asha.sends("nepal")
    await asha.taps("Kathmandu, Nepal")
    coordinator = sim.person(name="Cora", id=COORDINATOR)
    await coordinator.sends("/broadcast")
    for data in ("bn", "bw:1:en"):
        await coordinator.taps_data(data)
    await coordinator.sends("School starts")
    for data in ("bn", "oi:editor", "oi:sender"):
        await coordinator.taps_data(data)


def belongings(ledger: Ledger, people: int) -> dict[str, list[tuple[Any, ...]]]:
    """Return all that belongs to the first people there were, and the audit; not when they were last seen."""
    found = {}
    for table in metadata.sorted_tables:
        names = [column.name for column in table.columns if column.name != "seen_at"]
        owner = "id" if table.name == "learners" else "learner_id"
        where = f" WHERE {owner} <= {people}" if owner in names else ""
        if where or table.name == "audit":
            found[table.name] = ledger.rows(f"SELECT {', '.join(names)} FROM {table.name}{where}")  # noqa: S608
    return found


@pytest.mark.parametrize("mode", ["webhook"])
async def test_no_forged_button_reaches_another_persons_things(
    sim: Simulator, service: Service, settings: Settings
) -> None:
    ledger = Ledger(settings)
    await somebody_with_everything(sim)
    people = ledger.one("SELECT max(id) FROM learners")
    before = belongings(ledger, people)
    owned = {name for name, rows in before.items() if rows}
    assert {"learners", "attempts", "challenge_checks", "reminders", "broadcasts", "invitations"} <= owned
    eve = sim.person(name="Eve")
    await eve.sends("/menu")
    for route in ROUTES:
        for data in forgeries(route):
            await eve.taps_data(data)
        assert belongings(ledger, people) == before, f"{route.action.__name__} changed what is another's"
    assert service.failure is None


@pytest.mark.parametrize("mode", ["webhook"])
async def test_a_forged_class_is_none(sim: Simulator, service: Service, settings: Settings) -> None:
    eve = sim.person(name="Eve")
    await eve.sends("/menu")
    for word in ("Bad/Words", "A", "x" * 25, ""):
        await eve.taps_data(f"tj:{word}")
    assert Ledger(settings).one("SELECT cohort FROM learners") is None
    await eve.taps_data("tj:class-5a")
    assert Ledger(settings).one("SELECT cohort FROM learners") == "class-5a"
    assert service.failure is None
