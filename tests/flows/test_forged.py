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
from bot.tg.callback_data import LIMIT
from bot.tg.route import Route
from bot.tg.routes import ROUTES
from tests.flows.conftest import COORDINATOR
from tests.flows.looking import Ledger, logging_at

_NUMBERS = ("-1", "0", "1", "9", "1441", "99999999999999999")
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


@pytest.mark.parametrize("mode", ["webhook"])
async def test_no_forged_button_reaches_another_persons_things(
    sim: Simulator, service: Service, settings: Settings
) -> None:
    ledger = Ledger(settings)
    asha = sim.person(name="Asha")
    await asha.sends("/challenge")
    await asha.taps("I saw a challenge or a dare")
    await asha.sends("/remind")
    before = ledger.everything()
    eve = sim.person(name="Eve")
    await eve.sends("/menu")
    for route in ROUTES:
        for data in forgeries(route):
            await eve.taps_data(data)
    after = ledger.everything()
    for table, rows in before.items():
        if table not in {"sqlite_sequence", "alembic_version"}:
            assert set(rows) <= set(after[table]), f"{table} of another person changed"
    assert service.failure is None
