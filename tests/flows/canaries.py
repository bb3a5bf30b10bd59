"""Somebody who tells the bot everything, and a search for it everywhere the bot leaves something."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import aiohttp

from bot.settings import Settings
from bot.simulator.person import PATIENCE, Person, acknowledged
from bot.simulator.server import Simulator
from bot.storage.backup import back_up
from tests.conftest import SECRET
from tests.flows.conftest import TOKEN
from tests.flows.looking import Ledger, Log, from_bot

ID = 5_550_123_456_789
CANARY = "Canaria"
DISTRESS = f"I want to kill myself, says {CANARY}"
WEBHOOK_SECRET = "Canary-of-a-webhook-secret"
PIN = "73910564"
SAFE_WORD = "zanzibarine"
_PHONE = "+12025550100"
_PLACE = {"latitude": 27.717288, "longitude": 85.323961}
_NAMES = {"first_name": f"{CANARY} first", "last_name": f"{CANARY} last", "username": f"{CANARY}_name"}
_SECRETS = (TOKEN, TOKEN.partition(":")[2], SECRET, WEBHOOK_SECRET)
WORDS = (CANARY, _PHONE, *map(str, _PLACE.values()), PIN, PIN[::-1], SAFE_WORD, *_SECRETS)
"""What must be found nowhere; a Telegram id must not be either, but in its owner's own export."""


def command(text: str) -> dict[str, Any]:
    length = len(text.partition(" ")[0])
    return {"text": text, "entities": [{"type": "bot_command", "offset": 0, "length": length}]}


_FILE = {"file_id": f"{CANARY}-file", "file_unique_id": f"{CANARY}-unique"}
_SHAPE = {"width": 8, "height": 8, "duration": 1}
_USER = {"id": ID, "is_bot": False, **_NAMES}


def messages() -> list[dict[str, Any]]:
    """Write every kind of message there is, a canary wherever Telegram has room for one."""
    return [*_words(), *_things(), *_files()]


def _words() -> Iterator[dict[str, Any]]:
    origin = {"type": "hidden_user", "date": 1_800_000_000, "sender_user_name": f"{CANARY} friend"}
    mention = {"type": "text_mention", "offset": 0, "length": 3, "user": _USER}
    yield {"text": f"my name is {CANARY}"}
    yield {"text": DISTRESS}
    yield {"text": f"{CANARY} {_PHONE}\n" * 90}
    yield command(f"/start {CANARY}")
    yield command(f"/start class-{CANARY}!")
    yield command(f"/{CANARY}")
    yield command(f"/help {CANARY}")
    yield {"text": f"he said {CANARY}", "forward_origin": origin}
    yield {"text": f"and {CANARY}", "forward_origin": {"type": "user", "date": 1, "sender_user": _USER}}
    yield {"text": f"as {CANARY}", "quote": {"text": f"{CANARY} quoted", "position": 0}}
    yield {"text": f"see {CANARY}", "entities": [mention]}


def _things() -> Iterator[dict[str, Any]]:
    yield {"contact": {"phone_number": _PHONE, "first_name": f"{CANARY} contact", "vcard": f"N:{CANARY}"}}
    yield {"location": _PLACE}
    yield {"venue": {"location": _PLACE, "title": f"{CANARY} school", "address": f"{CANARY} street"}}
    yield {"poll": _poll()}
    yield {"dice": {"emoji": "🎲", "value": 3}}
    yield {"hologram": {"of": CANARY}}
    yield {"new_chat_title": CANARY}


def _files() -> Iterator[dict[str, Any]]:
    how = {"type": "regular", "is_animated": False, "is_video": False}
    yield {"sticker": {**_FILE, **_SHAPE, **how, "set_name": CANARY}}
    yield {"photo": [{**_FILE, **_SHAPE}], "caption": f"{CANARY} in a picture"}
    yield {"document": {**_FILE, "file_name": f"{CANARY}.pdf"}, "caption": CANARY}
    yield {"audio": {**_FILE, "duration": 1, "performer": CANARY, "title": CANARY}}
    yield {"voice": {**_FILE, "duration": 1}, "caption": CANARY}
    yield {"video": {**_FILE, **_SHAPE, "file_name": CANARY}, "caption": CANARY}
    yield {"video_note": {**_FILE, "length": 8, "duration": 1}}
    yield {"animation": {**_FILE, **_SHAPE, "file_name": CANARY}}


def _poll() -> dict[str, Any]:
    return {
        "id": "7",
        "question": f"{CANARY}?",
        "options": [{"text": CANARY, "voter_count": 0, "persistent_id": "1"}],
        "total_voter_count": 0,
        "is_closed": False,
        "is_anonymous": True,
        "type": "regular",
        "allows_multiple_answers": False,
    }


async def says(sim: Simulator, person: Person, content: Mapping[str, Any]) -> None:
    """Send a message that tells as much of a person as Telegram can."""
    account = {"id": person.id, "is_bot": False, "language_code": "en", **_NAMES}
    chat = {"type": "private", "id": person.id, **_NAMES}
    written = {"message_id": 77, "date": sim.clock.timestamp(), "chat": chat, "from": account, **content}
    await acknowledged(sim.queue.add("message", written, lane=f"chat {person.id}"), PATIENCE)


async def taps_forgeries(person: Person) -> None:
    for data in (f"as:{CANARY}", CANARY, f"tj:{CANARY}:", f"{CANARY}:1", f"ac:{CANARY}"):
        await person.taps_data(data)


async def ask(settings: Settings, path: str) -> bytes:
    async with (
        aiohttp.ClientSession() as session,
        session.get(f"http://{settings.private_listen}{path}") as answer,
    ):
        return await answer.read()


def shown(person: Person) -> str:
    """Return everything the bot showed: texts, buttons, toasts."""
    labels = [label for message in person.messages if message.from_bot for label in message.labels]
    return "\n".join([*from_bot(person), *labels, person.toast or ""])


def documents(person: Person) -> bytes:
    """Return the files the bot sent."""
    files = [message.document for message in person.messages if message.from_bot]
    return b"\n".join(file.content + file.name.encode() for file in files if file is not None)


async def looked_at(settings: Settings, log: Log, folder: Path) -> dict[str, bytes]:
    """Return what is left behind by a bot that runs, by where it is."""
    ledger = Ledger(settings)
    backup = folder / f"{len(log.getvalue())}.db"
    back_up(settings.database_url.get_secret_value(), backup)
    return {
        "database": ledger.files(),
        "backup": backup.read_bytes(),
        "log": log.getvalue().encode(),
        "metrics": await ask(settings, "/metrics"),
        "readyz": await ask(settings, "/readyz"),
    }


def found(kept: Mapping[str, bytes], words: tuple[str, ...]) -> list[str]:
    """Name the places that hold one of the words, in whatever case or escaped as JSON has it."""
    spellings = {word: _spellings(word) for word in words}
    return [
        f"{place}: {word}"
        for place, content in kept.items()
        for word, spelled in spellings.items()
        if re.search(spelled, content, re.IGNORECASE)
    ]


def _spellings(word: str) -> bytes:
    wide = (word.encode(code) for code in ("utf-8", "utf-16-le", "utf-16-be"))
    return b"|".join(map(re.escape, wide))
