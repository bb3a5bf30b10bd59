import gettext
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

import bot
from bot.domain.learner import Learner, LearnerId, Step
from bot.domain.text import Text
from bot.i18n.bidi import embed, inline
from bot.i18n.locales import SERVED, Translators, load_translators, negotiate
from bot.i18n.translator import Translator


@pytest.mark.parametrize(
    ("code", "tag"),
    [
        (None, "en"),
        ("", "en"),
        ("en", "en"),
        ("en-GB", "en"),
        ("es-419", "es"),
        ("es_MX", "es"),
        ("ES", "es"),
        ("ca", "es"),
        ("ne", "ne"),
        ("ne-NP", "ne"),
        ("mai", "ne"),
        ("ar", "ar"),
        ("ar-EG", "ar"),
        ("arz", "ar"),
        ("pt-BR", "pt-BR"),
        ("pt_br", "pt-BR"),
        ("pt", "pt-BR"),
        ("pt-PT", "pt-BR"),
        ("kea", "pt-BR"),
        ("fr-CA", "fr"),
        ("br", "fr"),
        ("oc", "fr"),
        ("hi-IN", "hi"),
        ("bho", "hi"),
        ("mr", "en"),
        ("ur", "en"),
        ("de-AT", "de"),
        ("gsw", "de"),
        ("vi", "vi"),
        ("id", "id"),
        ("ms", "id"),
        ("jv", "id"),
        ("su", "id"),
        ("km-KH", "km"),
        ("lo", "en"),
        ("sw", "sw"),
        ("swc", "sw"),
        ("rw", "en"),
        ("tlh", "en"),
        ("-", "en"),
        ("x" * 500, "en"),
    ],
)
def test_the_nearest_served_language_is_chosen(code: str | None, tag: str) -> None:
    assert negotiate(code) == tag


def test_every_language_goes_by_its_own_name() -> None:
    assert [served.own_name for served in SERVED.values()] == [
        "English",
        "नेपाली",
        "Español",
        "العربية",
        "Português (Brasil)",
        "Français",
        "हिन्दी",
        "Deutsch",
        "Tiếng Việt",
        "Bahasa Indonesia",
        "ខ្មែរ",
        "Kiswahili",
    ]


def test_translators_are_there_even_without_files(tmp_path: Path) -> None:
    translators = load_translators(tmp_path)
    assert translators.tags == tuple(SERVED)
    assert [translators(tag).locale for tag in ("ar", "ar-EG", "xx", None)] == ["ar", "ar", "en", "en"]
    assert [translators(tag).is_rtl for tag in ("ar", "ne")] == [True, False]


_ONE_SIDED = re.compile(r"translators\([a-z._]*learner\.locale")
TITLE, UNIT = Text("lesson/a/title", "Stop first"), Text("unit/a/title", "Begin")


class Said(gettext.NullTranslations):
    """Answer every sentence with one word."""

    def __init__(self, word: str) -> None:
        super().__init__()
        self.word = word

    def gettext(self, message: str) -> str:
        return f"{self.word}: {message}"

    def pgettext(self, context: str, message: str) -> str:
        assert context
        return self.gettext(message)


def speaking(**words: str) -> Translators:
    return Translators({tag: Translator(tag, Said(word)) for tag, word in words.items()})


FOUR = speaking(es="ES", ar="عر", hi="HI", ne="NE")


def a_learner(locale: str, lesson_locale: str | None = None) -> Learner:
    return Learner(
        id=LearnerId(1),
        chat_id=1,
        locale=locale,
        lesson_locale=lesson_locale,
        step=Step.DONE,
        joined_at=datetime(2026, 11, 22, tzinfo=UTC),
    )


@pytest.mark.parametrize(
    ("learner", "interface", "teaching"),
    [
        (a_learner("en"), "Menu", "Stop first"),
        (a_learner("es"), "ES: Menu", "ES: Stop first"),
        (a_learner("es", "ne"), "ES: Menu", "ES: Stop first"),
        (a_learner("hi"), "HI: Menu", "Stop first"),
        (a_learner("hi", "es"), "HI: Menu", "ES: Stop first"),
        (a_learner("hi", "hi"), "HI: Menu", "Stop first"),
        (a_learner("hi", "xx"), "HI: Menu", "Stop first"),
        (a_learner("xx", "es"), "Menu", "Stop first"),
    ],
)
def test_the_interface_is_the_readers_and_lessons_fall_back(
    learner: Learner, interface: str, teaching: str
) -> None:
    t = FOUR.of(learner)
    assert (t("Menu"), t.text(TITLE), t.label_text(TITLE)) == (interface, teaching, teaching)


def test_names_of_units_are_the_interfaces() -> None:
    t = FOUR.of(a_learner("hi", "es"))
    assert (t.text(UNIT), t.label_text(UNIT), t.lesson_locale) == ("HI: Begin", "HI: Begin", "es")


def test_a_pair_is_made_once() -> None:
    assert FOUR("hi", "es") is FOUR("hi", "es")


def test_some_readers_have_a_nearer_language_of_lessons_than_english() -> None:
    translators = speaking(es="ES", **{"pt-BR": "PT"})
    assert translators.lessons_for("pt-BR") == ("es", "en")
    assert translators("pt-BR").lesson_locale == "es"


def test_a_stored_language_that_is_not_served_becomes_the_nearest() -> None:
    translators = Translators({"es": Translator("es")})
    assert [translators(tag).locale for tag in ("qu", "pt-BR", "hi")] == ["es", "en", "en"]
    assert translators.negotiate("hi") == "en"


def test_arabic_lessons_in_a_left_to_right_interface_keep_their_direction() -> None:
    t = FOUR("hi", "ar")
    assert t.text(TITLE) == "\u200f\u2067عر: Stop first\u2069"
    assert t("Next: {title}", title=t.text(TITLE)) == "HI: Next: \u2067عر: Stop first\u2069"
    assert t("Next: {title}", title=t.label_text(TITLE)) == "HI: Next: \u2068عر: Stop first\u2069"


def test_only_lines_against_the_readers_direction_are_wrapped() -> None:
    assert embed("abc\n\n٣\nعربي", reader_is_rtl=False) == "abc\n\n٣\n\u200f\u2067عربي\u2069"
    assert embed("abc\nعربي", reader_is_rtl=True) == "\u200e\u2066abc\u2069\nعربي"
    assert inline("abc") == "abc"


def test_no_translator_is_made_from_a_learners_locale_alone() -> None:
    files = Path(bot.__file__).parent.rglob("*.py")
    assert not [file for file in files if _ONE_SIDED.search(file.read_text(encoding="utf-8"))]
