"""A walk down every path, for each role, age band and language.

No dead end, no broken limit, nothing left unanswered, nothing in English where a language is complete. The
simulator's strictness checks every message on the way (the `sim` fixture fails on a refusal).
"""

import re
from collections import Counter, deque
from pathlib import Path

import pytest

from bot.i18n import po
from bot.i18n.locales import SERVED, SOURCE
from bot.simulator.person import Person
from bot.simulator.seen import ChatMessage
from bot.simulator.server import Simulator
from bot.tg.routes import BY_COMMAND

pytestmark = pytest.mark.usefixtures("service")
TEEN, PARENT, TEACHER = 0, 1, 2
WHOLE = [tag for tag, served in SERVED.items() if served.has_lessons]
INTERFACE_ONLY = [tag for tag, served in SERVED.items() if not served.has_lessons]
WALKS = [
    *((tag, who, None) for tag in WHOLE for who in (PARENT, TEACHER)),
    *((tag, TEEN, age) for tag in WHOLE for age in ("ag:u13", "ag:13-15", "ag:16-17")),
    (SOURCE, TEEN, "ak:age"),
    *((tag, number % 3, None) for number, tag in enumerate(INTERFACE_ONLY)),
]
MOST_ALIKE = {"lf": 60, "lg": 30, "gs": 70, "h": 30, "hf": 15, "hq": 15, "hr": 15, "an": 15}
"""How often buttons are tapped that differ only in a country, a filter or a tick: there are thousands."""
WAYS_ON = {"m", "h"}  # the menu, and help
NOT_TAPPED = {"tx", "as", "az", "ao", "ag", "tm"}  # what would end the walk or make it another one
TEMPLATE = Path(__file__).parents[2] / "locales" / "messages.pot"
IN_EVERY_LANGUAGE = "Which language do you like to read?"  # whoever cannot read the others finds their own
_SENTENCE = re.compile(r"[A-Za-z’]+(?: [A-Za-z’,]+){3,}[.?!]")


@pytest.fixture
def mode() -> str:
    return "webhook"


@pytest.fixture(scope="session")
def english() -> frozenset[str]:
    """Return the plain English sentences, which no other language should show."""
    texts = (text for entry in po.read(TEMPLATE).entries for text in (entry.source, entry.plural or ""))
    return frozenset(found for text in texts for found in _SENTENCE.findall(text)) - {IN_EVERY_LANGUAGE}


def screen(person: Person) -> ChatMessage:
    """Return the last message with buttons; a file may stand below it."""
    return next(message for message in reversed(person.messages) if message.buttons)


def codes(person: Person) -> list[str]:
    """Return what the buttons mean, links apart."""
    return [button.data for row in screen(person).buttons for button in row if button.data]


async def arrive(sim: Simulator, tag: str, who: int, age: str | None) -> Person:
    person = sim.person(name="Walker", language_code=tag)
    await person.sends("/start")
    await person.taps_data(f"as:{tag}")
    if tag in INTERFACE_ONLY:
        await person.taps_data("az:es")
    await person.taps_data(codes(person)[who])
    if age:
        await person.taps_data(age)
    await person.sends("/menu")
    return person


@pytest.mark.parametrize(("tag", "who", "age"), WALKS)
async def test_no_dead_end_on_any_path(
    sim: Simulator, english: frozenset[str], tag: str, who: int, age: str | None
) -> None:
    person = await arrive(sim, tag, who, age)
    to_try: deque[str] = deque(f"/{name}" for name, route in BY_COMMAND.items() if route.deed is None)
    seen, alike = set(to_try), Counter[str]()
    foreign = set[str]()
    while to_try:
        wish = to_try.popleft()
        await (
            person.sends(wish) if wish.startswith("/") else person.taps_data(wish, screen(person).message_id)
        )
        ways = {code.partition(":")[0] for code in codes(person)}
        assert WAYS_ON & ways, f"no way on from {wish}: {codes(person)}"
        if tag != SOURCE and tag in WHOLE:
            foreign |= {words for words in _SENTENCE.findall(screen(person).text) if words in english}
        for code in codes(person):
            kind = code.partition(":")[0]
            if code not in seen and kind not in NOT_TAPPED and alike[kind] < MOST_ALIKE.get(kind, 1000):
                seen.add(code)
                alike[kind] += 1
                to_try.append(code)
        sim.clock.advance(seconds=5)
    assert person.unanswered_queries == []
    assert foreign == set()
