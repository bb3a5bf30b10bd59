"""An update stays until the bot has dealt with it: long polling and webhooks."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from bot.simulator.faults import DoubleTap, Duplicate, Fault, Reorder
from bot.simulator.person import Person
from bot.simulator.server import Simulator
from tests.simulator.toy import SECRET, BotApi, ToyBot


@pytest.fixture
def asha(simulator: Simulator) -> Person:
    return simulator.person(name="Asha")


@pytest.fixture
async def hooked(api: BotApi) -> AsyncIterator[ToyBot]:
    bot = ToyBot(api)
    yield bot
    await bot.stop()


def ids(updates: list[dict[str, int]]) -> list[int]:
    return [update["update_id"] for update in updates]


async def test_updates_come_again_until_the_offset_passes_them(asha: Person, api: BotApi) -> None:
    first, second, third = (asha.starts_sending(text).id for text in "abc")
    assert ids(await api("getUpdates")) == [first, second, third]
    assert ids(await api("getUpdates", limit=1)) == [first]
    assert ids(await api("getUpdates", offset=second)) == [second, third]
    assert ids(await api("getUpdates", offset=-1)) == [third]
    assert await api("getUpdates", offset=third + 1) == []


async def test_a_poll_waits_for_something_to_happen(asha: Person, api: BotApi) -> None:
    answer, update = await asyncio.gather(api("getUpdates", timeout=30), _soon(asha))
    assert ids(answer) == [update]


async def test_a_poll_does_not_wait_longer_than_asked(api: BotApi) -> None:
    assert await api("getUpdates", timeout=0) == []


async def test_a_second_poller_ends_the_first(asha: Person, simulator: Simulator, api: BotApi) -> None:
    async def first() -> object:
        answer = await api("getUpdates", timeout=30)
        asha.starts_sending("hello")
        return answer

    async def second() -> object:
        await simulator.queue.polled.wait()
        return await api("getUpdates", timeout=30)

    ended, updates = await asyncio.gather(first(), second())
    assert str(ended).startswith("Conflict: terminated by other getUpdates request")
    assert isinstance(updates, list)
    assert len(updates) == 1


async def test_polling_and_a_webhook_exclude_each_other(api: BotApi) -> None:
    await api("setWebhook", url="http://127.0.0.1:9/hook")
    answer = await api("getUpdates")
    assert answer.startswith("Conflict: can't use getUpdates method while webhook is active")
    assert await api("deleteWebhook") is True
    assert await api("getUpdates") == []
    await api("setWebhook", url="http://127.0.0.1:9/hook")
    assert await api("setWebhook", url="") is True
    assert await api("getUpdates") == []


async def test_only_what_the_bot_asked_for_is_delivered(asha: Person, api: BotApi) -> None:
    await api("getUpdates", allowed_updates=["callback_query"])
    assert asha.starts_sending("hello").acknowledged.is_set()
    asha.starts_tapping("a", 1)
    assert [set(update) for update in await api("getUpdates")] == [{"update_id", "callback_query"}]


async def test_commands_are_marked(asha: Person, api: BotApi) -> None:
    asha.starts_sending("/start lesson")
    (update,) = await api("getUpdates")
    assert update["message"]["entities"] == [{"type": "bot_command", "offset": 0, "length": 6}]


async def test_a_webhook_gets_its_secret_and_tells_about_itself(
    asha: Person, hooked: ToyBot, api: BotApi
) -> None:
    await hooked.start("webhook")
    await asha.sends("hello")
    assert hooked.headers == [SECRET]
    info = await api("getWebhookInfo")
    assert (info["pending_update_count"], info["max_connections"]) == (0, 40)


async def test_an_update_is_posted_again_until_2xx(asha: Person, hooked: ToyBot, api: BotApi) -> None:
    hooked.statuses = [503, 500, 404, 200]
    await hooked.start("webhook")
    await asha.sends("hello")
    assert len(hooked.headers) == 4
    assert len(hooked.seen) == 1
    info = await api("getWebhookInfo")
    assert info["last_error_message"] == "Wrong response from the webhook: 404 Not Found"


async def test_one_chat_stays_in_order_while_another_goes_on(simulator: Simulator, hooked: ToyBot) -> None:
    asha, omar = simulator.person(name="Asha"), simulator.person(name="Omar")
    first, second = asha.starts_sending("one"), asha.starts_sending("two")
    hooked.statuses = [503, 200]
    other = omar.starts_sending("three")
    await hooked.start("webhook")
    await simulator.idle()
    assert sorted(hooked.seen) == [first.id, second.id, other.id]
    assert hooked.seen.index(first.id) < hooked.seen.index(second.id)


async def test_what_waits_goes_to_the_webhook_when_there_is_one(asha: Person, hooked: ToyBot) -> None:
    update = asha.starts_sending("hello")
    await hooked.start("webhook")
    await update.acknowledged.wait()
    assert asha.screen.text == "Heard hello"


async def test_pending_updates_can_be_dropped(asha: Person, api: BotApi) -> None:
    update = asha.starts_sending("hello")
    await api("deleteWebhook", drop_pending_updates=True)
    assert update.acknowledged.is_set()
    assert await api("getUpdates") == []


async def test_a_reply_in_the_webhook_answer_is_checked_too(
    asha: Person, simulator: Simulator, hooked: ToyBot
) -> None:
    hooked.reply = {"method": "getMe"}
    await hooked.start("webhook")
    await asha.sends("hello")
    hooked.reply = {"method": "sendMessage", "chat_id": asha.id, "text": ""}
    await asha.sends("hello again")
    assert [refusal.method for refusal in simulator.refusals] == ["getMe", "sendMessage"]


async def test_an_update_can_come_twice(asha: Person, simulator: Simulator, bot: ToyBot) -> None:
    simulator.faults.add(Fault(kind=Duplicate()))
    await asha.sends("hello")
    assert len(bot.seen) == 2
    assert len(set(bot.seen)) == 1


async def test_two_updates_can_change_places(asha: Person, simulator: Simulator, api: BotApi) -> None:
    simulator.faults.add(Fault(kind=Reorder()))
    first, second = asha.starts_sending("one"), asha.starts_sending("two")
    assert ids(await api("getUpdates")) == [second.id, first.id]


async def test_one_press_can_come_as_two(asha: Person, simulator: Simulator, bot: ToyBot) -> None:
    await asha.sends("hello")
    simulator.faults.add(Fault(kind=DoubleTap()))
    await asha.taps("Press")
    assert len(set(bot.seen)) == 3
    assert simulator.refusals == []


async def _soon(person: Person) -> int:
    await asyncio.sleep(0)
    return person.starts_sending("hello").id
