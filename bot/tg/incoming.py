"""What an update asks for, as a value."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from telegram import Bot, CallbackQuery, Chat, ChatMemberUpdated, Message, Update

from bot.app import Said
from bot.domain.attachment import Attachment, AttachmentKind, Video

_LEFT = {"kicked", "left"}
_LARGEST_ID = 2**63 - 1
_HALF = re.compile("[\ud800-\udfff]")
_COMMAND = re.compile(r"/(?P<name>\w{1,32})(?:@(?P<addressee>\w+))?(?P<argument>\W.*)?", re.DOTALL | re.ASCII)
_OF_THE_CHAT_ITSELF = (
    "pinned_message",
    "message_auto_delete_timer_changed",
    "chat_background_set",
    "write_access_allowed",
)
_OF_MEMBERS = ("new_chat_members", "left_chat_member")


@dataclass(frozen=True, slots=True, kw_only=True)
class Tapped:
    """A button was pressed. `shown_at` is when its message was sent or last changed.

    `message_id` is None where no text can take the message's place: Telegram no longer knows it, or it is
    a picture. `answered` is what the person had written, if the button stands under a reply to it.
    """

    data: str
    query_id: str
    message_id: int | None
    shown_at: datetime | None
    answered: Said | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Commanded:
    """A command was typed or chosen: its name without the slash, in small letters, and what follows it."""

    name: str
    argument: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reached:
    """The person opened or blocked the chat."""

    is_open: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """The bot was brought into, or spoken to in, a group or channel."""

    can_write: bool


Wish = Tapped | Commanded | Said | Reached | Gathered


@dataclass(frozen=True, slots=True, kw_only=True)
class Incoming:
    """One update, reduced to what is needed; the names and usernames in it end here.

    `message_id` is the number of what was written, None where nothing was; `album` names the pictures that
    were sent together.
    """

    update_id: int
    chat_id: int
    language_code: str | None
    wish: Wish
    message_id: int | None = None
    album: str | None = None


Received = Update | Incoming
"""What came in: most of it reduced at once."""


def parse(raw: Any, bot: Bot) -> Received | None:
    """Read Telegram's JSON; None for what can never be read, however often it comes."""
    try:
        update = _tapped(raw) or Update.de_json(raw, bot)
    except Exception:  # noqa: BLE001 (what PTB stumbles over is no reason to stop)
        return None
    return update if type(update.update_id) is int and 0 <= update.update_id <= _LARGEST_ID else None


def _tapped(raw: Any) -> Incoming | None:
    """Read the press of a button in a private chat, which most updates are; None for everything else.

    PTB would take a sixth of an update's time to read the message under the button: our own words.
    """
    match raw:
        case {
            "update_id": int() as update_id,
            "callback_query": {
                "id": str() as query_id,
                "data": str() as data,
                "from": {"id": int()} as person,
                "message": {
                    "message_id": int() as message_id,
                    "date": int() as sent_at,
                    "chat": {"id": int() as chat_id, "type": "private"},
                } as message,
            },
        } if sent_at and "reply_to_message" not in message:  # 0: a message that Telegram no longer knows
            shown_at = datetime.fromtimestamp(message.get("edit_date") or sent_at, UTC)
            text_id = message_id if message.get("text") else None
            tapped = Tapped(data=data, query_id=query_id, message_id=text_id, shown_at=shown_at)
            code = person.get("language_code")
            return Incoming(update_id=update_id, chat_id=chat_id, language_code=code, wish=tapped)
        case _:
            return None


def read(update: Received, *, username: str) -> Incoming | None:
    """Reduce an update; None where there is nothing for us to do, or where it is not as Telegram writes."""
    incoming = update if isinstance(update, Incoming) else _reduced(update, username)
    return incoming if incoming is not None and _is_sound(incoming) else None


def _reduced(update: Update, username: str) -> Incoming | None:
    if update.callback_query is not None:
        return _pressed(update.update_id, update.callback_query)
    if update.message is not None:
        return _written(update.update_id, update.message, username)
    if update.my_chat_member is not None:
        return _joined(update.update_id, update.my_chat_member)
    return None


