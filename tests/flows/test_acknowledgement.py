"""An update is acknowledged once it is done: after its commit and its reply, and not a moment earlier."""

import asyncio
from dataclasses import replace

import aiohttp
import pytest

from bot.i18n.locales import Translators
from bot.i18n.translator import Translator
from bot.library import Library
from bot.run import Service
from bot.settings import Settings
from bot.simulator.faults import (
    DoubleTap,
    Duplicate,
    Fault,
    Reorder,
    StallAfter,
)
from bot.simulator.person import Person, acknowledged
from bot.simulator.server import Simulator
from bot.tg.webhook import PATH
from tests.flows.looking import Ledger, Log, forgive, from_bot

_DAY = 86_400


def data_of(person: Person, label: str) -> str:
    (button,) = person.screen.find(label)
    assert button.data is not None
    return button.data


def is_discreet(ledger: Ledger) -> int:
    return int(ledger.one("SELECT is_discreet FROM learners"))


# In its time


async def test_not_before_the_reply_is_through(sim: Simulator, asha: Person, ledger: Ledger) -> None:
    sim.faults.add(Fault(kind=StallAfter(), method="editMessageText"))
    pressed = asha.starts_tapping(data_of(asha, "Shared phone: off"), asha.screen.message_id)
    await sim.faults.stalled.wait()
    assert is_discreet(ledger) == 1
    assert not pressed[0].acknowledged.is_set()
    sim.faults.release()
    await acknowledged(pressed[0], asha.patience)
    assert asha.unanswered_queries == []


async def test_not_while_the_database_is_locked(
    sim: Simulator, asha: Person, ledger: Ledger, log: Log
) -> None:
    before = from_bot(asha)
    async with ledger.locked():
        sent = asha.starts_sending("/menu")
        await log.says("update to come again", times=2)
        assert not sent.acknowledged.is_set()
        assert from_bot(asha) == before
    await acknowledged(sent, asha.patience)
    assert len(from_bot(asha)) == len(before) + 1
    assert {line["reason"] for line in log.lines("update to come again")} == {"StorageError"}
    await sim.idle()


@pytest.mark.parametrize("mode", ["webhook"])
async def test_a_locked_database_is_answered_with_503(
    settings: Settings, asha: Person, ledger: Ledger
) -> None:
    update = menu_update(asha, 900_000_001)
    async with ledger.locked():
        assert await post(settings, update) == 503
    assert await post(settings, update) == 200


# Again and again


async def test_a_repeated_update_changes_nothing_and_shows_the_screen_again(
    sim: Simulator, asha: Person, ledger: Ledger
) -> None:
    sim.faults.add(Fault(kind=Duplicate()))
    await asha.sends("/settings")
    assert len(from_bot(asha)) == 3
    assert len(set(from_bot(asha))) == 1
    sim.faults.add(Fault(kind=Duplicate()))
    await asha.taps("Shared phone: off")
    assert is_discreet(ledger) == 1
    assert "Shared phone: on" in " ".join(asha.screen.labels)
    assert len(from_bot(asha)) == 3
    assert asha.unanswered_queries == []
    forgive(sim)


async def test_a_repeated_start_begins_one_check(sim: Simulator, asha: Person, ledger: Ledger) -> None:
    await asha.sends("/challenge")
    sim.faults.add(Fault(kind=Duplicate()))
    await asha.taps("I saw a challenge or a dare")
    assert ledger.one("SELECT count(*) FROM challenge_checks") == 1
    forgive(sim)


async def test_an_answer_tapped_twice_counts_once(sim: Simulator, asha: Person, ledger: Ledger) -> None:
    await asha.sends("/challenge")
    await asha.taps("I saw a challenge or a dare")
    sim.clock.advance(seconds=11)
    await asha.taps("I took a breath")
    await asha.taps("Calm")
    sim.faults.add(Fault(kind=DoubleTap()))
    question = asha.screen.text
    await asha.taps("Yes")
    assert asha.screen.text != question
    before = ledger.one("SELECT answers FROM challenge_checks")
    await asha.taps_data(next(data for data in old_taps(sim, asha) if data.endswith("yes")))
    assert ledger.one("SELECT answers FROM challenge_checks") == before
    assert before.count('"yes"') == 1
    assert asha.unanswered_queries == []


async def test_a_choice_tapped_twice_acts_once(sim: Simulator, asha: Person, ledger: Ledger) -> None:
    sim.faults.add(Fault(kind=DoubleTap()))
    await asha.taps("Shared phone: off")
    assert is_discreet(ledger) == 1
    await asha.taps("Language")
    sim.faults.add(Fault(kind=DoubleTap()))
    await asha.taps("Español")
    assert ledger.one("SELECT locale FROM learners") == "es"
    assert asha.unanswered_queries == []


async def test_who_is_erased_stays_erased_when_the_update_comes_again(
    sim: Simulator, asha: Person, ledger: Ledger
) -> None:
    await asha.sends("/delete")
    sim.faults.add(Fault(kind=Duplicate()))
    await asha.taps("Yes, erase")
    assert ledger.one("SELECT count(*) FROM learners") == 0
    assert "Everything is erased." in asha.screen.text
    forgive(sim)


async def test_updates_out_of_order_are_both_answered(sim: Simulator, asha: Person) -> None:
    sim.faults.add(Fault(kind=Reorder()))
    first, second = asha.starts_sending("/language"), asha.starts_sending("/privacy")
    await acknowledged(first, asha.patience)
    await acknowledged(second, asha.patience)
    assert "Your privacy" in from_bot(asha)[-2]
    assert "Your privacy" not in from_bot(asha)[-1]


