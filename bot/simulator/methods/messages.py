"""Words: send, edit, copy, forward, pin and delete messages."""

from datetime import timedelta
from typing import Any

from bot.simulator import objects
from bot.simulator.errors import bad_request
from bot.simulator.html import CAPTION_LIMIT, TEXT_LIMIT, Entity, formatted, utf16_length
from bot.simulator.keyboards import inline_keyboard, split_markup
from bot.simulator.request import Method, Request
from bot.simulator.state import Chat, StoredMessage, World
from bot.simulator.views import announce, announce_deletion

_DELETABLE_FOR = timedelta(hours=48)
_BATCH = 100
_PARTICIPLES = {"forward": "forwarded", "copy": "copied"}
_ACTIONS = frozenset(
    {
        "typing",
        "upload_photo",
        "record_video",
        "upload_video",
        "record_voice",
        "upload_voice",
        "upload_document",
        "choose_sticker",
        "find_location",
        "record_video_note",
        "upload_video_note",
    }
)
_NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)


def words(request: Request) -> tuple[str, list[Entity]]:
    """Read the text of a message, within Telegram's limits."""
    text, entities = formatted(request.get("text", ""), request.get("parse_mode"), request.get("entities"))
    if not text:
        raise bad_request("message text is empty")
    if utf16_length(text) > TEXT_LIMIT:
        raise bad_request("message is too long")
    return text, entities


def caption(fields: dict[str, Any]) -> tuple[str, list[Entity]]:
    """Read a caption, within Telegram's limits."""
    source, mode, entities = (fields.get(name) for name in ("caption", "parse_mode", "caption_entities"))
    text, found = formatted(source or "", mode, entities)
    if utf16_length(text) > CAPTION_LIMIT:
        raise bad_request("message caption is too long")
    return text, found


def post(world: World, request: Request, **content: Any) -> dict[str, Any]:
    """Send what a call describes, with its keyboard and the message it answers."""
    chat = world.chat_to_write_in(request["chat_id"])
    inline, other = split_markup(request.get("reply_markup"))
    extra = _reply(world, chat, request.get("reply_parameters")) | content.pop("extra", {})
    if request.get("protect_content"):
        extra["has_protected_content"] = True
    stored = world.post(
        chat, sender_id=world.bot.id, inline_keyboard=inline, other_markup=other, extra=extra, **content
    )
    announce(world, "message", stored)
    return objects.message(world, stored)


def editable(world: World, request: Request) -> StoredMessage:
    """Get the message an edit means, or raise why it cannot be edited."""
    if request.get("inline_message_id"):
        raise bad_request("message to edit not found")
    if request.get("chat_id") is None:
        raise bad_request("chat_id is empty")
    if request.get("message_id") is None:
        raise bad_request("message identifier is not specified")
    chat = world.chat_to_write_in(request["chat_id"])
    stored = chat.messages.get(request["message_id"])
    if stored is None:
        raise bad_request("message to edit not found")
    if stored.sender_id != world.bot.id or stored.other_markup:
        raise bad_request("message can't be edited")
    return stored


def save_edit(world: World, stored: StoredMessage, **changes: Any) -> dict[str, Any]:
    """Change a message; changing nothing is an error."""
    if all(getattr(stored, name) == value for name, value in changes.items()):
        raise bad_request(_NOT_MODIFIED)
    for name, value in changes.items():
        setattr(stored, name, value)
    stored.edit_date = world.clock.timestamp()
    announce(world, "edit", stored)
    return objects.message(world, stored)


def _send_message(world: World, request: Request) -> Any:
    world.chat_to_write_in(request["chat_id"])
    text, entities = words(request)
    return post(world, request, text=text, entities=entities)


def _edit_text(world: World, request: Request) -> Any:
    stored = editable(world, request)
    if stored.media:
        raise bad_request("there is no text in the message to edit")
    text, entities = words(request)
    keyboard = inline_keyboard(request.get("reply_markup"))
    return save_edit(world, stored, text=text, entities=entities, inline_keyboard=keyboard)


