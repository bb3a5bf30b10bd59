import pytest

from bot.i18n.checks import Fault, faults, problems, source_faults
from bot.i18n.po import FUZZY, Entry, PoFile
from bot.i18n.translator import digest

ROOM = frozenset({"max-length:32"})


@pytest.mark.parametrize(
    ("source", "translation", "problem"),
    [
        ("Hi {name}", "Hola {nombre}", "unknown placeholder {nombre}"),
        ("Hi {name}", "Hola", "missing placeholder {name}"),
        ("Hi {name}", "Hola {name", "stray brace"),
        ("Hi {name}", "Hola {name!r}", "stray brace"),
        ("Hi", "<b>Hola</b>", "markup"),
        ("Hi", "Hola ", "space or line break"),
        ("Hi", "\u202bHola", "bidirectional"),
        ("Hi\n\nyou", "Hola tú", "paragraphs"),
    ],
)
def test_a_fault_is_found(source: str, translation: str, problem: str) -> None:
    assert problem in " ".join(problems(Entry(source=source, translations=(translation,)), tag="es"))


@pytest.mark.parametrize(
    ("source", "translation"),
    [
        ("Hi {name}", "Hola, {name}"),
        ("{{x}}", "{{y}}"),
        ("5 < 6", "5 < 6"),
        ("Hi", "Hola"),
        ("Hi\n\nyou", "Hola\n\ntú"),
    ],
)
def test_good_translations_are_left_in_peace(source: str, translation: str) -> None:
    assert list(problems(Entry(source=source, translations=(translation,)), tag="es")) == []


def test_a_label_must_fit_its_button() -> None:
    entry = Entry(source="Menu", translations=("M" * 33,), flags=ROOM)
    assert list(problems(entry, tag="es")) == ["33 characters; there is room for 32."]


def test_only_the_form_for_one_number_may_leave_the_number_out() -> None:
    entry = Entry(source="{count} day", plural="{count} days", translations=("un día", "{count} días"))
    assert list(problems(entry, tag="es")) == []
    entry = Entry(source="{count} day", plural="{count} days", translations=("un día", "días"))
    assert list(problems(entry, tag="es")) == ["missing placeholder {count}."]


def test_every_plural_form_is_needed() -> None:
    entry = Entry(source="{count} day", plural="{count} days", translations=("{count}", "{count}"))
    assert list(problems(entry, tag="ar")) == ["the language needs 6 plural forms."]
    entry = Entry(source="a", plural="b", translations=("x", ""))
    assert list(problems(entry, tag="es")) == ["a plural form is empty; fill every form."]


def test_stale_and_missing_translations_are_not_judged() -> None:
    entries = (Entry(source="{a}"), Entry(source="{a}", translations=("x",), flags=frozenset({FUZZY})))
    assert list(faults(PoFile(header="", entries=entries), tag="es")) == []


@pytest.mark.parametrize("source", ["<b>Hi</b>", "Hi 👋", "Hi {"])
def test_the_source_is_judged_too(source: str) -> None:
    assert len(list(source_faults(PoFile(header="", entries=(Entry(source=source),))))) == 1


def test_a_source_label_must_fit_too() -> None:
    pot = PoFile(header="", entries=(Entry(source="M" * 33, flags=ROOM),))
    assert [fault.problem for fault in source_faults(pot)] == ["the source is longer than 32 characters."]


def test_a_fault_names_the_digest_that_stands_in_the_log() -> None:
    fault = Fault(entry=Entry(source="Hi {name}", context="lesson/a"), problem="wrong.")
    assert str(fault) == f"[lesson/a] “Hi {{name}}” ({digest('Hi {name}')}): wrong."