@pytest.mark.parametrize("mode", ["webhook"])
async def test_many_copies_at_once_act_once(
    sim: Simulator, settings: Settings, asha: Person, ledger: Ledger
) -> None:
    await asha.sends("/challenge")
    tap = tap_update(sim, asha, 900_000_002, data_of(asha, "I saw a challenge or a dare"))
    assert await asyncio.gather(*(post(settings, tap) for _ in range(25))) == [200] * 25
    assert ledger.one("SELECT count(*) FROM challenge_checks") == 1


# Old buttons


async def test_a_week_old_button_explains_itself_and_offers_ways_on(
    sim: Simulator, asha: Person, ledger: Ledger
) -> None:
    before = ledger.everything()
    sim.clock.advance(8 * _DAY)
    await asha.taps("Shared phone: off")
    assert "older message" in asha.screen.text
    assert ledger.everything() == before
    assert asha.unanswered_queries == []
    await asha.taps("Back to where I was")
    await asha.taps("Shared phone: off")
    assert is_discreet(ledger) == 1


async def test_help_answers_from_a_button_of_any_age(sim: Simulator, asha: Person) -> None:
    sim.clock.advance(400 * _DAY)
    await asha.taps("Help now")
    assert "It is not your fault." in asha.screen.text


async def test_a_message_in_use_does_not_age(sim: Simulator, asha: Person, ledger: Ledger) -> None:
    for label in ("Shared phone: off", "Shared phone: on", "Shared phone: off"):
        sim.clock.advance(4 * _DAY)
        await asha.taps(label)
    assert is_discreet(ledger) == 1


# What breaks


class Breaking(Translators):
    """Break a number of times, as a mistake of ours would, with words that must not be logged."""

    def __init__(self, sound: Translators, times: int) -> None:
        super().__init__({tag: sound(tag) for tag in sound.tags})
        self.left = times

    def __call__(self, tag: str | None, lesson_tag: str | None = None) -> Translator:
        if self.left:
            self.left -= 1
            raise LookupError("canary: what a child wrote")
        return super().__call__(tag, lesson_tag)


def breaks(service: Service, *, times: int) -> None:
    assert service._front is not None
    dispatcher = service._front._dispatcher
    app = dispatcher._app
    library = Library(app.catalog, Breaking(app.translators, times))
    dispatcher._app = replace(app, library=library)


async def test_what_fails_twice_succeeds_the_third_time(service: Service, asha: Person, log: Log) -> None:
    breaks(service, times=2)
    await asha.sends("/menu")
    assert "What would you like to do?" in asha.screen.text
    assert len(log.lines("update failed")) == 2


async def test_what_fails_three_times_is_given_up_kindly(
    service: Service, asha: Person, ledger: Ledger, log: Log
) -> None:
    breaks(service, times=3)
    await asha.taps("Shared phone: off")
    assert "Something went wrong on my side, not on yours." in asha.screen.text
    assert is_discreet(ledger) == 0
    assert asha.unanswered_queries == []
    assert "canary" not in log.getvalue()
    await asha.taps("Shared phone: off")
    assert is_discreet(ledger) == 1


async def test_a_broken_update_keeps_nobody_else_waiting(
    sim: Simulator, service: Service, asha: Person
) -> None:
    breaks(service, times=1)
    broken = asha.starts_sending("/menu")
    bina = sim.person(name="Bina")
    await bina.sends("/menu")
    assert len(from_bot(bina)) == 1
    await acknowledged(broken, asha.patience)


# Helpers that write as Telegram does


def menu_update(person: Person, update_id: int) -> dict[str, object]:
    account = {"id": person.id, "is_bot": False, "first_name": person.name, "language_code": "en"}
    message = {
        "message_id": 1,
        "date": 1_800_000_000,
        "chat": {"id": person.id, "type": "private", "first_name": person.name},
        "from": account,
        "text": "/menu",
        "entities": [{"type": "bot_command", "offset": 0, "length": 5}],
    }
    return {"update_id": update_id, "message": message}


def tap_update(sim: Simulator, person: Person, update_id: int, data: str) -> dict[str, object]:
    message = {
        "message_id": person.screen.message_id,
        "date": sim.clock.timestamp(),
        "chat": {"id": person.id, "type": "private", "first_name": person.name},
        "text": "…",
    }
    query = {
        "id": sim.world.ask(person.id).id,
        "from": {"id": person.id, "is_bot": False, "first_name": person.name},
        "chat_instance": "1",
        "message": message,
        "data": data,
    }
    return {"update_id": update_id, "callback_query": query}


async def post(settings: Settings, update: dict[str, object]) -> int:
    assert settings.webhook_secret is not None
    headers = {"X-Telegram-Bot-Api-Secret-Token": settings.webhook_secret.get_secret_value()}
    url = f"{settings.public_url}{PATH}"
    async with (
        aiohttp.ClientSession() as session,
        session.post(url, json=update, headers=headers) as answer,
    ):
        return answer.status


def old_taps(sim: Simulator, person: Person) -> list[str]:
    """List the buttons the person was ever shown."""
    shown = [call.params.get("reply_markup") or {} for call in sim.calls if call.chat_id == person.id]
    rows = [row for markup in shown for row in markup["inline_keyboard"]]
    return [button["callback_data"] for row in rows for button in row if "callback_data" in button]
