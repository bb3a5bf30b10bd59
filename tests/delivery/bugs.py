"""Bugs that others had, put back into our own pieces: each must be seen by the rule that guards against it.

Named are the projects where it happened; what is told there is in our own words.
"""

from collections.abc import Awaitable, Callable, Iterable
from datetime import UTC, datetime
from typing import Any

import pytest
import sqlalchemy as sa

from bot.domain import delivery, reminder
from bot.domain.broadcast import Broadcast, Tally
from bot.domain.delivery import DeliveryState, Done, NotSent, Outcome, Step, Uncertain
from bot.domain.quiet import end_of_quiet
from bot.domain.reminder import Message, Reminder
from bot.domain.zones import again_on_wall, local, zone_info
from bot.storage import audiences, deliveries, reminders
from bot.storage.deliveries import Batch
from bot.storage.engine import Transaction
from bot.storage.statements import statement
from bot.storage.tables import deliveries as table
from bot.worker.governor import IN_ALL, Governor, Window
from bot.worker.sender import Sender
from tests.delivery.stage import Stage

Seed = Callable[[Stage, pytest.MonkeyPatch], None]

_LOSE_HALF = statement(sa.delete(table).where(table.c.id % 2 == 0))
_RESEND_ALL = statement(sa.update(table).values(on_ambiguous="resend"))


def checkpoint_at_fetch(stage: Stage, _: pytest.MonkeyPatch) -> None:
    """Check off a batch when it is fetched: a crash loses it (listmonk#3022)."""

    class ChecksOffTooEarly(Sender):
        async def _exchange(self, room: int) -> Batch:
            batch = await super()._exchange(room)
            done = [(claimed, Done(DeliveryState.SENT)) for claimed in batch.claimed]
            async with self._app.db.transaction() as tx:
                await deliveries.finish(tx, done, now=self._app.clock())
            return batch

    stage.make_sender = ChecksOffTooEarly


def retry_on_timeout(_: Stage, patch: pytest.MonkeyPatch) -> None:
    """Take a call without an answer for one that never left (python-telegram-bot#1045)."""
    real = delivery.next_step

    def next_step(outcome: Outcome, **known: Any) -> Step:
        return real(NotSent() if isinstance(outcome, Uncertain) else outcome, **known)

    patch.setattr("bot.worker.sender.next_step", next_step)


def resend_after_restart(_: Stage, patch: pytest.MonkeyPatch) -> None:
    """Begin again, after a restart, with whatever was under way."""
    real = deliveries.recover

    async def recover(tx: Transaction, *, lease: str, now: datetime) -> tuple[int, int]:
        await tx.execute(_RESEND_ALL)
        return await real(tx, lease=lease, now=now)

    patch.setattr(deliveries, "recover", recover)


def early_finish(_: Stage, patch: pytest.MonkeyPatch) -> None:
    """Call it finished once everything is fetched (Chatwoot#12955)."""
    patch.setattr(Tally, "left", property(lambda tally: tally.of(DeliveryState.PENDING)))


def burst(stage: Stage, _: pytest.MonkeyPatch) -> None:
    """Keep the pace with a token bucket, which is full at first (python-telegram-bot#3772)."""

    class Bucket(Window):
        def __init__(self, limit: int, seconds: float) -> None:
            super().__init__(limit, seconds)
            self._rate, self._level, self._at = limit / seconds, float(limit), 0.0

        def opens_at(self, count: int = 1) -> float:
            return self._at + max(0.0, (min(count, self._limit) - self._level) / self._rate)

        def free(self, now: float) -> int:
            return int(self._level_at(now))

        def note(self, now: float) -> None:
            self._level, self._at = self._level_at(now) - 1, now

        def _level_at(self, now: float) -> float:
            return min(float(self._limit), self._level + (now - self._at) * self._rate)

    class Bucketed(Governor):
        def __init__(self, *, per_second: int, **given: Any) -> None:
            super().__init__(per_second=per_second, **given)
            self._free._own, self._free._others = Bucket(per_second, 1.0), Bucket(IN_ALL, 1.0)
            self._free._spacing = 0.0

    stage.make_governor = Bucketed


def half_fan_out(_: Stage, patch: pytest.MonkeyPatch) -> None:
    """Make rows for half of the people and swallow the error (mailroom's send_broadcast)."""
    real: Callable[..., Awaitable[None]] = audiences.address

    async def address(tx: Transaction, broadcast: Broadcast, *, now: datetime) -> None:
        await real(tx, broadcast, now=now)
        await tx.execute(_LOSE_HALF)

    patch.setattr(audiences, "address", address)


def quiet_by_a_fixed_offset(_: Stage, patch: pytest.MonkeyPatch) -> None:
    """Reckon quiet hours with the offset of a winter's day all year round (beszel#1827)."""

    def fixed(quiet_from: int, quiet_until: int, zone: str | None, now: datetime) -> datetime:
        offset = datetime(2026, 1, 1, tzinfo=zone_info(zone)).utcoffset()
        assert offset is not None
        shifted = (now + offset).astimezone(UTC)
        return end_of_quiet(quiet_from, quiet_until, "UTC", shifted) - offset

    patch.setattr(delivery, "end_of_quiet", fixed)


def double_fire_at_the_fold(_: Stage, patch: pytest.MonkeyPatch) -> None:
    """Fire whenever the clock shows the time, and know a firing by its instant (apscheduler#606)."""
    real = reminder.next_due

    def next_due(reminder: Reminder, *, now: datetime) -> datetime | None:
        again = again_on_wall(local(now, reminder.zone).date(), reminder.minute, reminder.zone)
        times = [at for at in (real(reminder, now=now), again) if at is not None and at > now]
        return min(times, default=None)

    async def put(tx: Transaction, messages: Iterable[Message]) -> None:
        for message in messages:
            await reminders.put_snoozed(tx, message)

    patch.setattr("bot.worker.reminders.next_due", next_due)
    patch.setattr(reminders, "put", put)
