from pathlib import Path

import pytest

from bot.i18n.locales import SERVED, load_translators, negotiate


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
