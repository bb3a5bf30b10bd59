"""Reminders: setting one up, and what is set."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time

from markupsafe import Markup

from bot.domain.action import Action
from bot.domain.actions.reminders import (
    AskQuietHours,
    AskReminderDays,
    AskReminderTime,
    AskReminderZone,
    SetQuietHours,
    SetReminderDay,
    SetReminderDays,
    SetReminderTime,
    SetReminderTopic,
    SetReminderWording,
    SetReminderZone,
    ShowReminder,
    SkipReminder,
    StartReminder,
    StopReminder,
)
from bot.domain.actions.settings import AllowMessages
from bot.domain.learner import Learner
from bot.domain.quiet import covers
from bot.domain.reminder import EVERY_DAY, Reminder, Topic
from bot.domain.zones import MINUTES_A_DAY, clock_time, local
from bot.i18n.translator import Translator
from bot.i18n.weeks import listed, week
from bot.i18n.zones import all_zones, city, is_only_zone, zones_of
from bot.screens.base import Button, Screen
from bot.screens.common import Row, ways_on

PER_PAGE = 8
LABEL_SIGNS = 32
_MONDAY = date(2024, 1, 1)
_EXAMPLE = time(18, 30)
_EVENINGS = tuple(hour * 60 for hour in (18, 19, 20, 21, 22))
_MORNINGS = tuple(hour * 60 for hour in (6, 7, 8, 9, 10))


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """Hold what every screen about a reminder needs: who reads it, what is set, and when it comes next."""

    t: Translator
    learner: Learner
    reminder: Reminder
    next_at: datetime | None
    now: datetime


def summary(view: View, *, toast: str | None = None) -> Screen:
    """Show what is set, when the next one comes, and a button for each."""
    t, reminder = view.t, view.reminder
    settings = Markup("\n").join(_settings(view))
    text = Markup("<b>{}</b>\n\n{}\n\n{}").format(t("Reminders"), settings, _state(view))
    rows = (
        (_to(t.label("Days"), AskReminderDays(), "📅"), _to(t.label("Time"), AskReminderTime(), "🕕")),
        (
            _to(t.label("Place"), AskReminderZone(), "📍"),
            _to(t.label("Quiet hours"), AskQuietHours(), "🌙"),
        ),
        (_topic(t, reminder), _wording(t, view.learner)),
        _on_or_off(view),
        ways_on(t),
    )
    return Screen(text=text, buttons=rows, toast=toast, place=ShowReminder())


def ask_days(view: View) -> Screen:
    """Let the days be chosen, one by one or together, as the week runs where the reader lives."""
    t, days = view.t, view.reminder.days
    its = week(view.learner.country, t.locale)
    text = Markup("{}\n\n<b>{}</b>").format(
        t("I can remind you of a two-minute lesson, once a day at most. One tap stops it again."),
        t("On which days would you like it?"),
    )
    several = (
        _to(t.label("Every day"), SetReminderDays(days=EVERY_DAY)),
        _to(t.label("Weekdays"), SetReminderDays(days=EVERY_DAY & ~its.weekend)),
        _to(t.label("Weekend"), SetReminderDays(days=its.weekend)),
    )
    each = [
        _to(
            t.weekday(_day(day)),
            SetReminderDay(day=day, is_on=not days >> day & 1),
            _mark(on=days >> day & 1),
        )
        for day in its.order
    ]
    go_on = AskReminderTime() if days and not view.reminder.is_active else ShowReminder()
    done = ((_to(t.label("Go on"), go_on, "▶️"),),) if days or view.reminder.is_active else ()
    return Screen(text=text, buttons=(several, *_rows(each, 2), *done, ways_on(t)), place=AskReminderDays())


def ask_time(view: View, *, is_unclear: bool = False) -> Screen:
    """Let the time be chosen within the waking hours, or typed."""
    t, learner = view.t, view.learner
    example = t.time(_EXAMPLE)
    hint = t("Choose a time, or type one, for example {example}.", example=example)
    if is_unclear:
        hint = t(
            "I could not read that as a time. Please type it like {example}, or choose.", example=example
        )
    hours = [
        minute
        for minute in range(0, MINUTES_A_DAY, 60)
        if not covers(learner.quiet_from, learner.quiet_until, minute)
    ]
    chosen = view.reminder.minute if view.reminder.is_active else None
    buttons = [
        _to(t.time(clock_time(minute)), SetReminderTime(minute=minute), "✅" if minute == chosen else "")
        for minute in hours
    ]
    text = Markup("<b>{}</b>\n\n{}").format(t("At what time?"), hint)
    return Screen(
        text=text,
        buttons=(*_rows(buttons, 3), _back(view), ways_on(t)),
        place=AskReminderTime(),
        is_new=is_unclear,
    )


def ask_zone(view: View, page: int) -> Screen:
    """Let the clock be chosen: those of the reader's country, or any by typing."""
    t, reminder = view.t, view.reminder
    text = Markup("<b>{}</b>\n\n{}\n\n{}").format(
        t("Which clock should I go by?"),
        t(
            "Now I go by the time in {place}, where it is {time}.",
            place=place(view, reminder.zone),
            time=_clock(view),
        ),
        t("Choose a place, or type the name of a big city or a country near you."),
    )
    zones = zones_of(view.learner.country, now=view.now)
    start = page * PER_PAGE
    more = len(zones) > start + PER_PAGE
    turn = ((_to(t.label("More places"), AskReminderZone(page=page + 1), "▶"),),) if more else ()
    rows = _zone_rows(view, {zone: place(view, zone) for zone in zones[start : start + PER_PAGE]})
    return Screen(
        text=text, buttons=(*rows, *turn, _back(view), ways_on(t)), place=AskReminderZone(page=page or None)
    )


