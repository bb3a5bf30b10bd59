"""How the web page sees messages and people."""

from typing import Any

from bot.simulator.rendering import to_html
from bot.simulator.state import Account, BotProfile, Chat, StoredMessage, World

View = dict[str, Any]


def message(world: World, stored: StoredMessage) -> View:
    """Write a message for the page."""
    is_bot = stored.sender_id == world.bot.id
    return {
        "message_id": stored.message_id,
        "from": "bot" if is_bot else "person",
        "date": stored.date,
        "html": to_html(stored.text, stored.entities),
        "text": stored.text,
        "edited": stored.edit_date is not None,
        "deleted": False,
        "buttons": [[_button(button) for button in row] for row in stored.inline_keyboard or []],
        "keyboard": stored.other_markup,
        "photo": {"url": _url(stored)} if stored.media == "photo" else None,
        "document": _document(stored),
        "poll": stored.attachment if stored.media == "poll" else None,
    }


def person(bot: BotProfile, account: Account) -> View:
    """Write a person for the page."""
    return {
        "id": account.id,
        "name": account.name,
        "language_code": account.language_code,
        "country": account.country,
        "role": account.role,
        "blocked": account.has_blocked,
        "unread": account.unread,
        "commands": bot.commands_for(account),
        "bot_description": bot.description_for(account),
    }


def announce(world: World, kind: str, stored: StoredMessage) -> None:
    """Tell the page about a new or a changed message."""
    account = world.accounts.get(stored.chat_id)
    if account and kind == "message" and stored.sender_id == world.bot.id:
        account.unread += 1
    if world.events:
        world.events.publish(kind, person_id=stored.chat_id, message=message(world, stored))


def announce_deletion(world: World, chat: Chat, message_id: int) -> None:
    """Tell the page that a message is gone."""
    world.events.publish("delete", person_id=chat.id, message_id=message_id)


def _button(button: dict[str, Any]) -> View:
    written = {"text": button["text"]}
    if "callback_data" in button:
        written["data"] = button["callback_data"]
    if "url" in button:
        written["url"] = button["url"]
    if "copy_text" in button:
        written["copied"] = button["copy_text"]["text"]
    return written


def _document(stored: StoredMessage) -> View | None:
    if stored.file is None or stored.media == "photo":
        return None
    upload = stored.file.upload
    return {"url": _url(stored), "name": upload.name, "size": len(upload.content)}


def _url(stored: StoredMessage) -> str | None:
    return f"/sim/files/{stored.file.file_id}" if stored.file else None
