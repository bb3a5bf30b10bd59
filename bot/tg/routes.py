"""Every command and every button: the one table to look a behaviour up in."""

from bot.app import Turn
from bot.domain.action import Action, ShowMenu
from bot.domain.actions.challenge import (
    AnswerChallenge,
    ChooseEntry,
    ReviseChallenge,
    ShowAdvice,
    ShowChallenge,
    StartChallenge,
)
from bot.domain.actions.help import (
    AskFault,
    AskHelpCountry,
    ReportFault,
    ShowDirectories,
    ShowHelp,
    ShowReporting,
)
from bot.i18n import N_
from bot.screens.base import Screen
from bot.tg.callback_data import Codec
from bot.tg.handlers import challenge, menu
from bot.tg.handlers import help as helping
from bot.tg.route import Route

ROUTES: tuple[Route, ...] = (
    Route(code="m", action=ShowMenu, answer=menu.show, command="menu", about=N_("The main menu")),
    Route(
        code="c",
        action=ChooseEntry,
        answer=challenge.choose,
        command="challenge",
        about=N_("Check a challenge or a scary message"),
    ),
    Route(code="cs", action=StartChallenge, answer=challenge.start),
    Route(code="cw", action=ShowChallenge, answer=challenge.show),
    Route(code="ca", action=AnswerChallenge, answer=challenge.answer),
    Route(code="cr", action=ReviseChallenge, answer=challenge.revise),
    Route(code="cc", action=ShowAdvice, answer=challenge.advise),
    Route(
        code="h",
        action=ShowHelp,
        answer=helping.show,
        command="helpline",
        also="help",
        about=N_("People you can talk to"),
        is_urgent=True,
    ),
    Route(code="hr", action=ShowReporting, answer=helping.show_reporting, is_urgent=True),
    Route(code="hd", action=ShowDirectories, answer=helping.show_directories, is_urgent=True),
    Route(
        code="hc",
        action=AskHelpCountry,
        answer=helping.ask_country,
        listen=helping.hear_country,
        is_urgent=True,
    ),
    Route(code="hq", action=AskFault, answer=helping.ask_fault, is_urgent=True),
    Route(code="hf", action=ReportFault, answer=helping.report_fault, is_urgent=True),
)

CODEC = Codec({route.code: route.action for route in ROUTES})
BY_ACTION = {route.action: route for route in ROUTES}
BY_COMMAND = {name: route for route in ROUTES for name in (route.command, route.also) if name}


async def answer(turn: Turn, action: Action) -> Screen:
    """Answer any action by its line of the table."""
    return await BY_ACTION[type(action)].answer(turn, action)
