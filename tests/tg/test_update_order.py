"""One chat in order, chats side by side."""

import asyncio

import pytest

from bot.tasks import Tasks
from bot.tg.update_order import UpdateOrder


class Work:
    """Take turns when told, and note who had one."""

    def __init__(self) -> None:
        self.order = UpdateOrder()
        self.tasks = Tasks()
        self.begun: list[str] = []
        self.ended: list[str] = []

    def start(self, chat_id: int, name: str, gate: asyncio.Event) -> "asyncio.Task[None]":
        return self.tasks.start(self._turn(chat_id, name, gate), name=name)

    async def _turn(self, chat_id: int, name: str, gate: asyncio.Event) -> None:
        async with self.order.turn(chat_id):
            self.begun.append(name)
            await gate.wait()
            self.ended.append(name)


async def passing() -> None:
    for _ in range(5):
        await asyncio.sleep(0)


async def test_a_chat_waits_for_its_earlier_update_only() -> None:
    work, slow, quick = Work(), asyncio.Event(), asyncio.Event()
    quick.set()
    work.start(1, "first", slow)
    work.start(1, "second", quick)
    work.start(2, "other", quick)
    await passing()
    assert work.begun == ["first", "other"]
    slow.set()
    await work.tasks.drain(timeout=1)
    assert work.ended == ["other", "first", "second"]


async def test_turns_come_in_the_order_asked_for() -> None:
    work, gate = Work(), asyncio.Event()
    names = [f"{number:02}" for number in range(20)]
    for name in names:
        work.start(7, name, gate)
    gate.set()
    await work.tasks.drain(timeout=1)
    assert work.ended == names


async def test_who_gave_up_waiting_keeps_nobody_waiting() -> None:
    work, slow, quick = Work(), asyncio.Event(), asyncio.Event()
    quick.set()
    work.start(1, "first", slow)
    await passing()
    given_up = work.start(1, "given up", quick)
    work.start(1, "third", quick)
    await passing()
    given_up.cancel()
    slow.set()
    await work.tasks.drain(timeout=1)
    assert work.ended == ["first", "third"]


async def test_a_failure_ends_the_turn() -> None:
    order = UpdateOrder()
    with pytest.raises(RuntimeError, match="broken"):
        async with order.turn(1):
            raise RuntimeError("broken")
    async with asyncio.timeout(1), order.turn(1):
        pass


async def test_nothing_is_kept_of_chats_without_work() -> None:
    work, gate = Work(), asyncio.Event()
    for chat_id in range(50):
        work.start(chat_id % 10, "some", gate)
    await passing()
    assert len(work.order) == 10
    gate.set()
    await work.tasks.drain(timeout=1)
    assert len(work.order) == 0
