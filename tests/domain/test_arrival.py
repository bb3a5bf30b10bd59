from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain import arrival
from bot.domain.action import Action
from bot.domain.actions.arrival import ChooseAge, ChooseCountry, ChooseLanguage, ChooseRole, ShowWelcome
from bot.domain.actions.challenge import ChooseEntry
from bot.domain.actions.guides import ShowGuide
from bot.domain.actions.help import ShowHelp
from bot.domain.actions.lessons import ShowLesson
from bot.domain.actions.pairs import ShowPair
from bot.domain.learner import AgeBand, Role, Step
from tests.builders import a_learner

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("step", "question"),
    [
        (Step.LANGUAGE, ChooseLanguage()),
        (Step.ROLE, ChooseRole()),
        (Step.AGE, ChooseAge()),
        (Step.COUNTRY, ChooseCountry()),
        (Step.DONE, ShowWelcome()),
    ],
)
def test_each_step_has_its_question(step: Step, question: Action) -> None:
    assert arrival.question(a_learner(step=step)) == question


def test_a_teen_is_asked_for_the_age_and_a_parent_is_not() -> None:
    arriving = a_learner(step=Step.ROLE)
    assert arrival.in_role(arriving, Role.TEEN).step is Step.AGE
    assert arrival.in_role(arriving, Role.PARENT).step is Step.COUNTRY


def test_a_language_hints_at_the_night_only_while_no_zone_is_known() -> None:
    assert arrival.in_language(a_learner(), "ne", likely_zone="Asia/Kathmandu").zone == "Asia/Kathmandu"
    abroad = a_learner(zone="Europe/Berlin")
    assert arrival.in_language(abroad, "ne", likely_zone="Asia/Kathmandu").zone == "Europe/Berlin"


def test_a_child_under_13_stays_until_a_grown_up_is_there() -> None:
    child = arrival.of_age(a_learner(step=Step.AGE, role=Role.TEEN), AgeBand.UNDER_13)
    assert child.step is Step.AGE
    together = arrival.in_role(child, Role.PARENT)
    assert (together.role, together.age_band, together.step) == (Role.PARENT, None, Step.COUNTRY)


def test_a_parent_who_turns_out_to_be_a_teen_is_asked_for_the_age_later() -> None:
    parent = a_learner(step=Step.DONE, role=Role.PARENT)
    assert arrival.in_role(parent, Role.TEEN).step is Step.AGE


@given(st.sampled_from(Step), st.sampled_from(Step))
def test_answering_an_earlier_question_again_never_goes_back(now_at: Step, answered: Step) -> None:
    order = list(Step)
    learner = a_learner(step=now_at, role=Role.TEEN)
    after = arrival.past(learner, answered).step
    assert order.index(after) >= order.index(now_at)


@pytest.mark.parametrize(
    ("payload", "target"),
    [
        ("challenge", ChooseEntry()),
        ("help", ShowHelp()),
        ("help-NP", ShowHelp(country="NP")),
        ("lesson-stop-first", ShowLesson(lesson="stop-first")),
        ("pair-one-rule-each", ShowPair(pair="one-rule-each")),
        ("pair-", None),
        ("guide-picture-out", ShowGuide(guide="picture-out")),
        ("guide-", None),
        ("", None),
        (None, None),
        ("help-np", None),
        ("lesson-", None),
        ("lesson-Stop", None),
        ("lesson-" + "x" * 25, None),
        ("challenge ", None),
        ("help-NP-extra", None),
    ],
)
def test_a_deep_link_leads_where_its_grammar_says(payload: str | None, target: Action | None) -> None:
    assert arrival.target(payload) == target


@given(st.text())
def test_nonsense_leads_nowhere_and_is_no_error(payload: str) -> None:
    arrival.target(payload)
