import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.safeguarding import BY_MODEL, NOTHING, Ear, Heard, Kind, Severity, heard_by
from bot.domain.safeguarding_features import LONGEST, MOST_BEFORE, REACH, SHORTEST, Features
from bot.domain.safeguarding_ideas import expressions_of, ideas_of
from bot.domain.safeguarding_lanes import LANE, Lanes
from bot.domain.safeguarding_model import (
    KINDS,
    LEVELS,
    OTHERS,
    STEP,
    WINDOW,
    Model,
    Net,
    Opinion,
    lanes_of,
    softmax,
    windows,
)
from bot.domain.safeguarding_rules import Language, Rule, Step, book_of

BYTES = st.lists(st.lists(st.integers(-127, 127), min_size=13, max_size=13), min_size=1, max_size=50)


@given(BYTES)
def test_the_sum_of_packed_weights_is_the_packed_sum(rows: list[list[int]]) -> None:
    assert Lanes(13).unpack(sum(map(Lanes(13).pack, rows))) == [
        sum(column) for column in zip(*rows, strict=True)
    ]


def test_lanes_hold_the_longest_message() -> None:
    most = 127 * 60_000
    assert Lanes(3).unpack(Lanes(3).pack([most, -most, most])) == [most, -most, most]
    assert most < 1 << (LANE - 1)


IDENTITY = tuple(tuple(float(row == column) for column in range(4)) for row in range(4))


def weights(first: int = 0, **levels: int) -> tuple[int, ...]:
    """Make the weights of a feature: of levels by name, and of the first kind."""
    return (*(levels.get(name, 0) for name in LEVELS), first, *[0] * (len(KINDS) - 1))


def a_model(*, nets: tuple[Net, ...] = (), **features: tuple[int, ...]) -> Model:
    """Make a model whose one net hands on what each level's lane finds."""
    nets = nets or (Net(bias=(0.0,) * 4, outputs=IDENTITY, output_bias=(0.0,) * 4),)
    lanes = lanes_of(nets)
    return Model(
        weights={name.replace("at_", "@"): lanes.pack((*each, 1)) for name, each in features.items()},
        scales=(0.1, 0.2, 0.3),
        nets=nets,
        kind_bias=(0.0,) * len(KINDS),
        thresholds={OTHERS: 0.6, "ne": 0.9},
        doubt=0.3,
        urgency=1.0,
        question=0.5,
    )


def word(*pieces: str, ideas: tuple[str, ...] = (), pairs: tuple[str, ...] = ()) -> Features:
    return Features(list(pieces), list(ideas), list(pairs))


def test_an_opinion_adds_the_weights_of_what_it_knows_by_the_root_of_how_many() -> None:
    model = a_model(a=weights(urgent=30), b=weights(urgent=10, none=20), i=weights(concern=5), p=weights(7))
    opinion = model.opinion([word("a", "x", "a"), word("b", "b", ideas=("i",), pairs=("p",))])
    scores = [0.1 * 80 / 2, 0.2 * 5, 0.0, 0.1 * 40 / 2]
    assert opinion.levels == pytest.approx(softmax(scores))
    assert opinion.kinds == pytest.approx(softmax([0.3 * 7, *[0.0] * 7]))
    assert opinion.kind is KINDS[0]
    assert opinion.distress == pytest.approx(sum(softmax(scores)[:2]))


def test_a_net_finds_nothing_below_zero_and_weighs_what_it_finds() -> None:
    net = Net(
        bias=(1.0, -2.0),
        outputs=((1.0, 1.0), (2.0, 0.0), (0.0, 0.0), (0.0, -1.0)),
        output_bias=(0.0, 0.5, 0.0, 0.25),
    )
    assert net.levels([1.0, 1.5]) == pytest.approx(softmax([2.0, 4.5, 0.0, 0.25]))
    assert net.levels([-3.0, 5.0]) == pytest.approx(softmax([3.0, 0.5, 0.0, -2.75]))


def test_several_nets_are_heard_alike_each_with_lanes_of_its_own() -> None:
    outputs = tuple((each,) for each in (1.0, 0.0, 0.0, 0.0))
    nets = tuple(Net(bias=(bias,), outputs=outputs, output_bias=(0.0,) * 4) for bias in (0.0, 1.0))
    model = a_model(nets=nets, a=(10, 20, 30, *[0] * 7))
    opinion = model.opinion([word("a")])
    said = softmax([1.0, 0, 0, 0]), softmax([3.0, 0, 0, 0])
    assert opinion.levels == pytest.approx([(one + other) / 2 for one, other in zip(*said, strict=True)])
    assert opinion.kinds == pytest.approx(softmax([3.0, *[0.0] * 7]))


def test_a_message_that_is_unknown_is_as_the_bias_says() -> None:
    assert a_model().opinion([word("x")]).levels == (0.25,) * 4


