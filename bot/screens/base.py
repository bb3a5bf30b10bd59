"""What a person sees: words and buttons, free of Telegram."""

from dataclasses import dataclass

from markupsafe import Markup

from bot.domain.action import Action, Copy, Link
from bot.domain.attachment import Attachment


@dataclass(frozen=True, slots=True, kw_only=True)
class Button:
    """Offer one thing to do. `icon` stands before the label and is not translated."""

    label: str
    action: Action | Link | Copy
    icon: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """Hand over a file made for this person, such as their own data."""

    name: str
    content: bytes
    mime: str = "application/json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Screen:
    """Hold one message: text, rows of buttons, and what else it brings.

    `toast` is shown over the chat for a moment (≤ 200 characters) when the screen answers a tap;
    `place` is the action that shows this screen again (None: the action that led here does);
    `attachment` is something that Telegram already holds; `document` a file that follows the text;
    `is_new` keeps the tapped message as it is and sends this one below it; `is_reply` answers the very
    message that was written, so that a button below can come back to its words, which nobody stored;
    `deletes` are messages of the chat that go away before this one is shown.
    """

    text: Markup
    buttons: tuple[tuple[Button, ...], ...] = ()
    toast: str | None = None
    place: Action | None = None
    attachment: Attachment | None = None
    document: Document | None = None
    is_new: bool = False
    is_reply: bool = False
    deletes: tuple[int, ...] = ()
