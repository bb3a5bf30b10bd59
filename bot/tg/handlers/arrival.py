"""The first contact."""

from dataclasses import replace

from bot.app import Said, Turn
from bot.domain import arrival, consent
from bot.domain.actions.arrival import (
    ChooseAge,
    ChooseCountry,
    ChooseLanguage,
    ChooseLessonLanguage,
    ChooseRole,
    SetAge,
    SetCountry,
    SetLanguage,
    SetLessonLanguage,
    SetRole,
    ShowWelcome,
    SkipStep,
    Start,
)
from bot.domain.actions.settings import ShowSettings
from bot.domain.country import CODES
from bot.domain.errors import RefusalError
from bot.domain.learner import AgeBand, Learner, Step
from bot.i18n.locales import SERVED, SOURCE
from bot.i18n.zones import default_zone
from bot.screens import arrival as screens
from bot.screens.base import Screen
from bot.screens.countries import INHABITED, named
from bot.services import countries, reminders
from bot.storage import learners


async def start(turn: Turn, action: Start) -> Screen:
    """Begin, go on with the first contact, or follow a deep link."""
    return await turn.show(arrival.target(action.payload) or arrival.question(turn.learner))


async def choose_language(turn: Turn, _action: ChooseLanguage) -> Screen:
    """Ask for the language."""
    return screens.choose_language(turn.app.translators, turn.learner)


async def set_language(turn: Turn, action: SetLanguage) -> Screen:
    """Speak another language."""
    if action.locale not in turn.app.translators.tags:
        raise RefusalError
    zone = likely_zone(action.locale) if turn.is_known else None
    learner = arrival.in_language(turn.learner, action.locale, likely_zone=zone)
    return await _go_on_in_language(turn, learner)


async def choose_lesson_language(turn: Turn, _action: ChooseLessonLanguage) -> Screen:
    """Ask for the language of the lessons."""
    return screens.choose_lesson_language(
        turn.t, turn.learner, turn.app.translators.lessons_for(turn.t.locale)
    )


async def set_lesson_language(turn: Turn, action: SetLessonLanguage) -> Screen:
    """Teach in another language."""
    if action.locale not in turn.app.translators.lesson_tags:
        raise RefusalError
    return await _go_on(turn, replace(turn.learner, lesson_locale=action.locale))


async def choose_role(turn: Turn, _action: ChooseRole) -> Screen:
    """Ask who the reader is."""
    return screens.choose_role(turn.t, turn.learner)


async def set_role(turn: Turn, action: SetRole) -> Screen:
    """Take the reader as who they say they are."""
    return await _go_on(turn, arrival.in_role(turn.learner, action.role))


async def choose_age(turn: Turn, _action: ChooseAge) -> Screen:
    """Ask for the age band."""
    return screens.choose_age(turn.t, turn.learner)


async def set_age(turn: Turn, action: SetAge) -> Screen:
    """Take the reader as of this age; a younger child is asked to fetch a grown-up."""
    learner = arrival.of_age(turn.learner, action.age_band)
    if action.age_band is AgeBand.UNDER_13:
        await learners.save(turn.tx, learner)
        return screens.with_a_grown_up(turn.t)
    return await _go_on(turn, learner)


async def choose_country(turn: Turn, action: ChooseCountry) -> Screen:
    """Ask for the country."""
    own = (turn.learner.country,) if turn.learner.country else ()
    likely = dict.fromkeys((*own, *SERVED[turn.t.locale].countries))
    return screens.choose_country(turn.t, turn.learner, page=action.page, likely=tuple(likely))


async def search_country(turn: Turn, _action: ChooseCountry, said: Said) -> Screen | None:
    """Look for the country that was typed, in the reader's language and in English."""
    if not said.text or said.has_media:
        return None
    names = (*named(turn.t, INHABITED), *named(turn.app.translators("en"), INHABITED))
    return screens.found_countries(turn.t, turn.learner, countries.search(said.text, names))


async def set_country(turn: Turn, action: SetCountry) -> Screen:
    """Take the reader as living there; the time zone follows until they choose another."""
    if action.country not in CODES:
        raise RefusalError
    learner = arrival.in_country(turn.learner, action.country, zone=default_zone(action.country))
    await reminders.follow(turn.tx, learner, now=turn.now)
    return await _go_on(turn, learner)


async def skip(turn: Turn, action: SkipStep) -> Screen:
    """Leave a question open."""
    if action.step is turn.learner.step is Step.LANGUAGE:
        return await _go_on_in_language(turn, arrival.past(turn.learner, action.step))
    return await _go_on(turn, arrival.past(turn.learner, action.step))


async def welcome(turn: Turn, _action: ShowWelcome) -> Screen:
    """Welcome the reader, or greet them again."""
    return screens.welcome(turn.t)


async def _go_on_in_language(turn: Turn, learner: Learner) -> Screen:
    """Store the language; where it has no lessons, say so and ask for one that has, before anything else."""
    now = turn.of(learner)
    if now.t.lesson_locale == now.t.locale:
        return await _go_on(turn, learner)
    await learners.save(turn.tx, learner)
    return await now.show(ChooseLessonLanguage())


async def _go_on(turn: Turn, learner: Learner) -> Screen:
    """Store the choice; ask the next open question, or go back to the settings it was changed from."""
    learner = consent.settle(learner, turn.app.ages)
    await learners.save(turn.tx, learner)
    was_done = turn.learner.step is Step.DONE and learner.step is Step.DONE
    following = ShowSettings() if was_done and turn.may_keep else arrival.question(learner)
    return await turn.of(learner).show(following)


def likely_zone(locale: str) -> str | None:
    """Guess by whose night to be quiet until the country is known; English is read everywhere."""
    return None if locale == SOURCE else default_zone(SERVED[locale].countries[0])