def found_zones(view: View, zones: Iterable[str]) -> Screen:
    """Offer the places that fit what was typed."""
    t = view.t
    rows = _zone_rows(view, {zone: _in_country(t, zone) for zone in zones})
    text = t("Is it one of these?") if rows else t("I found no place of that name. Please try a bigger city.")
    return Screen(text=text, buttons=(*rows, _back(view), ways_on(t)), place=AskReminderZone(), is_new=True)


def ask_quiet(view: View) -> Screen:
    """Let the quiet hours be chosen."""
    t, learner = view.t, view.learner
    start, end = learner.quiet_from, learner.quiet_until
    text = Markup("<b>{}</b>\n\n{}\n{}\n\n{}").format(
        t("Quiet hours"),
        t("In the quiet hours I never write to you first."),
        _quiet(view),
        t("The first row of times is when they begin, the second is when they end."),
    )
    begin = [
        _to(*_quiet_choice(t, minute, start, SetQuietHours(start=minute, end=end))) for minute in _EVENINGS
    ]
    until = [
        _to(*_quiet_choice(t, minute, end, SetQuietHours(start=start, end=minute))) for minute in _MORNINGS
    ]
    return Screen(
        text=text,
        buttons=(*_rows(begin, 5), *_rows(until, 5), _back(view), ways_on(t)),
        place=AskQuietHours(),
    )


def place(view: View, zone: str) -> str:
    """Name a zone: by the country where one time goes for all of it, or else by a city."""
    country = all_zones().get(zone) or view.learner.country
    if country is not None and is_only_zone(zone, country, now=view.now):
        return view.t.country(country)
    return city(zone, view.t.locale)


def _settings(view: View) -> list[Markup]:
    t, reminder = view.t, view.reminder
    at = t.time(clock_time(reminder.minute))
    about = {
        Topic.LESSON: t("About: the next lesson"),
        Topic.REVIEW: t("About: questions you missed"),
    }
    return [
        _days(view),
        t("Time: {time} ({place})", time=at, place=place(view, reminder.zone)),
        about[reminder.topic],
        _quiet(view),
    ]


