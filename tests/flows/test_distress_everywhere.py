"""Every state, phrase and language: whatever the screen, distress gets help and nothing else.

The phrases are development phrases of the corpora that the ear hears: `foursteps safeguarding report` tells
how many it hears; this tells that none of those is lost between the ear and the screen.
"""

from collections.abc import Awaitable, Callable

import pytest

from bot.content.safeguarding import load_ear
from bot.content.safeguarding_phrases import Side, locales, phrases
from bot.domain.safeguarding import Kind, Severity
from bot.folders import shared_folder
from bot.run import Service
from bot.settings import Settings
from bot.simulator.person import Person
from bot.simulator.server import Simulator
from tests.flows.conftest import COORDINATOR
from tests.flows.looking import Ledger

Visit = Callable[[Person], Awaitable[None]]
pytestmark = pytest.mark.usefixtures("service")
CONTENT = shared_folder("content")
LANGUAGES = locales(CONTENT)
STATES: dict[str, Visit] = {}
_UNTOUCHED = ("attempts", "answers", "challenge_checks", "reminders", "broadcasts", "progress")


def state(visit: Visit) -> Visit:
    STATES[visit.__name__] = visit
    return visit


@state
async def before_the_first_screen(_person: Person) -> None:
    pass


@state
async def asked_for_the_language(person: Person) -> None:
    await person.sends("/start")


@state
async def choosing_a_country(person: Person) -> None:
    await person.sends("/country")


@state
async def within_a_quiz(person: Person) -> None:
    await person.sends("/quiz")


@state
async def within_a_challenge_check(person: Person) -> None:
    await person.sends("/challenge")
    await person.taps("I saw a challenge or a dare")


@state
async def looking_for_help_elsewhere(person: Person) -> None:
    await person.sends("/help")
    await person.taps("Choose a country")


@state
async def typing_the_time_of_a_reminder(person: Person) -> None:
    await person.sends("/remind")
    await person.taps_data("rt")


@state
async def composing_a_broadcast(person: Person) -> None:
    await person.sends("/broadcast")
    await person.taps("New broadcast")
    await person.taps("English")


@state
async def about_to_erase(person: Person) -> None:
    await person.sends("/delete")


def cries(locale: str) -> list[str]:
    """Return an urgent phrase of each kind that the ear hears as what it is."""
    ear = load_ear(CONTENT)
    urgent = [
        phrase
        for phrase in phrases(CONTENT, locale, Side.DEVELOPMENT)
        if phrase.severity is Severity.URGENT and ear.hear(phrase.text, locale).severity is not Severity.NONE
    ]
    found = {phrase.kind: phrase.text for phrase in reversed(urgent)}
    return [found[kind] for kind in Kind if kind in found]


@pytest.mark.parametrize("mode", ["webhook"])
@pytest.mark.parametrize("locale", LANGUAGES)
async def test_a_cry_is_answered_with_help_on_every_screen(
    sim: Simulator, settings: Settings, locale: str
) -> None:
    wordings = cries(locale)
    assert len(wordings) >= len(Kind) - 1, "hardly anything is heard in this language"
    ledger = Ledger(settings)
    for place, visit in enumerate(STATES.values()):
        is_composing = visit is composing_a_broadcast
        person = sim.person(name="Maya", language_code="en", id=COORDINATOR if is_composing else None)
        await visit(person)
        before = {name: ledger.everything()[name] for name in _UNTOUCHED}
        for wording in (wordings[place % len(wordings)], wordings[(place + 3) % len(wordings)]):
            shown = len(person.messages)
            await person.sends(wording)
            assert len(person.messages) == shown + 2, "one cry, one answer"
            offers_help(person)
        assert {name: ledger.everything()[name] for name in _UNTOUCHED} == before


@pytest.mark.parametrize("mode", ["polling"])
async def test_the_answer_comes_in_the_language_of_the_reader(sim: Simulator, service: Service) -> None:
    assert service.app is not None
    for tag in service.app.translators.tags:
        person = sim.person(name="Maya", language_code=tag)
        await person.sends("/start")
        await person.sends(cries(tag)[0])
        offers_help(person)
        t = service.app.translators(tag)
        assert str(t("Thank you for telling me. It was right to write it.")) in person.screen.text


def offers_help(person: Person) -> None:
    first, second = (row[0] for row in person.screen.buttons[:2])
    assert first.data is not None
    assert second.data is not None
    assert first.data.startswith("hw")
    assert second.data.startswith("hn")