def test_what_stands_in_the_middle_of_much_else_is_heard() -> None:
    model = a_model(bad=weights(urgent=127), good=weights(none=40))
    around = [word("good")] * 60
    alone = model.opinion([word("bad")] * 8)
    hidden = model.opinion([*around, *[word("bad")] * 8, *around])
    assert hidden.distress > 0.9
    assert alone.distress > hidden.distress


@pytest.mark.parametrize(
    ("size", "seen"),
    [
        (0, [(0, 0)]),
        (WINDOW, [(0, WINDOW)]),
        (WINDOW + 1, [(0, WINDOW + 1), (0, WINDOW), (STEP, WINDOW + 1)]),
        (WINDOW + STEP, [(0, WINDOW + STEP), (0, WINDOW), (STEP, WINDOW + STEP)]),
    ],
)
def test_long_messages_are_looked_at_in_windows(size: int, seen: list[tuple[int, int]]) -> None:
    assert list(windows([word()] * size)) == seen


def test_the_model_looks_as_far_as_it_was_trained_to() -> None:
    assert (SHORTEST, LONGEST, REACH, MOST_BEFORE) == (3, 5, 6, 14)
    assert (WINDOW, STEP) == (24, 12)


def test_likelihoods_come_to_one_and_never_overflow() -> None:
    assert softmax([1000.0, 1000.0]) == [0.5, 0.5]
    assert softmax([0.0, math.log(3)]) == pytest.approx([0.25, 0.75])


def an_opinion(*levels: float) -> Opinion:
    return Opinion(levels=levels, kinds=(0.1, 0.9, *[0.0] * 6))


@pytest.mark.parametrize(
    ("levels", "locale", "severity"),
    [
        ((0.5, 0.2, 0.0, 0.3), "en", Severity.URGENT),
        ((0.3, 0.35, 0.0, 0.35), "en", Severity.CONCERN),
        ((0.3, 0.3, 0.0, 0.4), "en", None),
        ((0.31, 0.31, 0.0, 0.38), "en", Severity.CONCERN),
        ((0.5, 0.2, 0.0, 0.3), "ne", None),
        ((0.5, 0.41, 0.0, 0.09), "ne", Severity.URGENT),
        ((0.1, 0.1, 0.6, 0.2), "en", Severity.NONE),
        ((0.1, 0.1, 0.5, 0.3), "en", None),
    ],
)
def test_an_opinion_is_heard_by_the_threshold_of_the_language(
    levels: tuple[float, ...], locale: str, severity: Severity | None
) -> None:
    heard = heard_by(a_model(), an_opinion(*levels), locale)
    if severity is None:
        assert heard == NOTHING
    else:
        assert heard == Heard(kind=Kind.SEXUAL_COERCION, severity=severity, matched=BY_MODEL)


def test_an_ear_asks_the_model_when_no_rule_matches() -> None:
    model = a_model(at_bad=weights(50, urgent=127))
    ideas = ideas_of({"en": {"bad": expressions_of(["bad"])}})
    ear = Ear(book=book_of([]), ideas=ideas, model=model)
    assert ear.hear("bad", "en") == Heard(kind=KINDS[0], severity=Severity.URGENT, matched=BY_MODEL)
    assert not ear.hear("bad", "en").is_possible
    assert ear.hear("good", "en") == NOTHING
    assert ear.hear("", "en") == NOTHING
    assert Ear(book=book_of([]), ideas=ideas).hear("bad", "en") == NOTHING


CERTAIN = Heard(kind=Kind.GROOMING, severity=Severity.CONCERN, matched="en/grooming/a-rule")
ASKED = Heard(kind=Kind.GROOMING, severity=Severity.NONE, matched="en/grooming/what-is")


def an_ear(rule: Heard, **levels: int) -> Ear:
    language = Language(rules=(Rule(heard=rule, patterns=((Step((("word",),)),),)),))
    return Ear(
        book=book_of([language]),
        ideas=ideas_of({"en": {"word": expressions_of(["word"])}}),
        model=a_model(at_word=weights(**levels)),
    )


@pytest.mark.parametrize(
    ("rule", "levels", "matched"),
    [
        (CERTAIN, {}, CERTAIN.matched),
        (CERTAIN, {"urgent": 40}, CERTAIN.matched),
        (CERTAIN, {"none": 40}, ""),
        (CERTAIN, {"question": 40}, BY_MODEL),
        (ASKED, {}, ASKED.matched),
        (ASKED, {"none": 40}, ASKED.matched),
        (ASKED, {"urgent": 40}, BY_MODEL),
    ],
)
def test_a_rule_is_believed_unless_the_model_finds_nothing_at_all(
    rule: Heard, levels: dict[str, int], matched: str
) -> None:
    assert an_ear(rule, **levels).hear("word", "en").matched == matched
    assert an_ear(rule, **levels).hear("other", "en") == NOTHING
