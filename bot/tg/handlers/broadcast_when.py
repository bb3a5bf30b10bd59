"""Choosing when a broadcast is sent."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta

from bot.app import Said, Turn
from bot.domain.actions.broadcast_when import AskDay, AskHour, SendAtOnce, SetHour, SetLife, ShowSchedule
from bot.domain.broadcast import Broadcast, BroadcastState
from bot.domain.errors import RefusalError
from bot.domain.schedule import DAYS_AHEAD, LIVES, start_for_hour
from bot.domain.typed_time import minute_of
from bot.domain.zones import MINUTES_A_DAY, local, on_wall
from bot.screens import broadcast_when as screens
from bot.screens.base import Screen
from bot.services import broadcasts as service
from bot.tg.handlers.broadcasts import desk, find, shown

_HOUR = timedelta(hours=1)


async def show(turn: Turn, action: ShowSchedule) -> Screen:
    """Show when it is sent."""
    return await _schedule(turn, await find(turn, action.broadcast_id))


async def at_once(turn: Turn, action: SendAtOnce) -> Screen:
    """Let it start as soon as it is let go."""
    return await _changed(
        turn, action.broadcast_id, lambda draft: replace(draft, starts_at=None, local_minute=None)
    )


async def ask_day(turn: Turn, action: AskDay) -> Screen:
    """Ask for the day."""
    broadcast = await find(turn, action.broadcast_id)
    return screens.ask_day(turn.t, broadcast, desk(turn).zone, turn.now, is_local=action.is_local)


async def ask_hour(turn: Turn, action: AskHour) -> Screen:
    """Ask for the time."""
    return screens.ask_hour(turn.t, action, desk(turn).zone)


async def hear_hour(turn: Turn, action: AskHour, said: Said) -> Screen | None:
    """Take the time that was typed."""
    if said.text is None or said.has_media:
        return None
    minute = minute_of(said.text)
    if minute is None:
        return screens.ask_hour(turn.t, action, desk(turn).zone, refused=screens.unclear(turn.t))
    return await _set(turn, action, minute)


async def set_hour(turn: Turn, action: SetHour) -> Screen:
    """Take the time that was chosen."""
    asked = AskHour(broadcast_id=action.broadcast_id, is_local=action.is_local, day=action.day)
    return await _set(turn, asked, action.minute)


async def set_life(turn: Turn, action: SetLife) -> Screen:
    """Choose until when it is worth sending."""
    life = next((life for life in LIVES if life // _HOUR == action.hours), None)
    if life is None:
        raise RefusalError
    return await _changed(turn, action.broadcast_id, lambda draft: replace(draft, life=life))


async def _set(turn: Turn, asked: AskHour, minute: int) -> Screen:
    zone = desk(turn).zone
    day = _day(asked, turn.now, zone)
    if not 0 <= minute < MINUTES_A_DAY or (day is None and not asked.is_local):
        raise RefusalError
    starts_at = _start(day, minute, zone, is_local=asked.is_local)
    if not asked.is_local and (starts_at is None or starts_at <= turn.now):
        return screens.ask_hour(turn.t, asked, zone, refused=screens.gone_by(turn.t))
    local_minute = minute if asked.is_local else None
    return await _changed(
        turn,
        asked.broadcast_id,
        lambda draft: replace(draft, starts_at=starts_at, local_minute=local_minute),
    )


def _start(day: date | None, minute: int, zone: str, *, is_local: bool) -> datetime | None:
    if day is None:
        return None
    return start_for_hour(day, minute) if is_local else on_wall(day, minute, zone)


def _day(asked: AskHour, now: datetime, zone: str) -> date | None:
    """Read the day, which lies within what is offered."""
    if asked.day is None:
        return None
    try:
        day = date.fromisoformat(asked.day)
    except ValueError:
        raise RefusalError from None
    if not timedelta() <= day - local(now, zone).date() <= timedelta(days=DAYS_AHEAD):
        raise RefusalError
    return day


async def _changed(turn: Turn, broadcast_id: int, how: Callable[[Broadcast], Broadcast]) -> Screen:
    return await _schedule(turn, await service.change(turn.tx, turn.learner, broadcast_id, how))


async def _schedule(turn: Turn, broadcast: Broadcast) -> Screen:
    if broadcast.state is not BroadcastState.DRAFT:
        return await shown(turn, broadcast)
    return screens.show_schedule(turn.t, broadcast, desk(turn).zone)
