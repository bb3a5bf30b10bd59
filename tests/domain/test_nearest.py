"""Whom to call first, for which trouble."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.content.helplines import Helplines
from bot.domain import helpline as rules
from bot.domain.helpline import Audience, Confidence, Helpline, Topic
from bot.domain.learner import Role
from bot.domain.nearest import nearest
from bot.domain.safeguarding import Kind
from bot.folders import shared_folder
from tests.domain.test_helpline import CHILD, CRISIS, PARENTS, PROTECTION, a_line, names

HELPLINES = Helplines(shared_folder("content") / "helplines")
VIOLENCE = a_line(
    "violence", kind=rules.Kind.CRISIS_LINE, audience=Audience.ANYONE, topic=Topic.VIOLENCE, phones=("1145",)
)
ADULTS = a_line(
    "adults", kind=rules.Kind.CRISIS_LINE, audience=Audience.PARENTS, topic=Topic.VIOLENCE, phones=("1",)
)
LINES = (VIOLENCE, ADULTS, CRISIS, PARENTS, CHILD, PROTECTION)
FEW = st.lists(st.sampled_from(LINES), unique=True)
KINDS = st.sampled_from([None, *Kind])
ROLES = st.sampled_from([None, *Role])


def test_who_may_not_want_to_live_is_led_to_a_crisis_line_and_not_to_one_about_violence() -> None:
    assert names(nearest((VIOLENCE, CRISIS, CHILD), Kind.SELF_HARM, Role.TEEN, count=2)) == [
        "crisis",
        "child",
    ]
    assert names(nearest((VIOLENCE, CHILD), Kind.SELF_HARM, Role.TEEN, count=2)) == ["child", "violence"]
    assert names(nearest(LINES, Kind.SELF_HARM, Role.PARENT, count=9))[-2:] == ["violence", "adults"]


def test_a_hurt_child_is_led_to_a_child_helpline_and_to_who_knows_about_violence() -> None:
    for role in (Role.TEEN, None):
        shown = names(nearest((ADULTS, CRISIS, VIOLENCE, CHILD), Kind.ABUSE_VIOLENCE, role, count=3))
        assert shown == ["child", "violence", "crisis"]
    shown = names(nearest((CRISIS, VIOLENCE, CHILD), Kind.ABUSE_VIOLENCE, Role.PARENT, count=3))
    assert shown == ["child", "violence", "crisis"]


def test_in_distress_what_is_sure_comes_first() -> None:
    unsure = a_line("unsure", confidence=Confidence.SINGLE)
    assert names(nearest((unsure, PROTECTION), Kind.ABUSE_VIOLENCE, Role.TEEN, count=1)) == ["protection"]


def test_lines_about_violence_stand_after_those_for_everything() -> None:
    older = a_line("older", kind=rules.Kind.CRISIS_LINE, audience=Audience.ANYONE, checked=None)
    assert names(rules.to_talk((VIOLENCE, older), Role.TEEN)) == ["older", "violence"]


def test_a_parents_worry_is_answered_as_to_a_parent() -> None:
    assert names(nearest(LINES, Kind.PARENT_CONCERN, None, count=1)) == ["parents"]


@given(FEW, KINDS, ROLES)
def test_every_line_is_named_once_and_none_is_lost(
    lines: list[Helpline], kind: Kind | None, role: Role | None
) -> None:
    shown = nearest(lines, kind, role, count=len(LINES))
    assert len(set(shown)) == len(shown)
    assert set(shown) == set(rules.to_talk(lines, role))


@pytest.mark.parametrize("role", [None, *Role])
@pytest.mark.parametrize("country", sorted(rules.FIRST_COUNTRIES))
def test_where_there_is_a_crisis_line_it_comes_first_for_despair(country: str, role: Role | None) -> None:
    talk = rules.to_talk(HELPLINES.for_country(country), role)
    has_one = any(line.kind is rules.Kind.CRISIS_LINE and line.topic is None for line in talk)
    for line in nearest(talk, Kind.SELF_HARM, role, count=1)[:1]:
        assert line.topic is None
        assert (line.kind is rules.Kind.CRISIS_LINE) == has_one


def test_in_nepal_the_womens_commission_is_not_named_before_the_line_against_suicide() -> None:
    lines = HELPLINES.for_country("NP")
    despair = [line.id for line in nearest(lines, Kind.SELF_HARM, Role.TEEN, count=3)]
    assert despair[:2] == ["np-1166", "np-1098"]
    assert "np-1145" not in despair
    hurt = [line.id for line in nearest(lines, Kind.ABUSE_VIOLENCE, Role.TEEN, count=3)]
    assert hurt[:2] == ["np-1098", "np-1145"]
