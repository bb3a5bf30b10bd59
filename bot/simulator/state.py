"""What the server knows: people, chats, messages, files, and what the bot said about itself."""

import itertools
from collections import deque
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from bot.simulator.clock import SimulatorClock
from bot.simulator.errors import bad_request, forbidden, migrated
from bot.simulator.events import Events
from bot.simulator.files import StoredFile, Upload
from bot.simulator.html import Entity

REMEMBERED_CALLS = 20_000
_FIRST_SUPERGROUP = -1_001_000_000_001


@dataclass(slots=True, kw_only=True)
class Account:
    """A person on Telegram, as the server sees them."""

    id: int
    name: str
    language_code: str
    country: str = ""
    role: str = ""
    has_written: bool = False
    has_blocked: bool = False
    deactivated: bool = False
    unread: int = 0


@dataclass(slots=True, kw_only=True)
class StoredMessage:
    """A message in a chat; `media` names the field of Telegram's Message that is neither text nor caption."""

    message_id: int
    chat_id: int
    sender_id: int
    date: int
    text: str = ""
    entities: list[Entity] = field(default_factory=list)
    media: str | None = None
    attachment: Any = None
    file: StoredFile | None = None
    inline_keyboard: list[list[dict[str, Any]]] | None = None
    other_markup: dict[str, Any] | None = None
    edit_date: int | None = None
    extra: dict[str, Any] = field(default_factory=dict)


@dataclass(slots=True, kw_only=True)
class Chat:
    """A conversation; a private one has its person's id."""

    id: int
    kind: str = "private"
    title: str = ""
    messages: dict[int, StoredMessage] = field(default_factory=dict)
    bot_is_member: bool = True
    menu_button: dict[str, Any] | None = None
    pinned: int | None = None


@dataclass(slots=True, kw_only=True)
class Query:
    """A button press waiting for its answer."""

    id: str
    person_id: int
    asked_at: datetime
    answer: str | None = None
    answered: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """A call the bot made and what came of it; `error` is None for a success."""

    method: str
    chat_id: int | None
    params: dict[str, Any]
    result: Any
    error: str | None
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """A request Telegram (or our stricter reading of its rules) would not take."""

    method: str
    params: tuple[str, ...]
    code: int
    description: str
    at: datetime


@dataclass(slots=True, kw_only=True)
class BotProfile:
    """What the bot said about itself, by language; and its balance, in tenths of a Star."""

    id: int
    username: str
    names: dict[str, str] = field(default_factory=dict)
    descriptions: dict[str, str] = field(default_factory=dict)
    short_descriptions: dict[str, str] = field(default_factory=dict)
    commands: dict[tuple[str, str], list[dict[str, Any]]] = field(default_factory=dict)
    menu_button: dict[str, Any] = field(default_factory=lambda: {"type": "commands"})
    tenths: int = 0

    def user(self) -> dict[str, Any]:
        """Write the bot as Telegram's User."""
        name = self.names.get("", self.username)
        return {"id": self.id, "is_bot": True, "first_name": name, "username": self.username}

    def commands_for(self, account: Account) -> list[dict[str, Any]]:
        """List the commands a person's menu shows: the nearest scope, the person's language before any."""
        scopes = (f"chat:{account.id}:", "all_private_chats", "default")
        places = ((scope, language) for scope in scopes for language in (_base(account.language_code), ""))
        return next((self.commands[place] for place in places if self.commands.get(place)), [])

    def description_for(self, account: Account) -> str:
        """Say what the bot can do, in the person's language if the bot told it."""
        language = _base(account.language_code)
        return self.descriptions.get(language) or self.descriptions.get("", "")


def _base(language_code: str) -> str:
    return language_code.partition("-")[0].lower()


class World:
    """Everything the server knows, changed only from the event loop's thread."""

    def __init__(self, *, bot_id: int, bot_username: str, clock: SimulatorClock) -> None:
        self.clock = clock
        self.events = Events()
        self.bot = BotProfile(id=bot_id, username=bot_username)
        self.accounts: dict[int, Account] = {}
        self.chats: dict[int, Chat] = {}
        self.files: dict[str, StoredFile] = {}
        self.queries: dict[str, Query] = {}
        self.calls: deque[Call] = deque(maxlen=REMEMBERED_CALLS)
        self.refusals: list[Refusal] = []
        self.moved: dict[int, int] = {}
        self._message_ids = itertools.count(1)
        self._file_ids = itertools.count(1)
        self._query_ids = itertools.count(1)
        self.poll_ids = itertools.count(1)

    def chat(self, chat_id: int | str) -> Chat:
        """Get a chat, or raise what Telegram answers for one it does not know, or that has moved."""
        if chat_id in self.moved:
            raise migrated(self.moved[int(chat_id)])
        chat = self.chats.get(chat_id) if isinstance(chat_id, int) else None
        if chat is None:
            raise bad_request("chat not found")
        return chat

    def migrate(self, chat_id: int | None) -> None:
        """Give a chat another id; what was written stays under the old one."""
        if chat_id in self.chats and chat_id not in self.moved:
            new_id = _FIRST_SUPERGROUP - len(self.moved)
            self.chats[new_id] = Chat(id=new_id, kind="supergroup", title="Moved")
            self.moved[chat_id] = new_id

    def first_id(self, chat_id: int) -> int:
        """Return the id under which a chat began."""
        before = {new: old for old, new in self.moved.items()}
        while chat_id in before:
            chat_id = before[chat_id]
        return chat_id

    def chat_to_write_in(self, chat_id: int | str) -> Chat:
        """Get a chat the bot may write in, or raise why it may not."""
        chat = self.chat(chat_id)
        if not chat.bot_is_member:
            raise forbidden(f"bot is not a member of the {chat.kind} chat")
        account = self.accounts.get(chat.id)
        if account is None:
            return chat
        if account.deactivated:
            raise forbidden("user is deactivated", scripted=True)
        if account.has_blocked:
            raise forbidden("bot was blocked by the user", scripted=True)
        if not account.has_written:
            raise forbidden("bot can't initiate conversation with a user")
        return chat

    def post(self, chat: Chat, *, sender_id: int, **content: Any) -> StoredMessage:
        """Put a message into a chat and tell the page."""
        message = StoredMessage(
            message_id=next(self._message_ids),
            chat_id=chat.id,
            sender_id=sender_id,
            date=self.clock.timestamp(),
            **content,
        )
        chat.messages[message.message_id] = message
        return message

    def keep_file(self, kind: str, upload: Upload) -> StoredFile:
        """Keep a file under a new id."""
        stored = StoredFile(file_id=f"{kind}-{next(self._file_ids)}", kind=kind, upload=upload)
        self.files[stored.file_id] = stored
        return stored

    def ask(self, person_id: int) -> Query:
        """Start a button press."""
        query = Query(id=f"{next(self._query_ids)}", person_id=person_id, asked_at=self.clock.now())
        self.queries[query.id] = query
        return query
