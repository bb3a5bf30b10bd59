"""The languages we serve, and which of them suits a person."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from babel import Locale

from bot.i18n.strings import load_strings
from bot.i18n.translator import Translator

SOURCE = "en"


@dataclass(frozen=True, slots=True, kw_only=True)
class Served:
    """Describe a served language; `countries` are where many of its readers live, offered before the rest."""

    tag: str
    own_name: str
    countries: tuple[str, ...] = ()


def _served(tag: str, *countries: str) -> Served:
    name = Locale.parse(tag).get_display_name(tag) or tag
    return Served(tag=tag, own_name=name[:1].upper() + name[1:], countries=countries)


SERVED: Mapping[str, Served] = {
    served.tag: served
    for served in (
        _served("en", "NP", "IN", "GB", "US", "KE", "ZA", "PH", "AU"),
        _served("ne", "NP", "IN"),
        _served("es", "CO", "PE", "MX", "EC", "CR", "DO", "CL", "ES"),
        _served("ar", "EG", "JO", "MA", "AE", "SA", "IQ"),
    )
}

# Telegram tells these; their readers mostly went to school in the language on the right.
_NEAREST = {
    "arz": "ar", "apc": "ar", "ary": "ar", "ay": "es", "ca": "es", "eu": "es", "gl": "es", "gn": "es",
    "mai": "ne", "new": "ne", "qu": "es",
}  # fmt: skip


def negotiate(language_code: str | None) -> str:
    """Return the served tag nearest to what Telegram tells about a person."""
    language = (language_code or SOURCE).replace("_", "-").lower().split("-")[0]
    language = _NEAREST.get(language, language)
    return language if language in SERVED else SOURCE


class Translators:
    """Hold one translator per served language."""

    def __init__(self, by_tag: Mapping[str, Translator]) -> None:
        """Take translators by tag; the source language is always among them."""
        self._by_tag = {SOURCE: Translator(SOURCE), **by_tag}

    def __call__(self, tag: str | None) -> Translator:
        """Return the translator for a stored or reported tag, the nearest one if that is not served."""
        return self._by_tag.get(tag or SOURCE) or self._by_tag.get(negotiate(tag)) or self._by_tag[SOURCE]

    @property
    def tags(self) -> tuple[str, ...]:
        """Return the served tags, in the order in which they are offered."""
        return tuple(self._by_tag)


def load_translators(folder: Path) -> Translators:
    """Read every served language from `<folder>/<tag>/LC_MESSAGES`."""
    return Translators({tag: Translator(tag, load_strings(folder, tag)) for tag in SERVED if tag != SOURCE})
