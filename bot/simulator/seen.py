"""A chat as the person holding the phone sees it."""

from dataclasses import dataclass
from typing import Any

from bot.simulator.files import Upload
from bot.simulator.rendering import to_html
from bot.simulator.state import StoredMessage

_DIRECTION_MARKS = dict.fromkeys([0x200E, 0x200F, *range(0x2066, 0x206A)])


@dataclass(frozen=True, slots=True, kw_only=True)
class Button:
    """An inline button: it sends `data`, opens `url`, or copies `copied`."""

    text: str
    data: str | None = None
    url: str | None = None
    copied: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChatMessage:
    """A message on the screen."""

    message_id: int
    from_bot: bool
    text: str
    html: str
    edited: bool
    buttons: tuple[tuple[Button, ...], ...]
    keyboard: dict[str, Any] | None
    photo: Upload | None
    document: Upload | None
    video: Upload | None
    poll: dict[str, Any] | None

    @property
    def labels(self) -> list[str]:
        """List the inline buttons' labels."""
        return [button.text for row in self.buttons for button in row]

    def find(self, label: str) -> list[Button]:
        """Find the buttons a label means: the exact one, else those that contain it."""
        buttons = [button for row in self.buttons for button in row]
        wanted = plain(label)
        exact = [button for button in buttons if plain(button.text) == wanted]
        return exact[:1] or [button for button in buttons if wanted in plain(button.text)]


def seen(stored: StoredMessage, *, bot_id: int) -> ChatMessage:
    """Show a message."""
    upload = stored.file.upload if stored.file else None
    return ChatMessage(
        message_id=stored.message_id,
        from_bot=stored.sender_id == bot_id,
        text=stored.text,
        html=to_html(stored.text, stored.entities),
        edited=stored.edit_date is not None,
        buttons=tuple(tuple(_button(button) for button in row) for row in stored.inline_keyboard or []),
        keyboard=stored.other_markup,
        photo=upload if stored.media == "photo" else None,
        document=upload if stored.media == "document" else None,
        video=upload if stored.media == "video" else None,
        poll=stored.attachment if stored.media == "poll" else None,
    )


def plain(label: str) -> str:
    """Leave out the invisible direction marks."""
    return label.translate(_DIRECTION_MARKS).strip()


def _button(button: dict[str, Any]) -> Button:
    return Button(
        text=button["text"],
        data=button.get("callback_data"),
        url=button.get("url"),
        copied=button.get("copy_text", {}).get("text"),
    )
