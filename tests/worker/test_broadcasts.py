import asyncio
from collections import Counter
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.app import App
from bot.domain.broadcast import Broadcast, BroadcastState
from bot.domain.delivery import Failed, Halted, NotSent, Outcome, Sent, Throttled, Uncertain, Unreachable
from bot.domain.learner import LearnerId
from bot.domain.mandate import FOUNDER
from bot.services import broadcasts as service
from bot.storage import broadcasts, learners
from bot.worker.broadcasts import BroadcastRenderer, ProgressReports
from bot.worker.sender import Sender
from tests.builders import a_learner
from tests.conftest import MovableClock
from tests.storage.test_broadcasts import a_reader
from tests.storage.test_deliveries import NOON
from tests.worker.messengers import FakeMessenger
from tests.worker.virtual import a_governor

AUTHOR = 9000
SOMEBODY = a_learner(id=LearnerId(1))


class Bench:
    """A coordinator, a messenger, a sender and the progress reports."""

    def __init__(self, app: App, messenger: FakeMessenger) -> None:
        self.app, self.messenger = app, messenger
        governor = a_governor()
        self.sender = Sender(app, messenger, governor, BroadcastRenderer(app))

    async def report(self) -> None:
        await ProgressReports(self.app, self.messenger, a_governor()).sweep()

    async def begin(self, people: int, **changes: Any) -> Broadcast:
        async with self.app.db.transaction() as tx:
            author = await a_reader(tx, AUTHOR, stopped_at=NOON)
            for chat_id in range(1, people + 1):
                await a_reader(tx, chat_id, locale="es" if chat_id % 2 else "en")
            draft = await service.begin(tx, author, FOUNDER, now=NOON)
            texts = {"bodies": {"en": "Hello <all>", "es": "Hola"}, **changes}
            draft = await service.change(tx, author, draft.id, lambda draft: replace(draft, **texts))
            planned = await service.plan(tx, draft, FOUNDER, now=NOON, per_second=25, least=1)
            return await service.start(tx, planned, author, now=NOON)

    async def stored(self, broadcast: Broadcast) -> tuple[BroadcastState, dict[str, int]]:
        async with self.app.db.transaction() as tx:
            found = await broadcasts.get(tx, broadcast.id)
            tally = await broadcasts.tally(tx, broadcast.id)
        assert found is not None
        return found.state, {state.value: count for state, count in tally.by_state.items()}

    def sent_to(self, chat_id: int) -> list[str]:
        return [str(screen.text) for chat, screen in self.messenger.sent if chat == chat_id]


@pytest.fixture
def bench(app: App, messenger: FakeMessenger) -> Bench:
    return Bench(app, messenger)


async def test_it_is_written_once_for_all_of_one_language_and_role(bench: Bench) -> None:
    await bench.begin(6)
    await bench.sender.sweep()
    written = {id(screen) for chat, screen in bench.messenger.sent if chat != AUTHOR}
    assert (len(bench.messenger.sent), len(written)) == (6, 2)


async def test_everyone_gets_it_once_in_their_language_with_a_way_out(bench: Bench) -> None:
    broadcast = await bench.begin(4)
    await bench.sender.sweep()
    await bench.report()
    assert {chat: bench.sent_to(chat) for chat in (1, 2)} == {1: ["Hola"], 2: ["Hello &lt;all&gt;"]}
    (row,) = next(screen.buttons for chat, screen in bench.messenger.sent if chat == 2)
    assert [button.label for button in row] == ["Stop these messages", "Menu"]
    assert await bench.stored(broadcast) == (BroadcastState.FINISHED, {"sent": 4})


async def test_a_second_press_on_send_changes_nothing(bench: Bench) -> None:
    broadcast = await bench.begin(3)
    async with bench.app.db.transaction() as tx:
        planned = await service.plan(tx, broadcast, FOUNDER, now=NOON, per_second=25, least=1)
        assert await service.start(tx, planned, SOMEBODY, now=NOON) == broadcast
        held = await service.pause(tx, broadcast, SOMEBODY, now=NOON)
        assert await service.start(tx, replace(planned, broadcast=held), SOMEBODY, now=NOON) == held
    assert await bench.stored(broadcast) == (BroadcastState.PAUSED, {"pending": 3})


