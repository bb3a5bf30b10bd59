"""A crowd to send to: people in the simulator and in the database, and a broadcast on its way to them."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from bot.domain.broadcast import Broadcast
from bot.domain.learner import Learner, Step
from bot.domain.ledger import Ledger
from bot.domain.mandate import FOUNDER
from bot.services import broadcasts as service
from bot.simulator.server import Simulator
from bot.storage import learners, ledgers
from bot.storage.engine import Database, Transaction

_TEXT = "This is a rehearsal. Nobody real gets this message."
_A_BATCH = 500  # of people in one transaction: whoever else writes waits for it
AUTHOR = 8_000_001
_FIRST = 9_000_001


@dataclass(frozen=True, slots=True, kw_only=True)
class Crowd:
    """Hold the coordinator and the chats of everybody else."""

    author: Learner
    chats: frozenset[int]


async def gather(db: Database, simulator: Simulator, people: int, *, now: datetime, **traits: Any) -> Crowd:
    """Let so many people open a chat, and know them; `traits` are what else is stored of each."""
    chats = range(_FIRST, _FIRST + people)
    for chat_id in (AUTHOR, *chats):
        simulator.person(name="Somebody", id=chat_id).account.has_written = True
    for begun in range(0, people, _A_BATCH):
        async with db.transaction() as tx:
            for chat_id in chats[begun : begun + _A_BATCH]:
                await _add(tx, chat_id, now=now, consented_at=now, **traits)
    async with db.transaction() as tx:
        author = await _add(tx, AUTHOR, now=now)
    return Crowd(author=author, chats=frozenset(chats))


async def begin(db: Database, crowd: Crowd, *, now: datetime, per_second: int) -> Broadcast:
    """Start a broadcast to everybody in the crowd."""
    async with db.transaction() as tx:
        draft = await service.begin(tx, crowd.author, FOUNDER, now=now)
        draft = await service.change(tx, crowd.author, draft.id, _written)
        planned = await service.plan(tx, draft, FOUNDER, now=now, per_second=per_second, least=1)
        return await service.start(tx, planned, crowd.author, now=now)


async def ledger(db: Database, simulator: Simulator, crowd: Crowd, broadcast: Broadcast) -> Ledger:
    """Put what our rows say beside what arrived; a chat that moved counts as what it was."""
    async with db.reading() as tx:
        states = await ledgers.states(tx, broadcast.id)
    first_id = simulator.world.first_id
    return Ledger(
        meant=crowd.chats,
        states={first_id(chat_id): state for chat_id, state in states.items()},
        copies=copies(simulator, crowd.chats),
    )


def copies(simulator: Simulator, chats: Iterable[int]) -> dict[int, int]:
    """Count the messages of the bot's in each chat."""
    world = simulator.world
    arrived = dict.fromkeys(chats, 0)
    for chat in world.chats.values():
        first_id = world.first_id(chat.id)
        if first_id in arrived:
            arrived[first_id] += sum(one.sender_id == world.bot.id for one in chat.messages.values())
    return arrived


def _written(draft: Broadcast) -> Broadcast:
    return replace(draft, bodies={"en": _TEXT})


async def _add(tx: Transaction, chat_id: int, *, now: datetime, **traits: Any) -> Learner:
    """Add somebody for whom no hours are quiet, unless said otherwise."""
    added = await learners.add(tx, chat_id, locale="en", now=now)
    always = {"step": Step.DONE, "quiet_from": 0, "quiet_until": 0}
    learner = replace(added, **{**always, **traits})
    await learners.save(tx, learner)
    return learner
