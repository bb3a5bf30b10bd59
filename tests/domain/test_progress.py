from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.learner import AgeBand, Role
from bot.domain.lesson import Audience, LessonId
from bot.domain.progress import (
    Progress,
    Standing,
    card_at,
    closing_card,
    first_unseen,
    may_open,
    resume_at,
    seen,
    standing,
)
from tests.domain.test_lesson import a_lesson

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
A, B, C = a_lesson("a"), a_lesson("b"), a_lesson("c")
COURSE = (A, B, C)


def progress(name: str, *, card: int = 1, minutes: int = 0, finished: bool = False) -> Progress:
    at = NOW + timedelta(minutes=minutes)
    return Progress(lesson_id=LessonId(name), card_no=card, seen_at=at, finished_at=at if finished else None)


def test_a_newcomer_stands_at_the_first_lesson() -> None:
    assert standing(COURSE, []) == Standing(lessons=COURSE, finished=frozenset(), next=A)


def test_the_lesson_looked_at_last_comes_first() -> None:
    at = standing(COURSE, [progress("c", minutes=1), progress("b", minutes=2), progress("gone", minutes=3)])
    assert (at.next, at.is_under_way) == (B, True)


def test_after_a_lesson_comes_the_one_behind_it() -> None:
    at = standing(COURSE, [progress("b", finished=True)], after=B.id)
    assert (at.next, at.is_under_way, at.finished) == (C, False, frozenset({"b"}))


def test_what_was_skipped_comes_at_the_end() -> None:
    known = [progress("b", finished=True), progress("c", finished=True)]
    assert standing(COURSE, known, after=C.id).next == A


def test_in_the_end_nothing_is_next() -> None:
    assert standing(COURSE, [progress(name, finished=True) for name in "abc"]).next is None


@given(st.integers())
def test_a_card_asked_for_is_one_there_is(card: int) -> None:
    assert 1 <= card_at(A, card) <= closing_card(A)


def test_a_lesson_opens_where_it_was_left_and_a_finished_one_at_its_beginning() -> None:
    assert resume_at(A, None) == 1
    assert resume_at(A, progress("a", card=2)) == 2
    assert resume_at(A, progress("a", card=9)) == closing_card(A) == 2
    assert resume_at(A, progress("a", card=2, finished=True)) == 1


def test_a_lesson_is_seen_once_its_end_was() -> None:
    known = [progress("a", card=1), progress("b", card=2), progress("c", finished=True), progress("gone")]
    assert seen(COURSE, known) == {"b", "c"}


@pytest.mark.parametrize("role", [Role.PARENT, Role.TEACHER, None])
def test_adults_may_open_everything(role: Role | None) -> None:
    older = a_lesson("older", Audience.TEEN, age_bands=frozenset({AgeBand.FROM_16}))
    assert may_open(older, role=role, age_band=None)


def test_teens_may_open_what_is_for_their_age_and_what_parents_read() -> None:
    older = a_lesson("older", Audience.TEEN, age_bands=frozenset({AgeBand.FROM_16}))
    assert may_open(older, role=Role.TEEN, age_band=AgeBand.FROM_16)
    assert not may_open(older, role=Role.TEEN, age_band=AgeBand.FROM_13)
    assert not may_open(older, role=Role.TEEN, age_band=None)
    assert may_open(a_lesson("parent", Audience.PARENT), role=Role.TEEN, age_band=None)


def test_what_was_opened_is_not_new() -> None:
    assert first_unseen(COURSE, [progress("a"), progress("c", finished=True)]) == B
    assert first_unseen((A,), [progress("a")]) is None
