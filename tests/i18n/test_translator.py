# ruff: noqa: RUF001 - digits that look like letters are the point
import logging
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from bot.domain.text import Text
from bot.i18n.bidi import FIRST_STRONG_ISOLATE as FSI
from bot.i18n.bidi import POP_ISOLATE as PDI
from bot.i18n.checks import forms
from bot.i18n.locales import SERVED, Translators, load_translators
from bot.i18n.strings import compile_strings, po_path, read_catalog
from bot.i18n.translator import Translator, digest

Speak = Callable[[str, str], Translators]

ENGLISH = Translators({})("en")
ARABIC = Translator("ar")


def test_a_sentence_is_translated_and_its_values_are_escaped(speak: Speak) -> None:
    t = speak("es", 'msgid "Hello, {name}."\nmsgstr "Hola, {name}."\n')("es")
    assert t("Hello, {name}.", name="<Ana & Co>") == Markup("Hola, &lt;Ana &amp; Co&gt;.")


def test_the_sentence_itself_is_escaped_too() -> None:
    assert ENGLISH("Tips & <tricks>") == Markup("Tips &amp; &lt;tricks&gt;")


def test_markup_values_stay() -> None:
    assert ENGLISH("See {link}.", link=Markup("<b>here</b>")) == Markup("See <b>here</b>.")


def test_the_same_words_in_two_places_are_two_translations(speak: Speak) -> None:
    t = speak(
        "es", 'msgctxt "a"\nmsgid "Stop"\nmsgstr "Detente"\n\nmsgctxt "b"\nmsgid "Stop"\nmsgstr "Parada"\n'
    )("es")
    assert (t.text(Text("a", "Stop")), t.text(Text("b", "Stop"))) == (Markup("Detente"), Markup("Parada"))
    assert t.label_text(Text("c", "Stop")) == "Stop"


@pytest.mark.parametrize(
    "entry",
    [
        "",
        'msgid "Hello"\nmsgstr ""\n',
        '#, fuzzy\nmsgid "Hello"\nmsgstr "Adiós"\n',
    ],
)
def test_what_is_missing_empty_or_stale_stays_english(speak: Speak, entry: str) -> None:
    assert speak("es", entry)("es")("Hello") == Markup("Hello")


def test_a_half_translated_plural_stays_english(speak: Speak) -> None:
    t = speak("es", 'msgid "one"\nmsgid_plural "many"\nmsgstr[0] "uno"\nmsgstr[1] ""\n')("es")
    assert t.plural("one", "many", 1) == Markup("one")


@pytest.mark.parametrize("translation", ["Hola, {nombre}.", "Hola, {name.", "Hola, {name!r}.", "Hola, {}."])
def test_a_broken_placeholder_shows_english_and_is_logged_by_digest(
    speak: Speak, caplog: pytest.LogCaptureFixture, translation: str
) -> None:
    t = speak("es", f'msgid "Hello, {{name}}."\nmsgstr "{translation}"\n')("es")
    with caplog.at_level(logging.WARNING):
        assert t("Hello, {name}.", name="Ana") == Markup("Hello, Ana.")
    assert digest("Hello, {name}.") in caplog.text
    assert "Ana" not in caplog.text
    assert "Hello" not in caplog.text


def test_even_a_broken_source_never_raises() -> None:
    assert ENGLISH("Hello, {name} & {", other="x") == Markup("Hello, {name} &amp; {")


def test_attributes_cannot_be_reached() -> None:
    assert ENGLISH("{name.__class__}", name="x") == Markup("{name.__class__}")


def test_doubled_braces_are_braces() -> None:
    assert ENGLISH.label("{{name}} is {name}", name="Ana") == "{name} is Ana"


def test_labels_are_plain_text() -> None:
    assert ENGLISH.label("Q & A with {who}", who=Markup("<b>&amp;</b>")) == "Q & A with <b>&</b>"