async def test_the_ledger_adds_up_whatever_happens(bench: Bench, clock: MovableClock) -> None:
    outcomes: tuple[Outcome, ...] = (
        Unreachable(),
        Failed("odd"),
        Uncertain(),
        NotSent(),
        Throttled(timedelta(seconds=0)),
        Halted("Conflict"),
    )
    for chat_id, outcome in enumerate(outcomes, start=1):
        bench.messenger.script(chat_id, outcome)
    broadcast = await bench.begin(10)
    for _ in range(4):
        sender = Sender(bench.app, bench.messenger, a_governor(), BroadcastRenderer(bench.app))
        await sender.sweep()
        clock.advance(minutes=5)
    await bench.report()
    assert await bench.stored(broadcast) == (
        BroadcastState.FINISHED,
        {"sent": 7, "unreachable": 1, "failed": 1, "uncertain": 1},
    )
    assert Counter(chat for chat, _ in bench.messenger.sent if chat != AUTHOR) == dict.fromkeys(
        range(4, 11), 1
    )


@pytest.mark.parametrize("outcome", [Throttled(timedelta(minutes=1)), Halted("Conflict")])
async def test_a_pause_asked_for_at_a_progress_message_holds_the_sender_too(
    bench: Bench, outcome: Outcome
) -> None:
    await bench.begin(3)
    governor = a_governor()
    bench.messenger.script(AUTHOR, outcome)
    await ProgressReports(bench.app, bench.messenger, governor).sweep()
    await Sender(bench.app, bench.messenger, governor, BroadcastRenderer(bench.app)).sweep()
    assert bench.messenger.calls == [AUTHOR]
    assert governor.halted_for() > timedelta(seconds=50)


async def test_paused_in_the_middle_it_goes_on_where_it_was(bench: Bench) -> None:
    broadcast = await bench.begin(30)
    async with bench.app.db.transaction() as tx:
        held = await service.pause(tx, broadcast, SOMEBODY, now=NOON)
    await bench.sender.sweep()
    assert bench.messenger.calls == []
    async with bench.app.db.transaction() as tx:
        await service.resume(tx, held, SOMEBODY, now=NOON)
    await bench.sender.sweep()
    assert sorted(bench.messenger.calls) == list(range(1, 31))


async def test_cancelled_it_reaches_nobody_else_and_what_comes_back_is_cancelled_too(bench: Bench) -> None:
    broadcast = await bench.begin(3)
    bench.messenger.script(1, NotSent())
    bench.messenger.hold.clear()
    sweep = asyncio.ensure_future(bench.sender.sweep())
    await bench.messenger.called(3)
    async with bench.app.db.transaction() as tx:
        cancelled = await service.cancel(tx, broadcast, SOMEBODY, now=NOON)
        assert await service.cancel(tx, cancelled, SOMEBODY, now=NOON) == cancelled
    bench.messenger.hold.set()
    await sweep
    assert await bench.stored(broadcast) == (BroadcastState.CANCELLED, {"sent": 2, "pending": 1})
    await bench.report()
    assert await bench.stored(broadcast) == (BroadcastState.CANCELLED, {"sent": 2, "cancelled": 1})
    (only,) = bench.sent_to(AUTHOR)
    assert "cancelled" in only


async def test_one_message_shows_how_it_goes_and_then_what_became_of_it(bench: Bench) -> None:
    broadcast = await bench.begin(2)
    await bench.report()
    (first,) = bench.sent_to(AUTHOR)
    assert "on its way" in first
    assert "0 of 2" in first
    await bench.sender.sweep()
    await bench.report()
    await bench.report()
    ((chat, _, screen),) = bench.messenger.shown
    assert chat == AUTHOR
    assert "finished" in screen.text
    assert "2 of 2" in screen.text
    assert len(bench.sent_to(AUTHOR)) == 1
    assert (await bench.stored(broadcast))[0] is BroadcastState.FINISHED


async def test_a_report_that_did_not_arrive_is_owed_still(bench: Bench) -> None:
    await bench.begin(1)
    await bench.sender.sweep()
    bench.messenger.script(AUTHOR, NotSent(), Sent())
    await bench.report()
    await bench.report()
    (only,) = bench.sent_to(AUTHOR)
    assert "finished" in only


async def test_who_leaves_between_start_and_sending_gets_nothing(bench: Bench) -> None:
    broadcast = await bench.begin(2)
    async with bench.app.db.transaction() as tx:
        reader = await learners.find(tx, 1)
        assert reader is not None
        await learners.save(tx, replace(reader, stopped_at=NOON))
    await bench.sender.sweep()
    assert bench.messenger.calls == [2]
    assert (await bench.stored(broadcast))[1] == {"sent": 1, "cancelled": 1}


async def test_who_changes_to_a_language_without_a_text_gets_nothing(bench: Bench) -> None:
    broadcast = await bench.begin(2)
    async with bench.app.db.transaction() as tx:
        reader = await learners.find(tx, 1)
        assert reader is not None
        await learners.save(tx, replace(reader, locale="ne"))
    await bench.sender.sweep()
    assert (await bench.stored(broadcast))[1] == {"sent": 1, "cancelled": 1}
