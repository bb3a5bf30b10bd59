"""The languages we serve, and which of them suits a person."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from babel import Locale

from bot.domain.learner import Learner
from bot.i18n.strings import load_strings
from bot.i18n.translator import Translator

SOURCE = "en"


@dataclass(frozen=True, slots=True, kw_only=True)
class Served:
    """Describe a served language; `countries` are where many of its readers live, offered before the rest.

    Where a language has no lessons yet, its interface is all it promises, and `lessons_first` is the language
    of lessons that is suggested to its readers.
    """

    tag: str
    own_name: str
    countries: tuple[str, ...] = ()
    has_lessons: bool = True
    lessons_first: str = SOURCE


def _served(tag: str, *countries: str, name: str = "") -> Served:
    name = name or Locale.parse(tag, sep="-").get_display_name() or tag
    return Served(tag=tag, own_name=name[:1].upper() + name[1:], countries=countries)


def _interface(tag: str, *countries: str, name: str = "", lessons_first: str = SOURCE) -> Served:
    served = _served(tag, *countries, name=name)
    return replace(served, has_lessons=False, lessons_first=lessons_first)


SERVED: Mapping[str, Served] = {
    served.tag: served
    for served in (
        _served("en", "NP", "IN", "GB", "US", "KE", "ZA", "PH", "AU"),
        _served("ne", "NP", "IN"),
        _served("es", "CO", "PE", "MX", "EC", "CR", "DO", "CL", "ES"),
        _served("ar", "EG", "JO", "MA", "AE", "SA", "IQ"),
        _interface("pt-BR", "BR", "PT", "AO", "MZ", "CV", lessons_first="es"),
        _interface("fr", "FR", "SN", "CI", "CM", "CD", "BE", "CA", "HT"),
        _interface("hi", "IN", "NP", "FJ", "MU"),
        _interface("de", "DE", "AT", "CH", "LU"),
        _interface("vi", "VN", "US", "AU"),
        _interface("id", "ID", "MY", "TL", name="Bahasa Indonesia"),
        _interface("km", "KH", "TH", "US"),
        _interface("sw", "TZ", "KE", "UG", "CD", "RW"),
    )
}

_WITH_LESSONS = frozenset(tag for tag, served in SERVED.items() if served.has_lessons)

# Telegram tells these; their readers mostly went to school in the language that leads, or read it with ease.
_NEAREST = {
    language: tag
    for tag, languages in {
        "ar": "arz apc ary acm ajp aeb",
        "de": "gsw lb bar nds ksh rm hsb dsb",
        "es": "ay ca eu gl gn qu an ast",
        "fr": "br oc co wa ht wo bm ln mg sg ty",
        "hi": "bho awa mag hne raj mwr bgc sa",
        "id": "ms jv su min ban ace bug mad bjn",
        "ne": "mai new",
        "pt-BR": "pt kea mwl",
        "sw": "swc swh",
    }.items()
    for language in languages.split()
}


def negotiate(language_code: str | None, tags: Collection[str] = SERVED.keys()) -> str:
    """Return the served tag nearest to what Telegram tells about a person."""
    code = (language_code or SOURCE).replace("_", "-").lower()
    language = code.partition("-")[0]
    by_code = {tag.lower(): tag for tag in tags}
    nearest = _NEAREST.get(language, SOURCE)
    return by_code.get(code) or by_code.get(language) or by_code.get(nearest.lower(), SOURCE)


class Translators:
    """Hold one translator per served language, and those who teach in another."""

    def __init__(
        self, by_tag: Mapping[str, Translator], lesson_tags: Collection[str] = _WITH_LESSONS
    ) -> None:
        """Take translators by tag, and which languages have lessons; the source language is always there."""
        self._by_tag = {SOURCE: Translator(SOURCE), **by_tag}
        self._pairs: dict[tuple[str, str], Translator] = {}
        self.lesson_tags = tuple(tag for tag in self._by_tag if tag in {SOURCE, *lesson_tags})

    def __call__(self, tag: str | None, lesson_tag: str | None = None) -> Translator:
        """Return the translator for a stored or reported tag, the nearest one if that is not served.

        Where the language has no lessons they come in the other one, or in the one we suggest.
        """
        own = self._by_tag.get(tag or SOURCE) or self._by_tag[self.negotiate(tag)]
        if own.locale in self.lesson_tags:
            return own
        taught = lesson_tag if lesson_tag in self.lesson_tags else self.lessons_for(own.locale)[0]
        pair = (own.locale, taught)
        if pair not in self._pairs:
            self._pairs[pair] = own.teaching_in(self._by_tag[taught])
        return self._pairs[pair]

    def of(self, learner: Learner) -> Translator:
        """Return the translator of a person: the one way from who they are to what they read."""
        return self(learner.locale, learner.lesson_locale)

    @property
    def tags(self) -> tuple[str, ...]:
        """Return the served tags, in the order in which they are offered."""
        return tuple(self._by_tag)

    def negotiate(self, language_code: str | None) -> str:
        """Return the nearest of the languages that are served here."""
        return negotiate(language_code, self._by_tag)

    def lessons_for(self, tag: str) -> tuple[str, ...]:
        """Return the languages that have lessons, the likeliest for a reader of `tag` first."""
        first = SERVED[tag].lessons_first if tag in SERVED else SOURCE
        return tuple(sorted(self.lesson_tags, key=lambda each: each != first))


def load_translators(
    folder: Path, tags: Collection[str] = SERVED.keys(), lesson_tags: Collection[str] = _WITH_LESSONS
) -> Translators:
    """Read languages from `<folder>/<tag>/LC_MESSAGES`."""
    read = {
        tag: Translator(tag, load_strings(folder, tag)) for tag in SERVED if tag in tags and tag != SOURCE
    }
    return Translators(read, lesson_tags)
