"""Simulated people: what each sees on the last message, and the updates they make."""

from collections.abc import Generator, Iterator
from dataclasses import dataclass, field
from typing import Any

from benchmarks.calls import Call
from benchmarks.fake_api import BOT, wall_clock

FIRST_CHAT = 500_000_001


@dataclass(frozen=True, slots=True)
class Button:
    """One inline button: what it says and what it sends."""

    label: str
    data: str


@dataclass(frozen=True, slots=True)
class Screen:
    """The bot's last message as a person sees it."""

    message_id: int = 0
    text: str = ""
    buttons: tuple[Button, ...] = ()
    markup: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Say:
    """Type a text."""

    text: str


@dataclass(frozen=True, slots=True)
class Tap:
    """Press a button of the last message."""

    button: Button


Move = Say | Tap
Walk = Generator[Move, Screen, None]
"""A script: it yields what to do next and is sent the screen that came of it. It never ends by itself."""


@dataclass(slots=True)
class Person:
    """One chat of the bench, and how far its current update has come."""

    chat_id: int
    walk: Walk
    screen: Screen = field(default_factory=Screen)
    started: bool = False
    awaits_screen: bool = False
    awaits_status: bool = False
    posted_at: float = 0.0

    @property
    def is_idle(self) -> bool:
        """Whether the last update is wholly done: answered on the chat and acknowledged to Telegram."""
        return not (self.awaits_screen or self.awaits_status)

    def next_move(self) -> Move:
        """Let the script see the last screen and decide."""
        if self.started:
            return self.walk.send(self.screen)
        self.started = True
        return next(self.walk)

    def sees(self, call: Call, message_id: int) -> None:
        """Look at what the bot showed."""
        markup = call.markup()
        rows = markup.get("inline_keyboard", [])
        buttons = (
            Button(one["text"], one["callback_data"]) for row in rows for one in row if "callback_data" in one
        )
        self.screen = Screen(message_id, call.text, tuple(buttons), markup if rows else {})


def update(person: Person, move: Move, update_id: int) -> dict[str, Any]:
    """Return the update Telegram would send for a move."""
    user = _user(person)
    match move:
        case Say(text):
            return {"update_id": update_id, "message": _said(person, user, text, update_id)}
        case Tap(button):
            query = {
                "id": str(4_000_000_000_000 + update_id),
                "from": user,
                "message": _shown(person),
                "chat_instance": str(person.chat_id * 7),
                "data": button.data,
            }
            return {"update_id": update_id, "callback_query": query}


def _user(person: Person) -> dict[str, Any]:
    return {"id": person.chat_id, "is_bot": False, "first_name": "Person", "language_code": "en"}


def _chat(person: Person) -> dict[str, Any]:
    return {"id": person.chat_id, "first_name": "Person", "type": "private"}


def _said(person: Person, user: dict[str, Any], text: str, update_id: int) -> dict[str, Any]:
    message: dict[str, Any] = {
        "message_id": 10_000_000 + update_id,
        "from": user,
        "chat": _chat(person),
        "date": wall_clock(),
        "text": text,
    }
    if text.startswith("/"):
        message["entities"] = [{"type": "bot_command", "offset": 0, "length": len(text.split(maxsplit=1)[0])}]
    return message


def _shown(person: Person) -> dict[str, Any]:
    return {
        "message_id": person.screen.message_id,
        "from": BOT,
        "chat": _chat(person),
        "date": wall_clock(),
        "text": person.screen.text,
        "reply_markup": person.screen.markup,
    }


def chat_ids(how_many: int) -> Iterator[int]:
    """Yield the chats of the simulated people."""
    return iter(range(FIRST_CHAT, FIRST_CHAT + how_many))
