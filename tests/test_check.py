import shutil
from datetime import date
from pathlib import Path

import pytest

from bot.check import check, check_translations
from bot.content.problem import Severity
from bot.content.translation_rules import check_translation, load_locale_rules
from bot.folders import shared_folder

CONTENT, LOCALES = shared_folder("content"), shared_folder("locales")
TODAY = date(2026, 11, 22)


def complaints(source: str, translation: str, locale: str) -> list[str]:
    rules = load_locale_rules(CONTENT, locale)
    return [each.problem for each in check_translation(source, translation, rules=rules)]


def test_what_ships_has_no_errors() -> None:
    assert [str(each) for each in check(CONTENT, LOCALES, TODAY) if each.severity is Severity.ERROR] == []


@pytest.mark.parametrize(
    ("locale", "source", "translation", "problem"),
    [
        ("es", "Tell an adult.", "Tell an adult.", "still English"),
        ("ar", "Settings", "Settings", "still English"),
        ("ne", "Tell an adult you trust.", "Tell an adult लाई भन।", "“Tell an adult” stands here"),
        ("ar", "Tell {name}.", "أخبر friends من {name}.", "“friends” stands here"),
        ("es", "It hurts.", "Esto es pornografía infantil.", "is not used here"),
        ("ne", "It hurts.", "यो तिम्रै गल्ती हो।", "blames"),
        ("es", "Go on.", "uno " * 27 + "fin.", "28 words"),
        ("ne", "Go on.", "क" * 30, "30 letters"),
    ],
)
def test_a_seeded_fault_is_found(locale: str, source: str, translation: str, problem: str) -> None:
    assert any(problem in each for each in complaints(source, translation, locale))


@pytest.mark.parametrize(
    ("locale", "source", "translation"),
    [
        ("es", "Take It Down", "Take It Down"),
        ("es", "No", "No"),
        ("es", "{city}, {country}", "{city}, {country}"),
        ("ne", "Open Telegram.", "Telegram खोल।"),
        ("ne", "Choose “My Contacts”.", "“My Contacts” छान।"),
        ("ne", "Open Settings, then Privacy and Security.", "Settings खोल, अनि Privacy and Security।"),
        ("ar", "Hello, {name}.", "مرحبًا {name}."),
    ],
)
def test_names_and_labels_of_apps_stay(locale: str, source: str, translation: str) -> None:
    assert complaints(source, translation, locale) == []


def test_a_problem_tells_file_line_and_sentence_and_orphans_are_found(tmp_path: Path) -> None:
    path = tmp_path / "es" / "LC_MESSAGES" / "messages.po"
    shutil.copytree(LOCALES / "es" / "LC_MESSAGES", path.parent)
    text = path.read_text(encoding="utf-8")
    lines = ['msgctxt "lesson/gone/title"', 'msgid "Gone"', 'msgstr "Calma. ¡Alerta urgente!"']
    path.write_text(text + "\n" + "\n".join(lines) + "\n", encoding="utf-8")
    number = path.read_text(encoding="utf-8").splitlines().index(lines[1]) + 1
    orphan, alarm = check_translations(CONTENT, tmp_path)
    assert str(orphan).startswith(
        f"{path}:{orphan.line}: error: Nothing in the content is called `lesson/gone/title`"
    )
    assert abs(orphan.line - number) <= 1
    assert str(alarm).endswith("In: “¡Alerta urgente!”")


def test_content_that_cannot_be_read_is_told_once(tmp_path: Path) -> None:
    shutil.copytree(CONTENT, tmp_path, dirs_exist_ok=True)
    (tmp_path / "units.yaml").write_text("units: no", encoding="utf-8")
    assert check_translations(tmp_path, LOCALES) == []
    assert check(tmp_path, LOCALES, TODAY)
