from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.i18n.locales import SERVED
from bot.i18n.po import DRAFT, Entry, PoFile, new_header, write
from bot.i18n.serving import offers, serving
from bot.i18n.strings import po_path
from bot.settings import Serve


@dataclass(frozen=True)
class State:
    """Say how far a language has come: which of its two sentences are translated, which are drafts."""

    interface: str
    teaching: str = ""


READ, DRAFTED, MISSING = "read", "drafted", ""


def a_language(folder: Path, tag: str, state: State) -> None:
    write(
        po_path(folder, tag),
        PoFile(
            header=new_header(tag),
            entries=(an_entry(None, state.interface), an_entry("lesson/a", state.teaching)),
        ),
    )


def an_entry(context: str | None, state: str) -> Entry:
    notes = (DRAFT,) if state == DRAFTED else ()
    return Entry(source="Menu", context=context, translations=("X" if state else "",), notes=notes)


def decided(folder: Path, tag: str) -> tuple[bool, bool]:
    offer = next(offer for offer in offers(folder, Serve.REVIEWED) if offer.tag == tag)
    assert offer.reason
    return offer.is_served, offer.has_lessons


@pytest.mark.parametrize(
    ("tag", "state", "served", "lessons"),
    [
        ("es", State(READ, READ), True, True),
        ("es", State(READ, DRAFTED), True, False),
        ("es", State(READ, MISSING), True, False),
        ("es", State(DRAFTED, READ), False, False),
        ("es", State(MISSING, MISSING), False, False),
        ("fr", State(READ), True, False),
        ("fr", State(READ, DRAFTED), True, False),
        ("fr", State(DRAFTED), False, False),
    ],
)
def test_only_what_a_person_has_read_is_offered(
    tmp_path: Path, tag: str, state: State, *, served: bool, lessons: bool
) -> None:
    a_language(tmp_path, tag, state)
    assert decided(tmp_path, tag) == (served, lessons)


def test_english_is_always_there(tmp_path: Path) -> None:
    translators = serving(tmp_path, Serve.REVIEWED)
    assert (translators.tags, translators.lesson_tags) == (("en",), ("en",))
    assert translators("hi", "es").locale == "en"


def test_lessons_that_nobody_has_read_come_in_another_language(tmp_path: Path) -> None:
    a_language(tmp_path, "es", State(READ, DRAFTED))
    a_language(tmp_path, "ne", State(READ, READ))
    translators = serving(tmp_path, Serve.REVIEWED)
    assert (translators.tags, translators.lesson_tags) == (("en", "ne", "es"), ("en", "ne"))
    assert translators("es", "ne").lesson_locale == "ne"


def test_all_are_offered_unless_told_otherwise(tmp_path: Path) -> None:
    translators = serving(tmp_path, Serve.ALL)
    assert translators.tags == tuple(SERVED)
    assert translators.lesson_tags == ("en", "ne", "es", "ar")
