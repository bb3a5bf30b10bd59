"""Every command and every button: the one table to look a behaviour up in."""

from bot.domain.action import ShowMenu
from bot.domain.actions.challenge import (
    AnswerChallenge,
    ChooseEntry,
    ReviseChallenge,
    ShowAdvice,
    ShowChallenge,
    StartChallenge,
)
from bot.i18n import N_
from bot.tg.callback_data import Codec
from bot.tg.handlers import challenge, menu
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
)

CODEC = Codec({route.code: route.action for route in ROUTES})
BY_ACTION = {route.action: route for route in ROUTES}
BY_COMMAND = {route.command: route for route in ROUTES if route.command}
