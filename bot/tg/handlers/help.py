"""Help by people: helplines, reporting, other countries, and what did not work."""

from bot.app import Said, Turn
from bot.domain.actions.help import (
    AskFault,
    AskHelpCountry,
    ReportFault,
    ShowDirectories,
    ShowHelp,
    ShowReporting,
)
from bot.screens import helplines as screens
from bot.screens.base import Screen
from bot.screens.countries import named
from bot.screens.helpline_card import Reader
from bot.screens.helplines import Place
from bot.services import countries
from bot.services import helplines as service

LONGEST_NAME = 60
MOST_WORDS = 3


async def show(turn: Turn, action: ShowHelp) -> Screen:
    """Show whom to call, in the reader's country or the one asked for."""
    place = _place(turn, action.country or turn.learner.country)
    return screens.show_help(_reader(turn), place, role=turn.learner.role, page=action.page or 0)


async def show_reporting(turn: Turn, action: ShowReporting) -> Screen:
    """Show where things are reported."""
    return screens.show_reporting(_reader(turn), _place(turn, action.country or turn.learner.country))


async def show_directories(turn: Turn, _action: ShowDirectories) -> Screen:
    """Show lists of helplines of all countries."""
    return screens.show_directories(_reader(turn), _place(turn, None))


async def ask_country(turn: Turn, action: AskHelpCountry) -> Screen:
    """Ask for which country help is wanted."""
    likely = () if turn.learner.country is None else (turn.learner.country,)
    return screens.ask_country(turn.t, page=action.page or 0, likely=likely)


async def hear_country(turn: Turn, _action: AskHelpCountry, said: Said) -> Screen | None:
    """Take a country's name, in the reader's language or in English."""
    if not said.text or said.has_media or len(said.text) > LONGEST_NAME:
        return None
    codes = turn.app.catalog.helplines.countries
    languages = (turn.t, turn.app.translators("en"))
    found = countries.search(said.text, [country for t in languages for country in named(t, codes)])
    if not found and len(said.text.split()) > MOST_WORDS:
        return None
    if len(found) == 1:
        return await show(turn, ShowHelp(country=found[0]))
    return screens.found_countries(turn.t, found)


async def ask_fault(turn: Turn, action: AskFault) -> Screen:
    """Ask which line did not work."""
    place = _place(turn, action.country)
    return screens.ask_fault(_reader(turn), place, role=turn.learner.role, page=action.page or 0)


async def report_fault(turn: Turn, action: ReportFault) -> Screen:
    """Count that a line did not work, and show the next one."""
    helplines = turn.app.catalog.helplines
    learner_id = turn.learner.id if turn.is_known else None
    faulty = await service.report_fault(turn.tx, helplines, learner_id, action.helpline, now=turn.now)
    place = _place(turn, faulty.country)
    return screens.fault_reported(_reader(turn), place, role=turn.learner.role, faulty=faulty)


def _reader(turn: Turn) -> Reader:
    return Reader(t=turn.t, today=turn.now.date(), country=turn.learner.country)


def _place(turn: Turn, country: str | None) -> Place:
    return Place.of(turn.app.catalog.helplines, country)
