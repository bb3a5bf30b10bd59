"""The closed loop: so many updates in flight, never more, and a clock on each of them.

A person's update is *answered* when a call that shows something reaches the Bot API for their chat (or when
the webhook's answer carries a call and nothing else came: a tap that changes nothing ends in a toast), and
*done* when the webhook has answered 2xx as well; only then do they make their next move, as Telegram keeps
a chat's updates in order. What is not acknowledged is sent again, as Telegram does. An update nobody
answered is lost, and its person says nothing more.
"""

import asyncio
import gc
import json
import time
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from benchmarks import calls
from benchmarks.calls import Call
from benchmarks.fake_api import FakeApi
from benchmarks.lines import Answered, Lines
from benchmarks.people import Person, update

_TELEGRAMS_DEFAULT_CONNECTIONS = 40
_DRAIN = 15.0
_RESEND_AFTER = 0.05
_TICK = 0.002


@dataclass(slots=True)
class Tally:
    """What a stretch of load came to."""

    posted: int = 0
    answered: int = 0
    resent: int = 0
    wall: float = 0.0
    waits: list[float] = field(default_factory=list)

    @property
    def lost(self) -> int:
        """Updates that were never answered; an answer to the stretch before may arrive in this one."""
        return max(0, self.posted - self.answered)


class Load:
    """People, the lines to the bot's webhook and the fake API's side of the talk, in one event loop."""

    def __init__(self, api: FakeApi, people: Iterable[Person], *, in_flight: int) -> None:
        self._people = {person.chat_id: person for person in people}
        self._idle = deque(self._people.values())
        self._in_flight = in_flight
        self._waiting = 0
        self._feeding = False
        self._tally = Tally()
        self._lines = _lines_to(api, len(self._people), self._status)
        self._api = api
        api.listener = self._shown

    async def open(self) -> None:
        """Connect to the bot."""
        await self._lines.fill()

    def close(self) -> None:
        """Hang up."""
        self._lines.close()

    async def run(self, enough: Callable[[Tally], bool]) -> Tally:
        """Keep the load up until `enough`, then wait for what is still in flight."""
        tally = self._tally = Tally()
        began = time.perf_counter()
        gc.collect()
        gc.disable()
        self._feeding = True
        self._feed()
        await self._watch(lambda: enough(tally))
        self._feeding = False
        stopped = time.perf_counter()
        await self._watch(lambda: not self._waiting or time.perf_counter() - stopped > _DRAIN)
        tally.wall = time.perf_counter() - began
        await self._watch(lambda: self._is_quiet() or time.perf_counter() - stopped > _DRAIN)
        gc.enable()
        return tally

    async def _watch(self, is_over: Callable[[], bool]) -> None:
        while not is_over():
            if self._lines.broken.is_set():
                await self._lines.fill()
            await asyncio.sleep(_TICK)

    def _is_quiet(self) -> bool:
        return not any(person.awaits_status for person in self._people.values())

    def _feed(self) -> None:
        while self._feeding and self._idle and self._lines.free and self._waiting < self._in_flight:
            person = self._idle.popleft()
            body = json.dumps(update(person, person.next_move(), next(self._api.update_ids))).encode()
            person.awaits_screen = person.awaits_status = True
            self._waiting += 1
            self._tally.posted += 1
            person.posted_at = time.perf_counter()
            self._lines.free.pop().post(person, body)

    def _shown(self, call: Call, message_id: int) -> None:
        person = self._people.get(call.chat_id)
        if person is None:
            return
        person.sees(call, message_id)
        self._got_answer(person)

    def _got_answer(self, person: Person) -> None:
        if not person.awaits_screen:
            return
        self._tally.waits.append(time.perf_counter() - person.posted_at)
        self._tally.answered += 1
        self._waiting -= 1
        person.awaits_screen = False
        self._rest(person)

    def _status(self, answered: Answered) -> None:
        person = answered.person
        if not 200 <= answered.status < 300:
            self._tally.resent += 1
            asyncio.get_running_loop().call_later(_RESEND_AFTER, self._resend, person, answered.posted)
            return
        if (call := calls.in_answer(answered.body)) is not None:
            self._api.answer(call)
            self._got_answer(person)
        person.awaits_status = False
        self._rest(person)

    def _resend(self, person: Person, body: bytes) -> None:
        if self._lines.free:
            self._lines.free.pop().post(person, body)
        else:
            asyncio.get_running_loop().call_later(_RESEND_AFTER, self._resend, person, body)

    def _rest(self, person: Person) -> None:
        if person.is_idle:
            self._idle.append(person)
        asyncio.get_running_loop().call_soon(self._feed)


def _lines_to(api: FakeApi, people: int, on_answer: Callable[[Answered], None]) -> Lines:
    """Prepare lines to the webhook the bot has set, as many as it asked for; a person never needs two."""
    asked_for = int(api.webhook.get("max_connections") or _TELEGRAMS_DEFAULT_CONNECTIONS)
    return Lines(
        url=api.webhook["url"],
        secret=str(api.webhook.get("secret_token", "")),
        limit=min(asked_for, people),
        on_answer=on_answer,
    )
