"""Telegram is unwell: slow, silent, throttling. The screen arrives all the same, and chats stay apart."""

import asyncio

import pytest

from bot.run import Service
from bot.settings import Settings
from bot.simulator.faults import (
    CallFault,
    Fault,
    FaultPlan,
    Forbid,
    ResetAfterApply,
    ResetAfterBody,
    ServerError,
    StallAfter,
    StallBefore,
    Throttle,
)
from bot.simulator.person import Person, acknowledged
from bot.simulator.server import Simulator
from tests.flows.looking import Ledger, Log, forgive, from_bot


@pytest.mark.parametrize(
    "fault",
    [ResetAfterBody(), ResetAfterApply(), ServerError(), StallBefore(seconds=1), StallAfter(seconds=1)],
    ids=lambda fault: type(fault).__name__,
)
async def test_the_screen_arrives_all_the_same(
    sim: Simulator, service: Service, asha: Person, fault: CallFault
) -> None:
    assert service._line is not None
    service._line.replies._read_timeout = 0.1
    sim.faults.add(Fault(kind=fault, method="editMessageText"), Fault(kind=fault, method="sendMessage"))
    await asha.taps("Shared phone: off")
    assert "Shared phone: on" in " ".join(asha.screen.labels)
    assert asha.unanswered_queries == []
    await asha.sends("/privacy")
    assert "Your privacy" in asha.screen.text
    sim.faults.release()
    forgive(sim)


async def test_a_reply_that_never_gets_through_is_given_up(sim: Simulator, asha: Person, log: Log) -> None:
    sim.faults.add(Fault(kind=ServerError(), method="sendMessage", count=9))
    await asha.sends("/menu")
    assert len(log.lines("reply given up")) == 1
    await asha.sends("/privacy")
    assert "Your privacy" in asha.screen.text


async def test_told_to_wait_it_waits_and_keeps_nobody_else_waiting(sim: Simulator, asha: Person) -> None:
    sim.faults.add(Fault(kind=Throttle(retry_after=1), method="sendMessage", chat_id=asha.id))
    sent = asha.starts_sending("/menu")
    bina = sim.person(name="Bina")
    with sim.events.listen() as heard:
        other = bina.starts_sending("/menu")
        while not from_bot(bina):
            await heard.get()
    assert not sent.acknowledged.is_set()
    await acknowledged(other, bina.patience)
    await acknowledged(sent, asha.patience)
    assert "What would you like to do?" in asha.screen.text
    assert len(from_bot(asha)) == 2


async def test_who_cannot_be_reached_is_noted_until_they_write(
    sim: Simulator, asha: Person, ledger: Ledger
) -> None:
    sim.faults.add(Fault(kind=Forbid(), method="sendMessage"))
    await asha.sends("/menu")
    assert ledger.one("SELECT unreachable_at FROM learners") is not None
    await asha.sends("/settings")
    assert ledger.one("SELECT unreachable_at FROM learners") is None
    await asha.taps("Shared phone: off")
    assert ledger.one("SELECT unreachable_at FROM learners") is None


async def test_who_blocks_the_bot_is_noted_until_they_come_back(asha: Person, ledger: Ledger) -> None:
    await asha.blocks()
    assert ledger.one("SELECT unreachable_at FROM learners") is not None
    await asha.unblocks()
    assert ledger.one("SELECT unreachable_at FROM learners") is None


async def test_polling_told_to_wait_goes_on(sim: Simulator, asha: Person) -> None:
    sim.faults.add(Fault(kind=Throttle(retry_after=1), method="getUpdates"))
    sim.faults.add(Fault(kind=ServerError(), method="getUpdates"))
    await asha.sends("/menu")
    await asha.sends("/privacy")
    assert "Your privacy" in asha.screen.text


# Side by side


async def test_slow_calls_do_not_serialise_chats(
    sim: Simulator, service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert service.failure is None
    chats = 20
    here, everybody = [0], asyncio.Event()

    async def until_all_are_here(*_: object) -> None:
        here[0] += 1
        if here[0] == chats:
            everybody.set()
        await everybody.wait()

    monkeypatch.setattr(FaultPlan, "stall", until_all_are_here)
    sim.faults.add(Fault(kind=StallBefore(), method="sendMessage", count=chats))
    people = [sim.person(name=f"Person {number}") for number in range(chats)]
    for sent in [person.starts_sending("/menu") for person in people]:
        await acknowledged(sent, people[0].patience)
    assert all(len(from_bot(person)) == 1 for person in people)


async def test_one_chat_is_answered_in_order(sim: Simulator, asha: Person) -> None:
    sim.faults.add(Fault(kind=StallBefore(seconds=0.05), method="sendMessage", count=2))
    commands = ["/privacy", "/language", "/settings", "/country", "/delete"]
    for sent in [asha.starts_sending(command) for command in commands]:
        await acknowledged(sent, asha.patience)
    in_a_row = from_bot(asha)[1:]
    one_by_one = []
    for command in commands:
        await asha.sends(command)
        one_by_one.append(asha.screen.text)
    assert in_a_row == one_by_one


@pytest.mark.parametrize("mode", ["polling"])
async def test_a_webhook_that_cannot_be_removed_keeps_nobody_from_polling(
    sim: Simulator, settings: Settings
) -> None:
    sim.faults.add(Fault(kind=ServerError(), method="deleteWebhook"))
    bot = Service(settings, clock=sim.clock.now)
    await bot.start()
    asha = sim.person(name="Asha")
    await asha.sends("/menu")
    await bot.stop()
    assert len(from_bot(asha)) == 1