def test_numbers_take_the_readers_digits() -> None:
    assert Translator("ne")("{count} left", count=12) == Markup("१२ left")
    assert ARABIC("{count} left", count=12) == Markup("١٢ left")


def test_english_plurals() -> None:
    assert [ENGLISH.plural("{count} card", "{count} cards", n) for n in (0, 1, 2)] == [
        Markup("0 cards"),
        Markup("1 card"),
        Markup("2 cards"),
    ]


def test_nepali_has_two_plural_forms(speak: Speak) -> None:
    t = speak(
        "ne", 'msgid "{count} day"\nmsgid_plural "{count} days"\nmsgstr[0] "एक"\nmsgstr[1] "{count} धेरै"\n'
    )("ne")
    assert [t.plural_label("{count} day", "{count} days", n) for n in (1, 2, 0)] == ["एक", "२ धेरै", "० धेरै"]


def test_arabic_has_six_plural_forms(speak: Speak) -> None:
    strings = "".join(
        f'msgstr[{i}] "{w}"\n' for i, w in enumerate(["zero", "one", "two", "few", "many", "other"])
    )
    t = speak("ar", f'msgid "day"\nmsgid_plural "days"\n{strings}')("ar")
    numbers = (0, 1, 2, 3, 10, 11, 26, 99, 100, 101, 102, 103, 111)
    assert [t.plural_label("day", "days", n) for n in numbers] == [
        "zero", "one", "two", "few", "few", "many", "many", "many", "other", "other", "other", "few", "many",
    ]  # fmt: skip
    assert forms("ar")[1] == (1,)


def test_english_tests_read_naturally_but_a_turning_name_is_kept_apart() -> None:
    assert ENGLISH("Hi {name}!", name="Ana") == Markup("Hi Ana!")
    assert ENGLISH("Hi {name}!", name="علي") == Markup("Hi \u2068علي\u2069!")
    assert ARABIC("Hi {name}!", name="Ana") == Markup("Hi \u2068Ana\u2069!")


CONTROLS = dict.fromkeys(map(ord, "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"))
HOSTILE = st.text(st.sampled_from("<>&{}\"'ab علي\u202e\u2066\u2067\u2068\u2069\u202a\u202c\u200f\n"))


@given(st.sampled_from(sorted(SERVED)), HOSTILE | st.text(), HOSTILE)
def test_any_value_in_any_place_gives_valid_text(tag: str, first: str, second: str) -> None:
    shown = Translator(tag)("{a} & {b}, {a}", a=first, b=second)
    assert "<" not in shown
    assert ">" not in shown
    clean = [value.translate(CONTROLS) for value in (first, second)]
    assert shown.unescape().replace(FSI, "").replace(PDI, "") == f"{clean[0]} & {clean[1]}, {clean[0]}"
    assert shown.count(FSI) == shown.count(PDI)


@given(st.text(), st.text())
def test_no_template_ever_raises(template: str, value: str) -> None:
    assert isinstance(ENGLISH(template, name=value), Markup)
    assert isinstance(ENGLISH.label(template, name=value), str)


def test_a_newer_compiled_file_is_read_instead_of_its_source(speak: Speak, tmp_path: Path) -> None:
    speak("es", 'msgid "Hello"\nmsgstr "Hola"\n')
    source = po_path(tmp_path, "es")
    compiled = source.with_suffix(".mo")
    compiled.write_bytes(compile_strings(read_catalog(source)))
    source.write_text("not a PO file", encoding="utf-8")
    os.utime(source, (1, 1))
    assert load_translators(tmp_path)("es")("Hello") == Markup("Hola")


def test_a_changed_source_wins_over_an_older_compiled_file(speak: Speak, tmp_path: Path) -> None:
    speak("es", 'msgid "Hello"\nmsgstr "Hola"\n')
    compiled = po_path(tmp_path, "es").with_suffix(".mo")
    compiled.write_bytes(b"old")
    os.utime(compiled, (1, 1))
    assert load_translators(tmp_path)("es")("Hello") == Markup("Hola")
