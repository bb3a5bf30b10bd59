"""What a tap, a command or a link can mean.

Every action is a frozen dataclass of ids, numbers and enum members, so that it packs into a button
(`bot/tg/callback_data.py`) and means the same after a restart, a week or a deployment. Actions are absolute
("show card 3 of lesson x", never "next"), which makes a second tap harmless.
"""

from dataclasses import dataclass
from typing import ClassVar


class Action:
    """Mark a dataclass as something a person can ask for."""

    __slots__ = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Lead out of the chat to a web page (https only) or a Telegram deep link."""

    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """Put words on the clipboard, to be pasted into another chat; Telegram takes 256 characters."""

    LIMIT: ClassVar[int] = 256

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ShowMenu(Action):
    """Show the main menu."""