def _edit_caption(world: World, request: Request) -> Any:
    stored = editable(world, request)
    if stored.file is None:
        raise bad_request("there is no caption in the message to edit")
    text, entities = caption(request.params)
    keyboard = inline_keyboard(request.get("reply_markup"))
    return save_edit(world, stored, text=text, entities=entities, inline_keyboard=keyboard)


def _edit_markup(world: World, request: Request) -> Any:
    stored = editable(world, request)
    return save_edit(world, stored, inline_keyboard=inline_keyboard(request.get("reply_markup")))


def _delete(world: World, request: Request) -> Any:
    chat = world.chat(request["chat_id"])
    stored = chat.messages.get(request["message_id"])
    if stored is None:
        raise bad_request("message to delete not found")
    if world.clock.timestamp() - stored.date > _DELETABLE_FOR.total_seconds():
        raise bad_request("message can't be deleted for everyone")
    _forget(world, chat, stored.message_id)
    return True


def _delete_many(world: World, request: Request) -> Any:
    chat = world.chat(request["chat_id"])
    wanted = request["message_ids"]
    if len(wanted) > _BATCH:
        raise bad_request("too many message identifiers specified")
    oldest = world.clock.timestamp() - _DELETABLE_FOR.total_seconds()
    for message_id in wanted:
        stored = chat.messages.get(message_id)
        if stored and stored.date >= oldest:
            _forget(world, chat, message_id)
    return True


def _forget(world: World, chat: Chat, message_id: int) -> None:
    del chat.messages[message_id]
    announce_deletion(world, chat, message_id)


def _original(world: World, request: Request, verb: str) -> StoredMessage:
    source = world.chat(request["from_chat_id"])
    stored = source.messages.get(request["message_id"])
    if stored is None:
        raise bad_request(f"message to {verb} not found")
    if stored.extra.get("has_protected_content"):
        raise bad_request(f"message can't be {_PARTICIPLES[verb]}")
    return stored


def _content(stored: StoredMessage) -> dict[str, Any]:
    names = ("text", "entities", "media", "attachment", "file")
    return {name: getattr(stored, name) for name in names}


def _forward(world: World, request: Request) -> Any:
    original = _original(world, request, "forward")
    account = world.accounts.get(original.sender_id)
    author = objects.user(account) if account else world.bot.user()
    origin = {"type": "user", "date": original.date, "sender_user": author}
    return post(world, request, **_content(original), extra={"forward_origin": origin})


def _copy(world: World, request: Request) -> Any:
    original = _original(world, request, "copy")
    content = _content(original)
    if request.get("caption") is not None and original.file:
        content["text"], content["entities"] = caption(request.params)
    return {"message_id": post(world, request, **content)["message_id"]}


def _pin(world: World, request: Request) -> Any:
    chat = world.chat_to_write_in(request["chat_id"])
    if request["message_id"] not in chat.messages:
        raise bad_request("message to pin not found")
    chat.pinned = request["message_id"]
    return True


def _unpin(world: World, request: Request) -> Any:
    chat = world.chat_to_write_in(request["chat_id"])
    if chat.pinned is None:
        raise bad_request("message to unpin not found")
    chat.pinned = None
    return True


def _chat_action(world: World, request: Request) -> Any:
    chat = world.chat_to_write_in(request["chat_id"])
    if request["action"] not in _ACTIONS:
        raise bad_request("wrong parameter action in request")
    world.events.publish("typing", person_id=chat.id)
    return True


def _reply(world: World, chat: Chat, reply: dict[str, Any] | None) -> dict[str, Any]:
    if reply is None:
        return {}
    answered = chat.messages.get(reply["message_id"])
    if answered is None:
        if reply.get("allow_sending_without_reply"):
            return {}
        raise bad_request("message to be replied not found")
    return {"reply_to_message": objects.message(world, answered)}


METHODS: dict[str, Method] = {
    "sendMessage": _send_message,
    "editMessageText": _edit_text,
    "editMessageCaption": _edit_caption,
    "editMessageReplyMarkup": _edit_markup,
    "deleteMessage": _delete,
    "deleteMessages": _delete_many,
    "forwardMessage": _forward,
    "copyMessage": _copy,
    "pinChatMessage": _pin,
    "unpinChatMessage": _unpin,
    "sendChatAction": _chat_action,
}
