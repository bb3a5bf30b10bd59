"""Reminders: /remind and the buttons of a reminder."""

from dataclasses import replace
from datetime import date, timedelta

from bot.app import Said, Turn
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
    SnoozeReminder,
    StartReminder,
    StopReminder,
)
from bot.domain.errors import RefusalError
from bot.domain.reminder import EVERY_DAY, Reminder, with_day
from bot.domain.typed_time import minute_of
from bot.domain.zones import MINUTES_A_DAY, is_zone, local
from bot.i18n.locales import SOURCE
from bot.i18n.zones import all_zones, city, home_zone, zones_of
from bot.screens import reminder_messages
from bot.screens import reminders as screens
from bot.screens.base import Screen
from bot.screens.countries import INHABITED, named
from bot.screens.reminders import View
from bot.services import countries, zones
from bot.services import reminders as service
from bot.services.reminders import Plan
from bot.storage import learners

_A_WEEK = timedelta(days=8)
_LONGEST_TIME = 20
_LONGEST_NAME = 40
_MOST_WORDS = 3


async def show(turn: Turn, _action: ShowReminder) -> Screen:
    """Show what is set; begin with the days where nothing is, and with the clock where it is not known."""
    plan = await _load(turn)
    view = _view(turn, plan)
    if plan.is_new:
        return screens.ask_days(view)
    return screens.summary(view) if is_zone(plan.reminder.zone) else screens.ask_zone(view, 0)


async def ask_days(turn: Turn, _action: AskReminderDays) -> Screen:
    """Ask for the days."""
    return screens.ask_days(_view(turn, await _load(turn)))


async def set_day(turn: Turn, action: SetReminderDay) -> Screen:
    """Put a day in or take it out."""
    if action.day not in range(7):
        raise RefusalError
    reminder = (await _load(turn)).reminder
    days = with_day(reminder.days, action.day, on=action.is_on)
    return screens.ask_days(_view(turn, await _change(turn, replace(reminder, days=days))))


async def set_days(turn: Turn, action: SetReminderDays) -> Screen:
    """Choose several days, and go on to the time while setting up."""
    if not 0 < action.days <= EVERY_DAY:
        raise RefusalError
    reminder = (await _load(turn)).reminder
    view = _view(turn, await _change(turn, replace(reminder, days=action.days)))
    return screens.summary(view) if reminder.is_active else screens.ask_time(view)


async def ask_time(turn: Turn, _action: AskReminderTime) -> Screen:
    """Ask for the time of day."""
    return screens.ask_time(_view(turn, await _load(turn)))


async def set_time(turn: Turn, action: SetReminderTime) -> Screen:
    """Choose the time; reminders come from now on."""
    if not 0 <= action.minute < MINUTES_A_DAY:
        raise RefusalError
    return await _begin(turn, replace((await _load(turn)).reminder, minute=action.minute))


async def hear_time(turn: Turn, _action: AskReminderTime, said: Said) -> Screen | None:
    """Take a time that was typed; words that are no attempt at one are left to others."""
    text = said.text or ""
    minute = minute_of(text)
    if minute is not None:
        return replace(await set_time(turn, SetReminderTime(minute=minute)), is_new=True)
    if len(text) > _LONGEST_TIME or not any(sign.isdigit() for sign in text):
        return None
    return screens.ask_time(_view(turn, await _load(turn)), is_unclear=True)


async def ask_zone(turn: Turn, action: AskReminderZone) -> Screen:
    """Ask by which clock to go."""
    return screens.ask_zone(_view(turn, await _load(turn)), max(action.page or 0, 0))


async def hear_zone(turn: Turn, _action: AskReminderZone, said: Said) -> Screen | None:
    """Take the name of a city or a country, in the reader's language or in English."""
    if not said.text or len(said.text) > _LONGEST_NAME:
        return None
    found = _zones_called(turn, said.text)
    if not found and len(said.text.split()) > _MOST_WORDS:
        return None
    return screens.found_zones(_view(turn, await _load(turn)), found)


async def set_zone(turn: Turn, action: SetReminderZone) -> Screen:
    """Go by this zone, with the quiet hours too."""
    if not is_zone(action.zone):
        raise RefusalError
    reminder = replace((await _load(turn)).reminder, zone=action.zone)
    learner = replace(turn.learner, zone=action.zone)
    await learners.save(turn.tx, learner)
    there = turn.of(learner)
    return screens.summary(_view(there, await _turn_on(there, reminder)))


