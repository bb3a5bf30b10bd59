"""Every command and every button: the one table to look a behaviour up in."""

from bot.domain.action import ShowMenu
from bot.i18n import N_
from bot.tg.callback_data import Codec
from bot.tg.handlers import menu
from bot.tg.route import Route

ROUTES: tuple[Route, ...] = (
    Route(code="m", action=ShowMenu, answer=menu.show, command="menu", about=N_("The main menu")),
)

CODEC = Codec({route.code: route.action for route in ROUTES})
BY_ACTION = {route.action: route for route in ROUTES}
BY_COMMAND = {route.command: route for route in ROUTES if route.command}
