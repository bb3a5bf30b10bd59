"""From source sentences to the reader's language."""

import datetime as dt
import hashlib
import logging
from collections.abc import Callable
from functools import lru_cache
from gettext import NullTranslations
from zoneinfo import ZoneInfo

from markupsafe import Markup, escape

from bot.domain.text import Text
from bot.i18n.bidi import embed, inline, isolate
from bot.i18n.formats import formats
from bot.i18n.parts import Part, part_of
from bot.i18n.placeholders import BrokenPlaceholderError, fill

_log = logging.getLogger(__name__)

Value = str | int | float
"""What fills a placeholder: a `Markup` stays, a `str` is escaped and isolated, numbers use local digits."""


class Translator:
    """Speak one language, and teach in another where the first has no lessons.

    A missing or broken translation falls back to English for that sentence only.
    """

    def __init__(
        self, locale: str, strings: NullTranslations | None = None, *, lessons: "Translator | None" = None
    ) -> None:
        """Take a BCP 47 tag, its strings (None: the source language) and who teaches (None: this one)."""
        self.locale = locale
        self.lesson_locale = lessons.locale if lessons else locale
        self._lessons = lessons
        self._strings = strings or NullTranslations()
        self._formats = formats(locale)
        self.is_rtl = self._formats.is_rtl

    def __call__(self, source: str, /, **values: Value) -> Markup:
        """Translate a sentence of the interface."""
        return self._markup(source, self._strings.gettext(source), values)

    def plural(self, one: str, many: str, count: int, /, **values: Value) -> Markup:
        """Translate a sentence that depends on a number, which it may show as `{count}`."""
        source = one if count == 1 else many
        return self._markup(source, self._strings.ngettext(one, many, count), {"count": count, **values})

    def text(self, text: Text, /, **values: Value) -> Markup:
        """Translate a sentence of the content."""
        if self._lessons and part_of(text.context) is Part.TEACHING:
            # Safe: the lessons' translator escaped it.
            return Markup(embed(self._lessons.text(text, **values), reader_is_rtl=self.is_rtl))  # noqa: S704
        return self._markup(text.source, self._strings.pgettext(text.context, text.source), values)

    def label(self, source: str, /, **values: Value) -> str:
        """Translate a button label or a toast, which are plain text."""
        return self._plain(source, self._strings.gettext(source), values)

    def plural_label(self, one: str, many: str, count: int, /, **values: Value) -> str:
        """Translate a label that depends on a number."""
        source = one if count == 1 else many
        return self._plain(source, self._strings.ngettext(one, many, count), {"count": count, **values})

    def label_text(self, text: Text, /, **values: Value) -> str:
        """Translate a sentence of the content as plain text."""
        if self._lessons and part_of(text.context) is Part.TEACHING:
            return self._lessons.label_text(text, **values)
        return self._plain(text.source, self._strings.pgettext(text.context, text.source), values)

    def teaching_in(self, lessons: "Translator") -> "Translator":
        """Return one who speaks this language and teaches in another."""
        return Translator(self.locale, self._strings, lessons=lessons)

    def number(self, number: float) -> str:
        """Write a number."""
        return self._formats.number(number)

    def date(self, day: dt.date) -> str:
        """Write a day."""
        return self._formats.date(day)

    def weekday(self, day: dt.date) -> str:
        """Name the day of the week."""
        return self._formats.weekday(day)

    def time(self, clock: dt.time) -> str:
        """Write a time of day."""
        return self._formats.time(clock)

    def moment(self, moment: dt.datetime, zone: str | ZoneInfo) -> str:
        """Write an instant on the wall clock of a zone."""
        return self._formats.moment(moment, zone)

    def country(self, code: str) -> str:
        """Name a country."""
        return self._formats.country(code)

    def language(self, tag: str) -> str:
        """Name a language."""
        return self._formats.language(tag)

    def _markup(self, source: str, translation: str, values: dict[str, Value]) -> Markup:
        shown = {name: str(escape(self._shown(value))) for name, value in values.items()}
        # Safe: the sentence and every value went through escape().
        return Markup(self._fill(source, translation, shown, _escaped))  # noqa: S704

    def _plain(self, source: str, translation: str, values: dict[str, Value]) -> str:
        shown = {name: self._shown(value) for name, value in values.items()}
        plain = {name: v.unescape() if isinstance(v, Markup) else v for name, v in shown.items()}
        return self._fill(source, translation, plain, str)

    def _shown(self, value: Value) -> str:
        if isinstance(value, Markup):
            return inline(value)
        if isinstance(value, str):
            return isolate(value, reader_is_rtl=self.is_rtl)
        return self.number(value)

    def _fill(
        self, source: str, translation: str, values: dict[str, str], dress: Callable[[str], str]
    ) -> str:
        for sentence in (translation, source):
            try:
                return fill(dress(sentence), values)
            except BrokenPlaceholderError:
                # Never the words: the digest finds the sentence again.
                _log.warning("broken placeholder in %s of sentence %s", self.locale, digest(source))
        return dress(source)


@lru_cache(maxsize=8192)
def _escaped(sentence: str) -> str:
    return str(escape(sentence))


def digest(source: str) -> str:
    """Return the short name under which a sentence stands in the log."""
    return hashlib.sha256(source.encode()).hexdigest()[:12]
