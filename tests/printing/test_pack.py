"""A pack holds every lesson of its units, keeps the answers for the last page, and reads in its language."""

import re
from dataclasses import replace
from datetime import date
from html import unescape

import pytest

from bot.content.catalog import load_catalog
from bot.content.messages import texts
from bot.domain.lesson import LessonId, Unit
from bot.domain.text import Text
from bot.folders import shared_folder
from bot.i18n.locales import SERVED, load_translators
from bot.i18n.marks import Mark
from bot.printing.pack import Pack, document, left_to_do

CATALOG = load_catalog(shared_folder("content"))
TRANSLATORS = load_translators(shared_folder("locales"))
COMPLETE = [tag for tag, served in SERVED.items() if served.has_lessons]
UNIT = CATALOG.units[0]
LESSONS = tuple(CATALOG.lessons[lesson_id] for lesson_id in UNIT.lesson_ids)
TODAY = date(2026, 11, 22)


def a_pack(
    tag: str = "en", *units: Unit, country: str | None = None, left: frozenset[Mark] = frozenset()
) -> Pack:
    return Pack(
        catalog=CATALOG,
        t=TRANSLATORS(tag),
        units=units or (UNIT,),
        today=TODAY,
        country=country,
        left=left,
    )


def parts(page: str, name: str) -> list[str]:
    """Return the articles of one kind."""
    return re.findall(rf'<article class="{name}">.*?</article>', unescape(page), re.DOTALL)


@pytest.mark.parametrize("tag", COMPLETE)
def test_every_text_of_the_unit_is_printed(tag: str) -> None:
    t = TRANSLATORS(tag)
    page = unescape(document(a_pack(tag)))
    assert len(parts(page, "lesson")) == len(parts(page, "questions")) == len(LESSONS)
    for lesson in LESSONS:
        missing = [text.context for _, text in texts(lesson, ()) if t.label_text(text) not in page]
        assert missing == []


@pytest.mark.parametrize("tag", COMPLETE[1:])
def test_no_english_text_of_a_lesson_stands_in_another_language(tag: str) -> None:
    t, page = TRANSLATORS(tag), unescape(document(a_pack(tag)))
    sentences = [text for lesson in LESSONS for _, text in texts(lesson, ()) if len(text.source) > 30]
    assert [
        text.source for text in sentences if text.source in page and t.label_text(text) != text.source
    ] == []


def test_a_pack_of_all_units_holds_every_lesson() -> None:
    page = str(document(a_pack("en", *CATALOG.units)))
    assert len(parts(page, "lesson")) == len(CATALOG.lessons)
    assert all(f"<h2>{unit.title.source}</h2>" in page for unit in CATALOG.units)


def test_the_question_pages_tell_no_answer() -> None:
    page = str(document(a_pack()))
    for lesson, asked in zip(LESSONS, parts(page, "questions"), strict=True):
        choices = [choice for question in lesson.questions for choice in question.choices]
        assert asked.count("☐") == len(choices)
        assert "✓" not in asked
        assert 'fits"' not in asked
        assert not any(choice.feedback.source in asked for choice in choices)


def test_the_answers_stand_on_the_last_page_and_are_right() -> None:
    page = str(document(a_pack()))
    assert page.rindex("<article") == page.index('<article class="answers">')
    (answers,) = parts(page, "answers")
    ticked = re.findall(r'<li class="fits"><span>✓ (\d)\.</span> <b>(.*?)</b><br>(.*?)</li>', answers)
    expected = [
        (str(place), choice.text.source, choice.feedback.source)
        for lesson in LESSONS
        for question in lesson.questions
        for place, choice in enumerate(question.choices, start=1)
        if choice.is_right
    ]
    assert ticked == expected


def test_the_class_is_printed_for_the_trainer() -> None:
    plan = CATALOG.class_plan
    pack = replace(a_pack(), units=(), class_plan=plan)
    page = unescape(document(pack))
    (shown,) = parts(page, "class")
    assert [text.context for _, text in texts(plan, ()) if text.source not in shown] == []
    assert parts(page, "lesson") == parts(page, "answers") == []
    assert all(source.url in page for source in plan.sources)
    assert len(parts(document(replace(a_pack(), class_plan=plan)), "lesson")) == len(LESSONS)


def test_sources_dates_and_the_licence_are_printed() -> None:
    (listed,) = parts(str(document(a_pack())), "sources")
    assert all(source.url in listed for lesson in LESSONS for source in lesson.sources)
    assert listed.count("Checked on") == len(LESSONS)
    assert "CC BY 4.0" in listed


def test_arabic_runs_from_the_right() -> None:
    assert '<html lang="ar" dir="rtl">' in document(a_pack("ar"))
    assert '<html lang="ne" dir="ltr">' in document(a_pack("ne"))


def test_helplines_are_those_of_the_country_or_room_to_write() -> None:
    (known,) = parts(str(document(a_pack(country="NP"))), "helplines")
    (unknown,) = parts(str(document(a_pack())), "helplines")
    assert "1098" in known
    assert "fill-in" not in known
    assert "1098" not in unknown
    assert "fill-in" in unknown


def test_a_draft_says_so_and_a_checked_translation_does_not() -> None:
    assert "A machine made this translation" in document(a_pack(left=frozenset({Mark.DRAFT})))
    assert "not translated yet" in document(a_pack(left=frozenset({Mark.MISSING})))
    assert 'class="caution"' not in document(a_pack())


def test_the_source_language_has_nothing_left_to_do() -> None:
    assert left_to_do(shared_folder("locales"), a_pack()) == frozenset()


def test_what_authors_write_is_escaped() -> None:
    first = LESSONS[0]
    nasty = replace(first, today=Text("x", "<script>alert(1)</script>"))
    catalog = replace(CATALOG, lessons={**CATALOG.lessons, LessonId(first.id): nasty})
    page = document(replace(a_pack(), catalog=catalog))
    assert "<script>" not in page
    assert "&lt;script&gt;" in page
