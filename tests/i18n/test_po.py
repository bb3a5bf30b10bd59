from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.i18n.extraction import Found
from bot.i18n.po import DRAFT, FUZZY, Entry, PoFile, new_header, read, write, written
from bot.i18n.status import status
from bot.i18n.template import template, updated

WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1) | st.just('a\n"b"\t\\ c\n')


def found(source: str, *, context: str | None = None, plural: str | None = None, line: int = 1) -> Found:
    return Found(file="bot/toy.py", line=line, source=source, context=context, plural=plural)


def translated(po: PoFile, *translations: str) -> PoFile:
    entries = (
        replace(e, translations=(t,), notes=(DRAFT,)) for e, t in zip(po.entries, translations, strict=True)
    )
    return replace(po, entries=tuple(entries))


@given(
    source=WORDS,
    translation=WORDS,
    context=WORDS | st.none(),
    previous=WORDS | st.none(),
    plural=WORDS | st.none(),
)
def test_a_file_survives_writing_and_reading(
    tmp_path_factory: pytest.TempPathFactory,
    source: str,
    translation: str,
    context: str | None,
    previous: str | None,
    plural: str | None,
) -> None:
    path = tmp_path_factory.mktemp("po") / "messages.po"
    entry = Entry(
        source=source,
        plural=plural,
        context=context,
        translations=(translation, translation) if plural else (translation,),
        files=("bot/a.py", "bot/b.py"),
        comments=("Said to a teen.",),
        notes=(DRAFT,),
        flags=frozenset({"max-length:32", FUZZY}),
        previous=previous,
    )
    po = PoFile(header=new_header("ne"), entries=(entry,))
    write(path, po)
    assert read(path) == po


def test_the_template_has_each_sentence_once_in_order_without_dates() -> None:
    pot = template([found("b", line=2), found("a", line=1), found("b", line=9)])
    assert [entry.source for entry in pot.entries] == ["a", "b"]
    assert "Date" not in written(pot)


def test_a_sentence_used_with_and_without_plural_is_one_entry() -> None:
    pot = template([found("one"), found("one", plural="many", line=2)])
    assert [(e.source, e.plural) for e in pot.entries] == [("one", "many")]


def test_an_update_keeps_translations_and_the_editors_header() -> None:
    po = replace(
        translated(updated(template([found("a")]), None, tag="es"), "A"),
        header=new_header("es") + '"X-Y: 1\\n"\n',
    )
    new = updated(template([found("z", line=1), found("a", line=2)]), po, tag="es")
    assert new.header == po.header
    assert [(e.source, e.translations, e.notes) for e in new.entries] == [
        ("z", ("",), ()),
        ("a", ("A",), (DRAFT,)),
    ]


def test_changed_words_in_one_place_make_a_stale_translation_not_a_guess() -> None:
    po = translated(updated(template([found("Old words", context="lesson/a/1")]), None, tag="es"), "Viejas")
    changed = updated(template([found("New words", context="lesson/a/1")]), po, tag="es")
    assert [(e.is_stale, e.previous, e.translations) for e in changed.entries] == [
        (True, "Old words", ("Viejas",))
    ]
    again = updated(template([found("Newest words", context="lesson/a/1")]), changed, tag="es")
    assert again.entries[0].previous == "Old words"


def test_changed_words_of_the_interface_are_simply_new() -> None:
    po = translated(updated(template([found("Old words")]), None, tag="es"), "Viejas")
    new = updated(template([found("Old word")]), po, tag="es")
    assert [(e.is_stale, e.translations) for e in new.entries] == [(False, ("",))]


def test_a_plural_gets_the_forms_of_the_language() -> None:
    po = updated(template([found("one", plural="many")]), None, tag="ar")
    assert po.entries[0].translations == ("",) * 6


def test_the_status_counts() -> None:
    entry = Entry(source="a")
    done = replace(entry, translations=("A",))
    entries = (entry, done, replace(done, notes=(DRAFT,)), replace(done, flags=frozenset({FUZZY})))
    counted = status(PoFile(header="", entries=entries))
    assert (counted.total, counted.translated, counted.missing, counted.stale, counted.drafts) == (
        4,
        2,
        1,
        1,
        1,
    )
    assert (counted.coverage, counted.draft_share) == (50.0, 50.0)


def test_coverage_is_never_rounded_up_to_complete() -> None:
    entries = (Entry(source="a"), *(Entry(source="b", translations=("B",)) for _ in range(2999)))
    assert status(PoFile(header="", entries=entries)).coverage == 99.9
