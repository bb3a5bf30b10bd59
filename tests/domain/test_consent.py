"""Who is asked what, and what a yes or a no changes."""

from datetime import UTC, datetime
from itertools import product

import pytest

from bot.domain import consent
from bot.domain.consent import VERSION, By, ConsentAges, Ground
from bot.domain.learner import AgeBand, Learner, Role, Step
from bot.domain.mandate import FOUNDER
from tests.builders import a_learner

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
AGES = ConsentAges(by_country={"MT": 13, "IN": 18}, elsewhere=16)
EVERYBODY = [
    a_learner(role=role, age_band=band, country=country)
    for role, band, country in product([None, *Role], [None, *AgeBand], [None, "MT", "IN", "NP"])
]


def agreed(learner: Learner, *, with_adult: bool = False) -> Learner:
    return consent.settle(consent.agree(learner, with_adult=with_adult, now=NOW), AGES)


@pytest.mark.parametrize(
    ("band", "country", "needs"),
    [
        (None, "MT", True),
        (AgeBand.UNDER_13, "MT", True),
        (AgeBand.FROM_13, "MT", False),
        (AgeBand.FROM_13, "NP", True),
        (AgeBand.FROM_13, None, True),
        (AgeBand.FROM_16, None, False),
        (AgeBand.FROM_16, "IN", True),
    ],
)
def test_the_youngest_somebody_may_be_decides(band: AgeBand | None, country: str, needs: bool) -> None:  # noqa: FBT001
    assert consent.needs_adult(a_learner(role=Role.TEEN, age_band=band, country=country), AGES) is needs


def test_who_has_not_said_who_they_are_is_taken_for_a_child() -> None:
    assert consent.needs_adult(a_learner(country="MT"), AGES)
    assert not consent.needs_adult(a_learner(role=Role.PARENT), AGES)
    assert not consent.needs_adult(a_learner(mandate=FOUNDER), AGES)


@pytest.mark.parametrize("learner", EVERYBODY)
def test_without_a_yes_there_is_reading_and_no_more(learner: Learner) -> None:
    assert consent.allows(learner, Ground.READING, AGES)
    assert not consent.allows(learner, Ground.AGREED, AGES)
    assert not consent.allows(learner, Ground.WHOLE, AGES)


@pytest.mark.parametrize("learner", EVERYBODY)
def test_help_and_rights_never_need_a_yes(learner: Learner) -> None:
    for somebody in (learner, agreed(learner), consent.decline(agreed(learner, with_adult=True))):
        assert consent.allows(somebody, Ground.NOTHING, AGES)


@pytest.mark.parametrize("learner", EVERYBODY)
def test_a_yes_alone_is_enough_unless_the_country_asks_for_an_adult(learner: Learner) -> None:
    alone = agreed(learner)
    assert consent.allows(alone, Ground.WHOLE, AGES) is not consent.needs_adult(learner, AGES)
    assert consent.allows(agreed(alone, with_adult=True), Ground.WHOLE, AGES)


def test_new_words_are_shown_before_anything_else_but_help() -> None:
    earlier = a_learner(consent_version="0", consented_at=NOW)
    assert consent.is_outdated(earlier)
    assert not consent.allows(earlier, Ground.READING, AGES)
    again = consent.agree(earlier, with_adult=True, now=NOW)
    assert (again.consent_version, again.consented_at) == (f"{VERSION}-adult", NOW)


def test_a_no_while_an_adult_is_missing_leaves_the_language_only() -> None:
    child = agreed(
        a_learner(locale="ne", role=Role.TEEN, age_band=AgeBand.FROM_13, country="NP", zone="Asia/Kathmandu")
    )
    assert consent.agreed_by(child) is By.BEGUN
    assert consent.decline(child) == a_learner(locale="ne", step=Step.ROLE)


def test_a_no_to_new_words_loses_nothing_and_is_not_asked_about_at_every_step() -> None:
    earlier = a_learner(role=Role.PARENT, country="NP", consent_version="0", consented_at=NOW)
    declined = consent.decline(earlier)
    assert (declined.role, declined.country, declined.consented_at) == (Role.PARENT, "NP", NOW)
    assert consent.is_withheld(declined)
    assert consent.allows(declined, Ground.READING, AGES)
    assert not consent.allows(declined, Ground.AGREED, AGES)


def test_who_becomes_younger_later_needs_an_adult_and_loses_nothing_by_a_no() -> None:
    older = agreed(a_learner(role=Role.TEEN, age_band=AgeBand.FROM_16))
    assert consent.agreed_by(older) is By.LEARNER
    younger = a_learner(
        role=Role.TEEN, age_band=AgeBand.FROM_13, consent_version=older.consent_version, consented_at=NOW
    )
    assert not consent.allows(younger, Ground.WHOLE, AGES)
    assert consent.decline(younger).age_band is AgeBand.FROM_13