async def set_topic(turn: Turn, action: SetReminderTopic) -> Screen:
    """Choose what reminders are about."""
    plan = await _load(turn)
    return screens.summary(_view(turn, await service.describe(turn.tx, plan, action.topic, now=turn.now)))


async def set_wording(turn: Turn, action: SetReminderWording) -> Screen:
    """Word reminders for a shared phone, or plainly."""
    learner = replace(turn.learner, is_discreet=action.is_discreet)
    await learners.save(turn.tx, learner)
    return screens.summary(_view(turn.of(learner), await _load(turn)))


async def ask_quiet(turn: Turn, _action: AskQuietHours) -> Screen:
    """Ask for the quiet hours."""
    return screens.ask_quiet(_view(turn, await _load(turn)))


async def set_quiet(turn: Turn, action: SetQuietHours) -> Screen:
    """Choose the quiet hours; there is always a night."""
    if not _is_night(action):
        raise RefusalError
    learner = replace(turn.learner, quiet_from=action.start, quiet_until=action.end)
    await learners.save(turn.tx, learner)
    return screens.ask_quiet(_view(turn.of(learner), await _load(turn)))


async def snooze(turn: Turn, action: SnoozeReminder) -> Screen:
    """Put the reminder off; one that was stopped meanwhile stays so."""
    plan = await _load(turn)
    if not plan.reminder.is_active:
        return screens.summary(_view(turn, plan))
    at = await service.snooze(turn.tx, turn.learner, plan.reminder, action, now=turn.now)
    return reminder_messages.snoozed(turn.t, plan.reminder, at)


async def skip(turn: Turn, action: SkipReminder) -> Screen:
    """Leave the next one out."""
    reminder = (await _load(turn)).reminder
    day = _soon(action.day, local(turn.now, reminder.zone).date())
    return screens.summary(_view(turn, await service.skip(turn.tx, reminder, day, now=turn.now)))


async def stop(turn: Turn, _action: StopReminder) -> Screen:
    """Send no more reminders."""
    plan = await _load(turn)
    if plan.reminder.is_active:
        await _change(turn, replace(plan.reminder, is_active=False))
    return reminder_messages.stopped(turn.t)


async def start(turn: Turn, _action: StartReminder) -> Screen:
    """Send reminders again, as they were set."""
    plan = await _load(turn)
    if plan.is_new:
        return screens.ask_days(_view(turn, plan))
    return await _begin(turn, plan.reminder)


async def _begin(turn: Turn, reminder: Reminder) -> Screen:
    """Turn reminders on; where no clock is known, ask for it first."""
    if home_zone(turn.learner) is None:
        return screens.ask_zone(_view(turn, await _change(turn, reminder)), 0)
    return screens.summary(_view(turn, await _turn_on(turn, reminder)))


async def _load(turn: Turn) -> Plan:
    return await service.load(turn.tx, turn.learner, now=turn.now)


async def _change(turn: Turn, reminder: Reminder) -> Plan:
    return await service.change(turn.tx, reminder, now=turn.now)


async def _turn_on(turn: Turn, reminder: Reminder) -> Plan:
    return await service.turn_on(turn.tx, turn.learner, reminder, now=turn.now)


def _view(turn: Turn, plan: Plan) -> View:
    return View(t=turn.t, learner=turn.learner, reminder=plan.reminder, next_at=plan.next_at, now=turn.now)


def _zones_called(turn: Turn, name: str) -> tuple[str, ...]:
    languages = (turn.t, turn.app.translators(SOURCE))
    cities = {zone: [city(zone, t.locale) for t in languages] for zone in all_zones()}
    there = countries.search(name, [country for t in languages for country in named(t, INHABITED)])
    found = (*zones.search(name, cities), *(z for code in there for z in zones_of(code, now=turn.now)))
    return tuple(dict.fromkeys(found))[: zones.MOST]


def _is_night(hours: SetQuietHours) -> bool:
    """Tell whether quiet hours last through the night: at least seven hours, over midnight."""
    return 18 * 60 <= hours.start < MINUTES_A_DAY and 5 * 60 <= hours.end <= 12 * 60


def _soon(day: str, today: date) -> date:
    """Read a day of the coming week; refuse anything else."""
    try:
        read = date.fromisoformat(day)
    except ValueError:
        raise RefusalError from None
    if not today <= read <= today + _A_WEEK:
        raise RefusalError
    return read
