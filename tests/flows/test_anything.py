"""Whatever a person sends, in whatever state, is met kindly, never fetched, and leads on."""

from collections.abc import Awaitable, Callable

import pytest

from bot.run import Service
from bot.settings import Settings
from bot.simulator.faults import Fault, Reject, ServerError
from bot.simulator.person import Person
from bot.simulator.server import Simulator
from tests.flows.looking import Ledger

pytestmark = pytest.mark.usefixtures("service")
_ONE_TO_ONE = "I only talk one to one, so I am leaving this group; write to me in a private chat."

STATES: dict[str, Callable[[Person], Awaitable[None]]] = {}
SENT: dict[str, Callable[[Person], Awaitable[None]]] = {
    "photo": lambda person: person.sends_photo(),
    "photo with words": lambda person: person.sends_photo(caption="look"),
    "voice": lambda person: person.sends_voice(),
    "document": lambda person: person.sends_document(),
    "sticker": lambda person: person.sends_sticker(),
    "location": lambda person: person.sends_location(),
    "contact": lambda person: person.sends_contact(),
}
WRITTEN: dict[str, Callable[[Person], Awaitable[None]]] = {
    "words": lambda person: person.sends("what is this and why do you ask me"),
    "forwarded": lambda person: person.forwards("send this to ten friends or else"),
    "unknown command": lambda person: person.sends("/frobnicate now"),
    "slash": lambda person: person.sends("/"),
    "digits": lambda person: person.sends("999999999999"),
    "markup": lambda person: person.sends("<b>&amp; {name} %s </i> <3"),
    "emoji": lambda person: person.sends("🙈" * 200),
    "long": lambda person: person.sends("a " * 2000),
}


def state(visit: Callable[[Person], Awaitable[None]]) -> Callable[[Person], Awaitable[None]]:
    STATES[visit.__name__] = visit
    return visit


@state
async def at_the_menu(person: Person) -> None:
    await person.sends("/menu")


@state
async def choosing_a_country(person: Person) -> None:
    await person.sends("/country")


@state
async def within_a_challenge_check(person: Person) -> None:
    await person.sends("/challenge")
    await person.taps("I saw a challenge or a dare")


@state
async def asking_for_help_elsewhere(person: Person) -> None:
    await person.sends("/help")
    await person.taps("Choose a country")


@state
async def setting_a_reminder(person: Person) -> None:
    await person.sends("/remind")


@state
async def about_to_erase(person: Person) -> None:
    await person.sends("/delete")


@pytest.mark.parametrize("mode", ["webhook"])
@pytest.mark.parametrize("visit", STATES.values(), ids=STATES)
async def test_what_cannot_be_opened_is_met_kindly_in_every_state(
    sim: Simulator, settings: Settings, visit: Callable[[Person], Awaitable[None]]
) -> None:
    asha, ledger = sim.person(name="Asha"), Ledger(settings)
    await visit(asha)
    before = ledger.everything()
    for send in SENT.values():
        await send(asha)
        assert "I cannot open pictures" in asha.screen.text
        assert "it is not your fault" in asha.screen.text
        assert {"Report pictures or content", "A picture of me is out there"} <= {
            label.partition(" ")[2] for label in asha.screen.labels
        }
        leads_on(asha)
    assert ledger.everything() == before
    assert "getFile" not in {call.method for call in sim.calls}


@pytest.mark.parametrize("mode", ["polling"])
@pytest.mark.parametrize("visit", STATES.values(), ids=STATES)
async def test_any_words_lead_on_in_every_state(
    sim: Simulator, visit: Callable[[Person], Awaitable[None]]
) -> None:
    asha = sim.person(name="Asha")
    await visit(asha)
    for number, write in enumerate(WRITTEN.values(), 1):
        shown = len(asha.messages)
        await write(asha)
        assert len(asha.messages) == shown + 2, f"message {number} was answered by one screen"
        leads_on(asha)
        assert "went wrong" not in asha.screen.text


async def test_the_first_thing_ever_sent_may_be_a_picture(sim: Simulator) -> None:
    asha = sim.person(name="Asha", language_code="ne")
    await asha.sends_photo()
    assert asha.screen.labels
    await asha.sends("hello")
    assert asha.screen.labels


async def test_a_picture_in_between_loses_no_place(sim: Simulator) -> None:
    asha = sim.person(name="Asha")
    await within_a_challenge_check(asha)
    await asha.sends_photo()
    await asha.taps("Back to where I was")
    assert "I took a breath" in " ".join(asha.screen.labels)


# Groups


@pytest.mark.parametrize("kind", ["group", "supergroup"])
async def test_a_group_hears_one_sentence_and_is_left(sim: Simulator, kind: str) -> None:
    group = await sim.adds_bot_to_group(sim.person(name="Asha"), kind=kind)
    assert not group.has_bot
    assert [message.text for message in group.messages if message.from_bot] == [_ONE_TO_ONE]


async def test_a_channel_is_left_without_a_word(sim: Simulator) -> None:
    group = await sim.adds_bot_to_group(sim.person(name="Asha"), kind="channel")
    assert not group.has_bot
    assert [message for message in group.messages if message.from_bot] == []


async def test_leaving_is_tried_again_and_the_sentence_is_not(sim: Simulator) -> None:
    sim.faults.add(Fault(kind=ServerError(), method="leaveChat"))
    group = await sim.adds_bot_to_group(sim.person(name="Asha"))
    assert not group.has_bot
    assert len([message for message in group.messages if message.from_bot]) == 1


async def test_a_command_in_a_group_gets_the_sentence_too(sim: Simulator, settings: Settings) -> None:
    asha = sim.person(name="Asha")
    sim.faults.add(Fault(kind=Reject(description="not now"), method="leaveChat"))
    group = await sim.adds_bot_to_group(asha)
    assert group.has_bot
    await group.hears(asha, "/challenge@foursteps_bot")
    assert not group.has_bot
    assert {message.text for message in group.messages if message.from_bot} == {_ONE_TO_ONE}
    assert Ledger(settings).one("SELECT count(*) FROM learners") == 0


async def test_nothing_said_in_a_group_reaches_the_private_chat(sim: Simulator, service: Service) -> None:
    asha = sim.person(name="Asha")
    await asha.sends("/menu")
    shown = asha.messages
    await sim.adds_bot_to_group(asha)
    assert asha.messages == shown
    assert service.failure is None


def leads_on(person: Person) -> None:
    assert person.screen.message_id == person.messages[-1].message_id
    labels = " ".join(person.screen.labels)
    assert "Help now" in labels or "Menu" in labels, labels
