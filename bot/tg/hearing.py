"""Hear distress in whatever a person wrote, before anything else is done with it."""

import asyncio

import structlog

from bot.app import Said
from bot.domain.pin import digits
from bot.domain.safe_words import Called, SafeWords
from bot.domain.safeguarding import NOTHING, Ear, Heard, Severity
from bot.tg.incoming import Commanded, Tapped, Wish

log = structlog.get_logger(__name__)
_SECONDS = 1.0
_UNSURE = Heard(kind=None, severity=Severity.URGENT, matched="fault")


async def hear(ear: Ear, wish: Wish, *, locale: str) -> Heard:
    """Listen; where the ear fails or takes too long, it counts as distress: help harms nobody."""
    text = _written(wish)
    if not text:
        return NOTHING
    try:
        return await asyncio.wait_for(asyncio.to_thread(ear.hear, text, locale), _SECONDS)
    except Exception as error:  # noqa: BLE001 (whatever it is, somebody may need help)
        log.error("the ear failed", reason=type(error).__name__)  # noqa: TRY400 (a trace may hold the words)
        return _UNSURE


def called(words: SafeWords, wish: Wish) -> Called | None:
    """Tell what goes before all else, even without the database: everybody's words, and hiding."""
    match wish:
        case Said(text=str(text)):
            return words.find(text)
        case Commanded(name="hide") | Tapped(data="hx"):
            return Called.HIDE
        case _:
            return None


def _written(wish: Wish) -> str | None:
    match wish:
        case Said(text=text):
            return None if digits(text) else text  # a PIN is for nobody's ears
        case Commanded(name="start", argument=argument) if " " not in argument:
            return None  # the payload of a link
        case Commanded(name=name, argument=argument) if argument:
            return f"{name} {argument}"
        case _:
            return None
