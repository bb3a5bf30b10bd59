"""A time of day as people type it: 18:30, 6.30 pm, 1830, and so on in any digits."""

import re
import unicodedata

from bot.domain.zones import MINUTES_A_DAY

_MORNING = ("am", "ص", "صباحا", "बिहान")
_EVENING = ("pm", "م", "مساء", "दिउँसो", "बेलुका", "साँझ")
_NOON = 12
_FILLING = re.compile(r"[\s.\u00a0\u200e\u200f\u061c\u2066-\u2069\u202a-\u202e]|बजे|الساعة|uhr|hs?\b")
_TIME = re.compile(r"(?P<hour>\d{1,2}?)(?:[:h\u066b,]?(?P<minute>\d{2}))?")


def minute_of(typed: str) -> int | None:
    """Return the minutes after midnight that somebody typed; None where it is no time of day."""
    text = _with_latin_digits(typed.casefold().strip())
    text = re.sub(r"(?<=\d)\.(?=\d)", ":", text)
    text, half = _without_half(_FILLING.sub("", text))
    found = _TIME.fullmatch(text)
    if found is None:
        return None
    hour, minute = int(found["hour"]), int(found["minute"] or 0)
    if half is not None:
        if not 1 <= hour <= _NOON:
            return None
        hour = hour % _NOON + half
    total = hour * 60 + minute
    return total if minute < 60 and total < MINUTES_A_DAY else None  # noqa: PLR2004 (minutes)


def _with_latin_digits(text: str) -> str:
    return "".join(str(unicodedata.decimal(sign, sign)) for sign in text)


def _without_half(text: str) -> tuple[str, int | None]:
    """Take the half of the day off a time; return the hours it adds, None where none was given."""
    for hours, words in ((0, _MORNING), (_NOON, _EVENING)):
        for word in words:
            for rest in (text.removesuffix(word), text.removeprefix(word)):
                if rest != text:
                    return rest, hours
    return text, None
