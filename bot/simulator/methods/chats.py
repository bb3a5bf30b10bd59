"""Chats and presses: look at a chat, leave it, answer a button."""

from datetime import timedelta
from typing import Any

from bot.simulator import objects
from bot.simulator.errors import bad_request
from bot.simulator.request import Method, Request
from bot.simulator.state import World

ANSWER_WITHIN = timedelta(seconds=150)
_TOAST_LIMIT = 200


def _get_chat(world: World, request: Request) -> Any:
    return objects.chat_full_info(world, world.chat(request["chat_id"]))


def _leave_chat(world: World, request: Request) -> Any:
    chat = world.chat_to_write_in(request["chat_id"])
    if chat.kind == "private":
        raise bad_request("chat member status can't be changed in private chats")
    chat.bot_is_member = False
    return True


def _answer_query(world: World, request: Request) -> Any:
    query = world.queries.get(request["callback_query_id"])
    text = request.get("text", "")
    if len(text) > _TOAST_LIMIT:
        raise bad_request("MESSAGE_TOO_LONG")
    if query is None or world.clock.now() - query.asked_at > ANSWER_WITHIN:
        raise bad_request("query is too old and response timeout expired or query ID is invalid")
    del world.queries[query.id]
    query.answered = True
    query.answer = text or None
    if text:
        alert = request.get("show_alert", False)
        world.events.publish("toast", person_id=query.person_id, text=text, show_alert=alert)
    return True


def _nothing(_: World, __: Request) -> Any:
    return True


METHODS: dict[str, Method] = {
    "getChat": _get_chat,
    "leaveChat": _leave_chat,
    "answerCallbackQuery": _answer_query,
    "logOut": _nothing,
    "close": _nothing,
}