def _state(view: View) -> Markup:
    """Say when the next one comes, or why none does."""
    t, reminder, learner = view.t, view.reminder, view.learner
    if learner.stopped_at is not None:
        return t("All messages are stopped, so reminders wait until you allow them again.")
    if not reminder.is_active:
        return t("Reminders are off.")
    if view.next_at is None:
        return t("No day is chosen, so nothing will come.")
    if covers(learner.quiet_from, learner.quiet_until, reminder.minute):
        return t(
            "This time lies in your quiet hours, so nothing will come. Change the time or the quiet hours."
        )
    return Markup("<b>{}</b>").format(t("Next: {moment}", moment=t.moment(view.next_at, reminder.zone)))


def _on_or_off(view: View) -> Row:
    t = view.t
    if view.learner.stopped_at is not None:
        return (_to(t.label("Allow messages again"), AllowMessages(), "🔔"),)
    if not view.reminder.is_active:
        return (_to(t.label("Turn reminders on"), StartReminder(), "🔔"),)
    stop = _to(t.label("Stop reminders"), StopReminder(), "🔕")
    if view.next_at is None:
        return (stop,)
    day = local(view.next_at, view.reminder.zone).date()
    return (_to(t.label("Skip the next one"), SkipReminder(day=day.isoformat()), "⏭"), stop)


def _days(view: View) -> Markup:
    t, days = view.t, view.reminder.days
    if days == EVERY_DAY:
        return t("Days: every day")
    if not days:
        return t("Days: none chosen")
    its = week(view.learner.country, t.locale)
    return t(
        "Days: {days}", days=listed([t.weekday(_day(day)) for day in its.order if days >> day & 1], t.locale)
    )


def _quiet(view: View) -> Markup:
    t, learner = view.t, view.learner
    return t(
        "Quiet hours: {start} to {end}",
        start=t.time(clock_time(learner.quiet_from)),
        end=t.time(clock_time(learner.quiet_until)),
    )


def _quiet_choice(t: Translator, minute: int, chosen: int, action: Action) -> tuple[str, Action, str]:
    return t.time(clock_time(minute)), action, "✅" if minute == chosen else ""


def _topic(t: Translator, reminder: Reminder) -> Button:
    if reminder.topic is Topic.LESSON:
        return _to(t.label("Ask missed questions"), SetReminderTopic(topic=Topic.REVIEW), "🔁")
    return _to(t.label("Offer the next lesson"), SetReminderTopic(topic=Topic.LESSON), "📘")


def _wording(t: Translator, learner: Learner) -> Button:
    label = t.label("Shared phone: on") if learner.is_discreet else t.label("Shared phone: off")
    return _to(label, SetReminderWording(is_discreet=not learner.is_discreet), "🤫")


def _zone_rows(view: View, names: Mapping[str, str]) -> tuple[Row, ...]:
    buttons = [
        _to(_short(name), SetReminderZone(zone=zone), "✅" if zone == view.reminder.zone else "🕒")
        for zone, name in names.items()
    ]
    return _rows(buttons, 2)


def _in_country(t: Translator, zone: str) -> str:
    """Name a city with its country, for somebody who looks for it in the whole world."""
    name, country = city(zone, t.locale), all_zones().get(zone)
    return t.label("{city}, {country}", city=name, country=t.country(country)) if country else name


def _back(view: View) -> Row:
    t = view.t
    if view.reminder.is_active:
        return (_to(t.label("Reminders"), ShowReminder(), "↩️"),)
    return (_to(t.label("Days"), AskReminderDays(), "↩️"),)


def _clock(view: View) -> str:
    return view.t.time(local(view.now, view.reminder.zone).time())


def _day(day: int) -> date:
    return _MONDAY.replace(day=1 + day)


def _mark(*, on: int) -> str:
    return "✅" if on else "▫️"


def _short(name: str) -> str:
    return name if len(name) <= LABEL_SIGNS else name[: LABEL_SIGNS - 1].rstrip() + "…"


def _rows(buttons: list[Button], width: int) -> tuple[Row, ...]:
    return tuple(tuple(buttons[start : start + width]) for start in range(0, len(buttons), width))


def _to(label: str, action: Action, icon: str = "") -> Button:
    return Button(label=label, action=action, icon=icon)
