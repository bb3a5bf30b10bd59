"""Write what the server knows as Telegram's objects."""

from typing import Any

from bot.simulator.files import StoredFile, picture_size
from bot.simulator.state import Account, Chat, StoredMessage, World


def user(account: Account) -> dict[str, Any]:
    """Write a person as a User."""
    written = {"id": account.id, "is_bot": False, "first_name": account.name}
    return written | ({"language_code": account.language_code} if account.language_code else {})


def chat(world: World, place: Chat) -> dict[str, Any]:
    """Write a Chat."""
    if place.kind == "private":
        return {"id": place.id, "type": "private", "first_name": world.accounts[place.id].name}
    return {"id": place.id, "type": place.kind, "title": place.title}


def chat_full_info(world: World, place: Chat) -> dict[str, Any]:
    """Write a ChatFullInfo."""
    return chat(world, place) | {
        "accent_color_id": 0,
        "max_reaction_count": 11,
        "accepted_gift_types": {
            "unlimited_gifts": False,
            "limited_gifts": False,
            "unique_gifts": False,
            "premium_subscription": False,
            "gifts_from_channels": False,
        },
    }


def message(world: World, stored: StoredMessage) -> dict[str, Any]:
    """Write a Message."""
    place = world.chats[stored.chat_id]
    written: dict[str, Any] = {
        "message_id": stored.message_id,
        "date": stored.date,
        "chat": chat(world, place),
        **stored.extra,
    }
    if place.kind != "channel":
        is_bot = stored.sender_id == world.bot.id
        written["from"] = world.bot.user() if is_bot else user(world.accounts[stored.sender_id])
    if stored.edit_date:
        written["edit_date"] = stored.edit_date
    _add_words(written, stored)
    if stored.media:
        written[stored.media] = stored.attachment
    if stored.inline_keyboard:
        written["reply_markup"] = {"inline_keyboard": stored.inline_keyboard}
    return written


def _add_words(written: dict[str, Any], stored: StoredMessage) -> None:
    if not stored.text:
        return
    text, entities = ("caption", "caption_entities") if stored.media else ("text", "entities")
    written[text] = stored.text
    if stored.entities:
        written[entities] = stored.entities


def attachment(stored: StoredFile) -> Any:
    """Write a file as the object its kind asks for: PhotoSize list, Document, Video, Voice, Sticker."""
    known = {
        "file_id": stored.file_id,
        "file_unique_id": stored.unique_id,
        "file_size": len(stored.upload.content),
    }
    width, height = picture_size(stored.upload.content) or (320, 240)
    named = {"file_name": stored.upload.name, "mime_type": stored.upload.mime}
    match stored.kind:
        case "photo":
            return [known | {"width": width, "height": height}]
        case "video" | "animation":
            return known | named | {"width": width, "height": height, "duration": stored.upload.seconds}
        case "voice":
            return known | {"duration": 1, "mime_type": stored.upload.mime}
        case "audio":
            return known | named | {"duration": 1}
        case "sticker":
            shape = {"type": "regular", "is_animated": False, "is_video": False}
            return known | shape | {"width": 512, "height": 512}
        case _:
            return known | named
