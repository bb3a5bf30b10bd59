"""What a broadcast would come to: how many get it, in which language, and when."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from bot.domain.audience import Reach, Share, duration, text_locale
from bot.domain.broadcast import Broadcast
from bot.domain.delivery import after_todays
from bot.domain.quiet import end_of_quiet
from bot.domain.schedule import due_at


@dataclass
class _Sum:
    by_locale: Counter[str] = field(default_factory=Counter)
    left_out: Counter[str] = field(default_factory=Counter)
    arriving: Counter[datetime] = field(default_factory=Counter)
    spared: int = 0
    asleep: int = 0
    served: int = 0
    too_late: int = 0


def reckon(broadcast: Broadcast, shares: Iterable[Share], *, now: datetime, per_second: int) -> Reach:
    """Work out how many are reached and until when; nobody is woken for it."""
    begins_at = max(now, broadcast.starts_at or now)
    total = _Sum()
    for share in shares:
        locale = text_locale(share.locale, broadcast.bodies, broadcast.audience.spare)
        if locale is None:
            total.left_out[share.locale] += share.count
            continue
        total.by_locale[locale] += share.count
        total.spared += share.count if locale != share.locale else 0
        _time(total, broadcast, share, begins_at)
    return Reach(
        by_locale=dict(total.by_locale),
        left_out=dict(total.left_out),
        spared=total.spared,
        asleep=total.asleep,
        served=total.served,
        too_late=total.too_late,
        begins_at=begins_at,
        ends_at=_end(total.arriving, begins_at, per_second),
        takes=duration(total.arriving.total(), per_second),
    )


def _time(total: _Sum, broadcast: Broadcast, share: Share, begins_at: datetime) -> None:
    """Let each wait for their hour, their morning, and the day after another unasked message."""
    due = due_at(
        share.zone, local_minute=broadcast.local_minute, starts_at=broadcast.starts_at, now=begins_at
    )
    woken = end_of_quiet(share.quiet_from, share.quiet_until, share.zone, due)
    free = after_todays(share, due)
    at = max(woken, free)
    total.arriving[at] += share.count
    if free > due:
        total.served += share.count
    elif woken > due:
        total.asleep += share.count
    if at >= due + broadcast.life:
        total.too_late += share.count


def _end(arriving: Mapping[datetime, int], begins_at: datetime, per_second: int) -> datetime:
    """Let each group wait for its time, and for those before it."""
    end = begins_at
    for at in sorted(arriving):
        end = max(end, at) + duration(arriving[at], per_second)
    return end
