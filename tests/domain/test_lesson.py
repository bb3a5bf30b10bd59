from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.learner import AgeBand, Role
from bot.domain.lesson import (
    Audience,
    Card,
    Dot,
    HappeningId,
    Lesson,
    LessonId,
    TopicId,
    UnitId,
    Wish,
    dots,
    find_lessons,
    lessons_for,
    next_lesson,
)
from bot.domain.text import Text


def a_lesson(
    name: str,
    audience: Audience = Audience.BOTH,
    *,
    age_bands: frozenset[AgeBand] = frozenset(AgeBand),
    minutes: int = 2,
    topic: str = "challenges",
    happening: str = "dared",
) -> Lesson:
    return Lesson(
        id=LessonId(name),
        unit_id=UnitId("challenges"),
        audience=audience,
        age_bands=age_bands,
        minutes=minutes,
        topics=(TopicId(topic),),
        happenings=(HappeningId(happening),),
        title=Text("title", name),
        cards=(Card(title=Text("t", "t"), body=Text("b", "b")),),
        today=Text("today", "today"),
        tell=Text("tell", "tell"),
        questions=(),
        sources=(),
        checked_on=date(2026, 11, 22),
        review_by=date(2028, 11, 22),
        intended_change="none",
    )


TEEN = a_lesson("teen", Audience.TEEN)
OLDER = a_lesson("older", Audience.TEEN, age_bands=frozenset({AgeBand.FROM_16}))
PARENT = a_lesson("parent", Audience.PARENT, minutes=4, topic="help", happening="threatened")
BOTH = a_lesson("both", topic="help")
ALL = (TEEN, OLDER, PARENT, BOTH)


@pytest.mark.parametrize(
    ("role", "age_band", "seen"),
    [
        (Role.TEEN, AgeBand.FROM_16, (TEEN, OLDER, BOTH)),
        (Role.TEEN, AgeBand.FROM_13, (TEEN, BOTH)),
        (Role.TEEN, None, (TEEN, BOTH)),
        (Role.PARENT, None, (PARENT, BOTH)),
        (Role.TEACHER, None, ALL),
        (None, None, (TEEN, PARENT, BOTH)),
    ],
)
def test_each_reader_sees_their_lessons(
    role: Role | None, age_band: AgeBand | None, seen: tuple[Lesson, ...]
) -> None:
    assert lessons_for(ALL, role=role, age_band=age_band) == seen


@pytest.mark.parametrize(
    ("wish", "found"),
    [
        (Wish(), ALL),
        (Wish(topic=TopicId("help")), (PARENT, BOTH)),
        (Wish(happening=HappeningId("threatened")), (PARENT,)),
        (Wish(audience=Audience.PARENT), (PARENT, BOTH)),
        (Wish(at_most_minutes=3, topic=TopicId("help")), (BOTH,)),
        (Wish(audience=Audience.TEEN, happening=HappeningId("threatened")), ()),
    ],
)
def test_the_finder_combines_what_is_wished(wish: Wish, found: tuple[Lesson, ...]) -> None:
    assert find_lessons(ALL, wish) == found


@given(st.sets(st.sampled_from([lesson.id for lesson in ALL])), st.sampled_from([*ALL, None]))
def test_the_next_lesson_is_never_finished_nor_the_present_one(
    finished: set[LessonId], present: Lesson | None
) -> None:
    after = None if present is None else present.id
    lesson = next_lesson(ALL, finished=finished, after=after)
    left = {each.id for each in ALL} - finished - {after}
    assert (lesson is None) == (not left)
    assert lesson is None or lesson.id in left


def test_the_next_lesson_follows_and_then_starts_again() -> None:
    assert next_lesson(ALL, finished={PARENT.id}, after=OLDER.id) == BOTH
    assert next_lesson(ALL, finished={TEEN.id}, after=BOTH.id) == OLDER
    assert next_lesson(ALL, finished=()) == TEEN


def test_dots_show_what_is_behind_here_and_ahead() -> None:
    assert dots(here=1, of=3) == (Dot.DONE, Dot.HERE, Dot.AHEAD)
    assert dots(here=3, of=3) == (Dot.DONE,) * 3
