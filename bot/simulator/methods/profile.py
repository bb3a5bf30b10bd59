"""What the bot says about itself: commands, names, descriptions, menu button."""

import re
from typing import Any

from bot.simulator.errors import bad_request
from bot.simulator.request import Method, Request
from bot.simulator.state import World

_COMMAND = re.compile(r"[a-z0-9_]{1,32}")
_LANGUAGE = re.compile(r"[a-z]{2}")
_COMMANDS_LIMIT = 100
_DESCRIPTION_LIMIT = 256
_NANO = 10**9


def _get_me(world: World, _: Request) -> Any:
    return world.bot.user() | {
        "can_join_groups": True,
        "can_read_all_group_messages": False,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
        "has_topics_enabled": False,
        "allows_users_to_create_topics": False,
        "can_manage_bots": False,
        "supports_guest_queries": False,
    }


def _language(request: Request) -> str:
    code: str = request.get("language_code", "")
    if code and not _LANGUAGE.fullmatch(code):
        raise bad_request("invalid language code specified")
    return code


def _scope(world: World, request: Request) -> str:
    scope = request.get("scope") or {"type": "default"}
    if "chat_id" not in scope:
        return str(scope["type"])
    chat = world.chat(scope["chat_id"])
    return f"{scope['type']}:{chat.id}:{scope.get('user_id', '')}"


def _set_commands(world: World, request: Request) -> Any:
    commands = request["commands"]
    if len(commands) > _COMMANDS_LIMIT:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    for command in commands:
        if not _COMMAND.fullmatch(command["command"].removeprefix("/")):
            raise bad_request("BOT_COMMAND_INVALID")
        if not 1 <= len(command["description"].strip()) <= _DESCRIPTION_LIMIT:
            raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    world.bot.commands[_scope(world, request), _language(request)] = commands
    return True


def _get_commands(world: World, request: Request) -> Any:
    return world.bot.commands.get((_scope(world, request), _language(request)), [])


def _delete_commands(world: World, request: Request) -> Any:
    world.bot.commands.pop((_scope(world, request), _language(request)), None)
    return True


def _texts(world: World, name: str) -> dict[str, str]:
    match name:
        case "name":
            return world.bot.names
        case "description":
            return world.bot.descriptions
        case _:
            return world.bot.short_descriptions


def _setter(name: str, limit: int) -> Method:
    def save(world: World, request: Request) -> Any:
        text = request.get(name, "").strip()
        if len(text) > limit:
            raise bad_request(f"bot {name.replace('_', ' ')} is too long")
        texts, language = _texts(world, name), _language(request)
        if text:
            texts[language] = text
        else:
            texts.pop(language, None)
        return True

    return save


def _getter(name: str) -> Method:
    def find(world: World, request: Request) -> Any:
        texts = _texts(world, name)
        usual = world.bot.username if name == "name" else ""
        return {name: texts.get(_language(request), texts.get("", usual))}

    return find


def _set_menu_button(world: World, request: Request) -> Any:
    button = request.get("menu_button") or {"type": "default"}
    if request.get("chat_id") is None:
        world.bot.menu_button = button
    else:
        world.chat(request["chat_id"]).menu_button = button
    return True


def _get_menu_button(world: World, request: Request) -> Any:
    chosen = world.chat(request["chat_id"]).menu_button if request.get("chat_id") is not None else None
    return chosen or world.bot.menu_button


def _get_balance(world: World, _: Request) -> Any:
    stars, tenths = divmod(world.bot.tenths, 10)
    return {"amount": stars, "nanostar_amount": tenths * _NANO // 10}


METHODS: dict[str, Method] = {
    "getMe": _get_me,
    "getMyStarBalance": _get_balance,
    "setMyCommands": _set_commands,
    "getMyCommands": _get_commands,
    "deleteMyCommands": _delete_commands,
    "setMyName": _setter("name", 64),
    "getMyName": _getter("name"),
    "setMyDescription": _setter("description", 512),
    "getMyDescription": _getter("description"),
    "setMyShortDescription": _setter("short_description", 120),
    "getMyShortDescription": _getter("short_description"),
    "setChatMenuButton": _set_menu_button,
    "getChatMenuButton": _get_menu_button,
}
