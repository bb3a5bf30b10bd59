"""When a broadcast is sent: at once, at a moment, or by each reader's own clock."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from markupsafe import Markup

from bot.domain.action import Action
from bot.domain.actions.broadcast import ShowBroadcast
from bot.domain.actions.broadcast_when import AskDay, AskHour, SendAtOnce, SetHour, SetLife, ShowSchedule
from bot.domain.broadcast import Broadcast
from bot.domain.schedule import DAYS_AHEAD, LIVES, day_of
from bot.domain.zones import clock_time, local
from bot.i18n.translator import Translator
from bot.screens.base import Button, Screen
from bot.screens.common import Row

_HOURS = tuple(hour * 60 for hour in (8, 9, 10, 12, 14, 16, 17, 18, 19))
_EXAMPLE = 18 * 60 + 30
_HOUR = timedelta(hours=1)


def show_schedule(t: Translator, broadcast: Broadcast, zone: str) -> Screen:
    """Show when it is sent and for how long it is worth sending, and let both be changed."""
    number = broadcast.id
    text = Markup("<b>{}</b>\n\n{}\n\n{}").format(
        t("When is it sent?"),
        when_line(t, broadcast, zone),
        t("Nobody gets it at night: it waits for their morning, unless it has expired by then."),
    )
    at_once, at_moment, at_hour = (
        SendAtOnce(broadcast_id=number),
        AskDay(broadcast_id=number, is_local=False),
        AskDay(broadcast_id=number, is_local=True),
    )
    lives = tuple(_life(t, broadcast, life) for life in LIVES)
    rows: tuple[Row, ...] = (
        (Button(icon="▶️", label=t.label("At once"), action=at_once),),
        (Button(icon="📅", label=t.label("At a day and time"), action=at_moment),),
        (Button(icon="🌍", label=t.label("By each reader’s clock"), action=at_hour),),
        lives[:2],
        lives[2:],
        _back(t, ShowBroadcast(broadcast_id=number)),
    )
    return Screen(text=text, buttons=rows, place=ShowSchedule(broadcast_id=number))


def ask_day(t: Translator, broadcast: Broadcast, zone: str, now: datetime, *, is_local: bool) -> Screen:
    """Ask for the day."""
    today = local(now, zone).date()
    near = [_day(broadcast, t.label("Tomorrow"), today + timedelta(days=1), is_local=is_local)]
    if is_local:
        first = AskHour(broadcast_id=broadcast.id, is_local=True)
        near.insert(0, Button(label=t.label("As soon as it is that time"), action=first))
    else:
        near.insert(0, _day(broadcast, t.label("Today"), today, is_local=False))
    later = [
        _day(broadcast, _in_days(t, today, number), today + timedelta(days=number), is_local=is_local)
        for number in range(2, DAYS_AHEAD)
    ]
    return Screen(
        text=Markup("<b>{}</b>").format(t("On which day?")),
        buttons=(tuple(near), *_rows(later, 2), _back(t, ShowSchedule(broadcast_id=broadcast.id))),
    )


def ask_hour(t: Translator, asked: AskHour, zone: str, *, refused: Markup | None = None) -> Screen:
    """Ask for the time; `refused` says why what was just typed or chosen cannot be taken."""
    by_whom = (
        t("Each reader gets it when their own clock shows this time.")
        if asked.is_local
        else t("This is the time in {place}.", place=zone)
    )
    example = t.time(clock_time(_EXAMPLE))
    parts = [
        Markup("<b>{}</b>").format(t("At what time?")),
        *([refused] if refused is not None else []),
        by_whom,
        t("Choose a time, or type one, for example {example}.", example=example),
    ]
    hours = [
        Button(
            label=t.time(clock_time(minute)),
            action=SetHour(
                broadcast_id=asked.broadcast_id, is_local=asked.is_local, minute=minute, day=asked.day
            ),
        )
        for minute in _HOURS
    ]
    back = AskDay(broadcast_id=asked.broadcast_id, is_local=asked.is_local)
    return Screen(
        text=Markup("\n\n").join(parts),
        buttons=(*_rows(hours, 3), _back(t, back)),
        place=asked,
        is_new=refused is not None,
    )


def unclear(t: Translator) -> Markup:
    """Say that what was typed is no time."""
    return t("I could not read that as a time. Please choose one, or type it as in the example.")


def gone_by(t: Translator) -> Markup:
    """Say that a moment is past."""
    return t("That time has gone by. Please choose a later one.")


def when_line(t: Translator, broadcast: Broadcast, zone: str) -> Markup:
    """Say when it is sent."""
    starts_at, minute = broadcast.starts_at, broadcast.local_minute
    if minute is None:
        return (
            t("It is sent at once.")
            if starts_at is None
            else t("It is sent at: {moment}", moment=t.moment(starts_at, zone))
        )
    time = t.time(clock_time(minute))
    if starts_at is None:
        return t("Each reader gets it the next time their own clock shows {time}.", time=time)
    return t(
        "Each reader gets it on {date}, when their own clock shows {time}.",
        date=t.date(day_of(starts_at)),
        time=time,
    )


def _day(broadcast: Broadcast, label: str, day: date, *, is_local: bool) -> Button:
    action = AskHour(broadcast_id=broadcast.id, is_local=is_local, day=day.isoformat())
    return Button(label=label, action=action)


def _in_days(t: Translator, today: date, number: int) -> str:
    weekday = t.weekday(today + timedelta(days=number))
    return t.plural_label("{weekday}, in {count} day", "{weekday}, in {count} days", number, weekday=weekday)


def _life(t: Translator, broadcast: Broadcast, life: timedelta) -> Button:
    hours = life // _HOUR
    days = life.days
    label = (
        t.plural_label("Expires in {count} day", "Expires in {count} days", days)
        if days
        else t.plural_label("Expires in {count} hour", "Expires in {count} hours", hours)
    )
    icon = "🔘" if broadcast.life == life else "⚪"
    return Button(icon=icon, label=label, action=SetLife(broadcast_id=broadcast.id, hours=hours))


def _rows(buttons: Sequence[Button], width: int) -> tuple[Row, ...]:
    return tuple(tuple(buttons[start : start + width]) for start in range(0, len(buttons), width))


def _back(t: Translator, action: Action) -> Row:
    return (Button(icon="↩️", label=t.label("Back"), action=action),)
