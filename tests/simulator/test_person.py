"""People talk to a toy bot, by polling and by webhook."""

import asyncio

import pytest

from bot.simulator.persons import READY_PERSONS
from bot.simulator.server import Simulator
from tests.simulator.toy import BotApi, ToyBot


@pytest.mark.usefixtures("bot")
async def test_a_person_writes_and_sees_the_answer(simulator: Simulator) -> None:
    asha = simulator.person(name="Asha", language_code="ne")
    await asha.sends("/start")
    assert asha.screen.text == "Heard /start"
    assert asha.screen.labels == ["Press me"]
    assert simulator.refusals == []


@pytest.mark.usefixtures("bot")
async def test_a_person_taps_and_sees_the_message_change(simulator: Simulator) -> None:
    asha = simulator.person(name="Asha")
    await asha.sends("hello")
    await asha.taps("Press me")
    assert asha.screen.text.startswith("Pressed press")
    assert asha.screen.edited
    assert asha.toast == "Noted"
    assert asha.unanswered_queries == []
    assert simulator.refusals == []


@pytest.mark.usefixtures("bot")
async def test_a_missing_button_is_told_with_what_there_is(simulator: Simulator) -> None:
    asha = simulator.person(name="Asha")
    await asha.sends("hello")
    with pytest.raises(AssertionError, match="Press me"):
        await asha.taps("Elsewhere")


@pytest.mark.usefixtures("bot")
async def test_everything_a_person_can_send_reaches_the_bot(simulator: Simulator) -> None:
    asha = simulator.person(name="Asha")
    await asha.sends_photo("look")
    await asha.sends_voice()
    await asha.sends_document()
    await asha.sends_sticker()
    await asha.sends_location()
    await asha.sends_contact()
    await asha.forwards("they told me to")
    assert [message.text for message in asha.messages if message.from_bot] == [
        *["Heard Thank you"] * 6,
        "Heard they told me to",
    ]


async def test_people_do_things_side_by_side(simulator: Simulator, bot: ToyBot) -> None:
    people = [simulator.person(name=f"Person {number}") for number in range(10)]
    await asyncio.gather(*(person.sends("hello") for person in people))
    await asyncio.gather(*(person.taps("Press") for person in people))
    await simulator.idle()
    assert len(bot.seen) == 20
    assert all(person.screen.edited for person in people)


@pytest.mark.usefixtures("bot")
async def test_a_blocked_bot_hears_of_it_and_may_not_write(simulator: Simulator, api: BotApi) -> None:
    asha = simulator.person(name="Asha")
    await asha.sends("hello")
    await asha.blocks()
    refused = await api("sendMessage", chat_id=asha.id, text="Are you there?")
    assert refused == "Forbidden: bot was blocked by the user"
    await asha.unblocks()
    await asha.sends("I am back")
    assert asha.screen.text == "Heard I am back"
    assert simulator.refusals == []


@pytest.mark.parametrize("kind", ["group", "supergroup", "channel"])
@pytest.mark.usefixtures("bot")
async def test_the_bot_is_added_to_a_group_and_leaves_it(
    simulator: Simulator, api: BotApi, kind: str
) -> None:
    grace = simulator.person(name="Grace")
    group = await simulator.adds_bot_to_group(grace, kind=kind)
    assert await api("sendMessage", chat_id=group.id, text="I talk one to one.")
    assert await api("leaveChat", chat_id=group.id) is True
    assert not group.has_bot
    refused = await api("sendMessage", chat_id=group.id, text="Hello?")
    assert refused == f"Forbidden: bot is not a member of the {kind} chat"


async def test_waiting_for_a_bot_that_is_not_there_says_so(simulator: Simulator) -> None:
    asha = simulator.person(name="Asha")
    asha.patience = 0.01
    with pytest.raises(AssertionError, match="was not acknowledged"):
        await asha.sends("hello")
    with pytest.raises(AssertionError, match="not acknowledged"):
        await simulator.idle(0.01)


async def test_a_press_nobody_answers_is_remembered(simulator: Simulator, api: BotApi) -> None:
    asha = simulator.person(name="Asha")
    asha.starts_sending("hello")
    await api("sendMessage", chat_id=asha.id, text="Hello")
    (update,) = asha.starts_tapping("forged", asha.screen.message_id)
    assert asha.unanswered_queries == []
    await api("getUpdates", offset=update.id + 1)
    assert len(asha.unanswered_queries) == 1


async def test_a_press_on_a_deleted_message_carries_no_message(simulator: Simulator, api: BotApi) -> None:
    asha = simulator.person(name="Asha")
    asha.starts_tapping("old", 12345)
    (update,) = await api("getUpdates")
    assert update["callback_query"]["message"]["date"] == 0


async def test_a_vote_reaches_the_bot(simulator: Simulator, api: BotApi) -> None:
    asha = simulator.person(name="Asha")
    asha.patience = 0.01
    asha.starts_sending("hello")
    options = [{"text": "Yes"}, {"text": "No"}]
    await api("sendPoll", chat_id=asha.id, question="Ready?", options=options, is_anonymous=False)
    with pytest.raises(AssertionError):
        await asha.votes(1)
    answer = (await api("getUpdates"))[-1]["poll_answer"]
    assert answer["option_ids"] == [1]


async def test_six_people_in_four_languages_are_ready(simulator: Simulator) -> None:
    simulator.add_ready_persons()
    assert list(simulator.people) == [1001, 1002, 1003, 1004, 1005, 1006]
    assert {ready.language_code for ready in READY_PERSONS} == {"ne", "es", "ar", "en"}