def _is_sound(incoming: Incoming) -> bool:
    """Tell whether numbers are numbers that a database takes, and words are words: PTB believes anything."""
    numbers: list[object] = [incoming.chat_id]
    words: list[object] = [incoming.language_code]
    match incoming.wish:
        case Tapped() as tap:
            numbers.append(tap.message_id)
            words += (tap.data, tap.query_id, tap.answered and tap.answered.text)
        case Said(text=text, attachment=attachment):
            words += (text, attachment and attachment.file_id)
        case Commanded(argument=argument):
            words.append(argument)
        case Reached() | Gathered():
            pass
    numbers.append(incoming.message_id)
    return all(each is None or _is_number(each) for each in numbers) and all(
        each is None or _is_text(each) for each in words
    )


def _is_number(value: object) -> bool:
    return type(value) is int and -_LARGEST_ID <= value <= _LARGEST_ID


def _is_text(value: object) -> bool:
    """Tell whether a value is text that can be written down: half of a pair of surrogates cannot."""
    return isinstance(value, str) and (value.isascii() or not _HALF.search(value))


def _pressed(update_id: int, query: CallbackQuery) -> Incoming | None:
    if query.message is None or query.data is None:
        return None
    if query.message.chat.type != "private":
        return _gathered(update_id, query.message.chat)
    message = query.message if isinstance(query.message, Message) else None
    return Incoming(
        update_id=update_id,
        chat_id=query.message.chat.id,
        language_code=query.from_user.language_code,
        wish=Tapped(
            data=query.data,
            query_id=query.id,
            message_id=message.message_id if message and message.text else None,
            shown_at=(message.edit_date or message.date).astimezone(UTC) if message else None,
            answered=_said(message.reply_to_message) if message and message.reply_to_message else None,
        ),
    )


def _written(update_id: int, message: Message, username: str) -> Incoming | None:
    if message.chat.type != "private":
        # Who came and went, the bot among them, is told by my_chat_member too.
        return None if _tells(message, _OF_MEMBERS) else _gathered(update_id, message.chat)
    if _tells(message, _OF_THE_CHAT_ITSELF):
        return None
    return Incoming(
        update_id=update_id,
        chat_id=message.chat.id,
        language_code=message.from_user.language_code if message.from_user else None,
        wish=_command(message, username) or _said(message),
        message_id=message.message_id,
        album=message.media_group_id,
    )


def _tells(message: Message, names: tuple[str, ...]) -> bool:
    return any(getattr(message, name) for name in names)


def _gathered(update_id: int, chat: Chat) -> Incoming:
    wish = Gathered(can_write=chat.type != "channel")
    return Incoming(update_id=update_id, chat_id=chat.id, language_code=None, wish=wish)


def _command(message: Message, username: str) -> Commanded | None:
    found = _COMMAND.fullmatch(message.text or "")
    if found is None or (found["addressee"] or username).casefold() != username.casefold():
        return None
    return Commanded(name=found["name"].casefold(), argument=(found["argument"] or "").strip())


def _said(message: Message) -> Said:
    is_plain = message.text is not None
    return Said(
        text=message.text or message.caption,
        attachment=_attachment(message),
        video=_video(message),
        has_media=not is_plain,
    )


def _video(message: Message) -> Video | None:
    """Tell how long a video is, also one that was sent as a file, whose seconds nobody knows."""
    if message.video:
        seconds = message.video.duration
        return Video(
            seconds=seconds.total_seconds() if isinstance(seconds, timedelta) else seconds,
            size=message.video.file_size,
        )
    if message.document and (message.document.mime_type or "").startswith("video/"):
        return Video(size=message.document.file_size)
    return None


def _attachment(message: Message) -> Attachment | None:
    """Take the id of what was sent; a moving picture is told as a document too, and is none."""
    if message.photo:
        return Attachment(kind=AttachmentKind.PICTURE, file_id=message.photo[-1].file_id)
    if message.video:
        return Attachment(kind=AttachmentKind.VIDEO, file_id=message.video.file_id)
    if message.document and not message.animation:
        return Attachment(kind=AttachmentKind.DOCUMENT, file_id=message.document.file_id)
    return None


def _joined(update_id: int, change: ChatMemberUpdated) -> Incoming | None:
    status = change.new_chat_member.status
    if change.chat.type == "private":
        wish = Reached(is_open=status not in _LEFT)
        return Incoming(update_id=update_id, chat_id=change.chat.id, language_code=None, wish=wish)
    return None if status in _LEFT else _gathered(update_id, change.chat)
