"""A walk through the bot in every language: no dead end, no broken limit, nothing left unanswered.

The simulator's strictness checks every message on the way (the `sim` fixture fails on a refusal).
"""

import pytest

from bot.i18n.locales import SERVED
from bot.simulator.person import Person
from bot.simulator.seen import ChatMessage
from bot.simulator.server import Simulator
from bot.tg.routes import BY_COMMAND

pytestmark = pytest.mark.usefixtures("service")
STEPS = 220
ROLES = (0, 1, 2)
WHOLE = [tag for tag, served in SERVED.items() if served.has_lessons]
INTERFACE_ONLY = [tag for tag, served in SERVED.items() if not served.has_lessons]
WALKS = [
    *((tag, role) for tag in WHOLE for role in ROLES),
    # The lessons are the same ones, so one role each will do.
    *((tag, ROLES[number % len(ROLES)]) for number, tag in enumerate(INTERFACE_ONLY)),
]
WAYS_ON = {"m", "h"}  # the menu, and help
ERASE = "tx"  # it ends the walk, and has a test of its own


@pytest.fixture
def mode() -> str:
    return "webhook"


def screen(person: Person) -> ChatMessage:
    """Return the last message with buttons; a file may stand below it."""
    return next(message for message in reversed(person.messages) if message.buttons)


def codes(person: Person) -> list[str]:
    """Return what the buttons mean, links apart."""
    return [button.data for row in screen(person).buttons for button in row if button.data]


async def arrive(sim: Simulator, tag: str, role: int) -> Person:
    person = sim.person(name="Walker", language_code=tag)
    await person.sends("/start")
    await person.taps_data(f"as:{tag}")
    if tag in INTERFACE_ONLY:
        await person.taps_data("az:es")
    await person.taps_data(codes(person)[role])
    await person.sends("/menu")
    return person


@pytest.mark.parametrize(("tag", "role"), WALKS)
async def test_no_dead_end_on_any_walk(sim: Simulator, tag: str, role: int) -> None:
    person = await arrive(sim, tag, role)
    commands = sorted(name for name, route in BY_COMMAND.items() if route.deed is None)
    tried = {ERASE}
    for _ in range(STEPS):
        fresh = [code for code in codes(person) if code not in tried]
        if fresh:
            tried.add(fresh[0])
            await person.taps_data(fresh[0], screen(person).message_id)
        elif commands:
            await person.sends(f"/{commands.pop()}")
        else:
            break
        ways = {code.partition(":")[0] for code in codes(person)}
        assert WAYS_ON & ways, f"no way on: {codes(person)}"
        sim.clock.advance(seconds=5)
    assert person.unanswered_queries == []
