from collections import Counter

import pytest

from bot.content.catalog import UnknownLessonError, load_catalog
from bot.domain.learner import AgeBand, Role
from bot.domain.lesson import LessonId, lessons_for
from bot.folders import shared_folder

CATALOG = load_catalog(shared_folder("content"))


def test_lessons_stand_in_the_order_of_the_course() -> None:
    assert [each for unit in CATALOG.units for each in unit.lesson_ids] == list(CATALOG.lessons)
    assert [unit.week for unit in CATALOG.units] == sorted(unit.week for unit in CATALOG.units)


@pytest.mark.parametrize(("role", "age_band"), [(Role.TEEN, AgeBand.UNDER_13), (Role.PARENT, None)])
def test_teens_and_parents_have_at_least_six_lessons_each(role: Role, age_band: AgeBand | None) -> None:
    assert len(lessons_for(CATALOG.lessons.values(), role=role, age_band=age_band)) >= 6


def test_the_right_choice_stands_in_every_place_about_equally_often() -> None:
    places = Counter(
        [choice.is_right for choice in question.choices].index(True)
        for question in CATALOG.questions.values()
    )
    assert min(places.values()) >= len(CATALOG.questions) // 4


def test_a_lesson_is_found_or_refused_kindly() -> None:
    lesson = CATALOG.lesson(LessonId("stop-first"))
    assert lesson.id == "stop-first"
    with pytest.raises(UnknownLessonError):
        CATALOG.lesson(LessonId("gone"))


def test_a_unit_gives_its_lessons_and_a_lesson_its_questions() -> None:
    assert [lesson.id for lesson in CATALOG.lessons.values() if lesson.unit_id == "help"] == [
        "my-three-people",
        "what-a-helpline-is",
        "who-does-what",
        "report-in-your-country",
        "hear-your-child",
    ]
    assert CATALOG.questions_of(frozenset({LessonId("stop-first")})) == (
        "stop-first/filming",
        "stop-first/strong-push",
    )
