from dataclasses import replace

import pytest

from bot.content.safeguarding import load_ear
from bot.domain.safeguarding import NOTHING, Ear, Heard, Kind, Severity, _together
from bot.domain.safeguarding_model import OTHERS, Model, Opinion
from bot.folders import shared_folder


@pytest.fixture(scope="module")
def ear() -> Ear:
    return load_ear(shared_folder("content"))


@pytest.mark.parametrize(
    "text",
    [
        "I want to die",
        "i just WANT TO DIE",
        "i wanna d1e",
        "i want to\u200b diiiiie",
        "I don’t want to live anymore",
        "i dont want to be alive anymore",
    ],
)
def test_a_wish_to_die_is_urgent_however_it_is_typed(ear: Ear, text: str) -> None:
    heard = ear.hear(text, "en")
    assert (heard.kind, heard.severity) == (Kind.SELF_HARM, Severity.URGENT)


@pytest.mark.parametrize("text", ["", "hello", "i never want to die", "18:30", "i want to die laughing"])
def test_other_talk_is_nothing(ear: Ear, text: str) -> None:
    heard = ear.hear(text, "en")
    assert (heard.kind, heard.severity) == (None, Severity.NONE)


def test_what_matched_is_named_by_its_rule(ear: Ear) -> None:
    assert ear.hear("he will blackmail me", "ne") == Heard(
        kind=Kind.SEXUAL_COERCION, severity=Severity.URGENT, matched="en/sexual_coercion/threatens-pictures"
    )


def test_what_is_likelier_distress_than_not_is_possible() -> None:
    doubtful = Opinion(levels=(0.3, 0.3, 0.1, 0.3), kinds=(1.0,) + (0.0,) * (len(Kind) - 1))
    assert _together(None, a_model(threshold=0.9), doubtful, "en") == replace(NOTHING, is_possible=True)
    calm = Opinion(levels=(0.2, 0.3, 0.1, 0.4), kinds=doubtful.kinds)
    assert _together(None, a_model(threshold=0.9), calm, "en") == NOTHING
    assert not _together(None, a_model(threshold=0.5), doubtful, "en").is_possible


def test_a_rule_that_the_model_doubts_is_possible_still() -> None:
    by_rule = Heard(kind=Kind.SELF_HARM, severity=Severity.URGENT, matched="xx/self_harm/rule")
    harmless = Opinion(levels=(0.0, 0.1, 0.0, 0.9), kinds=(1.0,) + (0.0,) * (len(Kind) - 1))
    doubting = replace(a_model(threshold=0.9), doubt=0.2)
    assert _together(by_rule, doubting, harmless, "en") == replace(NOTHING, is_possible=True)


def a_model(*, threshold: float) -> Model:
    return Model(
        weights={},
        scales=(1.0,) * 3,
        nets=(),
        kind_bias=(0.0,) * len(Kind),
        thresholds={OTHERS: threshold},
        urgency=1.0,
        question=0.5,
        doubt=0.0,
    )


def test_an_adult_who_tells_of_a_child_is_heard_as_one() -> None:
    by_rule = Heard(kind=Kind.SELF_HARM, severity=Severity.URGENT, matched="xx/self_harm/rule")
    kinds = [0.05 / (len(Kind) - 1)] * (len(Kind) - 1) + [0.95]
    of_a_child = Opinion(levels=(0.9, 0.1, 0.0, 0.0), kinds=tuple(kinds))
    heard = _together(by_rule, a_model(threshold=0.9), of_a_child, "en")
    assert (heard.kind, heard.matched) == (Kind.PARENT_CONCERN, by_rule.matched)
    unsure = Opinion(levels=of_a_child.levels, kinds=(*[0.2 / (len(Kind) - 1)] * (len(Kind) - 1), 0.8))
    assert _together(by_rule, a_model(threshold=0.9), unsure, "en") == by_rule
