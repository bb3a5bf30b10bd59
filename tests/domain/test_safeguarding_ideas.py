import pytest

from bot.domain.safeguarding_features import MOST_BEFORE, REACH, Features, features_of
from bot.domain.safeguarding_ideas import expressions_of, ideas_of
from bot.domain.safeguarding_text import words_of

WORDS = {
    "en": {
        "die": ["die", "dying", "be dead"],
        "me": ["i", "me"],
        "threaten": ["threat*", "come for you*", "come and get you*", "go for*", "xy*"],
        "the": ["the"],
        "my": ["my"],
    },
    "de": {"the": ["die", "der", "und"], "me": ["ich"], "die": ["sterben"]},
    "ne": {"me": ["मलाई"], "die": ["मर्न"], "mother": ["आमा"], "picture": ["फोटो"]},
    "ar": {"picture": ["صورة"], "father": ["اب"], "me": ["ي"]},
    "fr": {"me": ["threats"]},
    "sw": {"me": ["und"], "grandmother": ["abcdefghijklmnop*"]},
}
IDEAS = ideas_of(
    {
        locale: {idea: expressions_of(written) for idea, written in ideas.items()}
        for locale, ideas in WORDS.items()
    }
)


@pytest.mark.parametrize(
    ("text", "locale", "ideas"),
    [
        ("i die", "en", [["me"], ["die"]]),
        ("die der und ich", "de", [[], [], [], ["me"]]),
        ("die der", "en", [[], []]),
        ("ich die der die", "en", [["me"], [], [], []]),
        ("i die der", "en", [["me"], ["die"], []]),
        ("i will be dead", "en", [["me"], [], [], ["die"]]),
        ("be", "en", [[]]),
        ("threatened", "en", [["threaten"]]),
        ("threa", "en", [[]]),
        ("come for yours", "en", [[], [], ["threaten"]]),
        ("come and get yours", "en", [[], [], [], ["threaten"]]),
        ("come or get yours", "en", [[], [], [], []]),
        ("be dead i", "en", [[], ["die"], ["me"]]),
        ("threats", "fr", [["me"]]),
        ("threats", "en", [["threaten"]]),
        ("der der abcdefghijklmnop", "sw", [[], [], ["grandmother"]]),
        ("xyz", "en", [["threaten"]]),
        ("go forth", "en", [[], ["threaten"]]),
        ("come for me", "en", [[], [], ["me"]]),
        ("मलाई मर्न", "en", [["me"], ["die"]]),
        ("malai marna", "ne", [["me"], ["die"]]),
        ("आमालाई", "ne", [["mother"]]),
        ("phoutou mlai", "ne-Latn", [["picture"], ["me"]]),
        ("والصورة", "ar", [["picture"]]),
        ("خصورة", "ar", [[]]),
        ("واب", "ar", [["father"]]),
        ("لي", "ar", [[]]),
        ("und", "sw-KE", [["me"]]),
        ("und", "de", [[]]),
        ("und der", "sw", [[], []]),
        ("threat", "en", [["threaten"]]),
        ("abcdefghijklmnop", "en", [["grandmother"]]),
        ("der der abcdefghijklmnop", "fr", [[], [], []]),
        ("sterben", "fr", [["die"]]),
        ("", "en", []),
    ],
)
def test_words_have_ideas_in_the_language_of_the_message(
    text: str, locale: str, ideas: list[list[str]]
) -> None:
    assert IDEAS.of(words_of(text).words, locale) == ideas


def test_english_among_another_language_is_read() -> None:
    assert IDEAS.of(words_of("und der ich threatened my").words, "de") == [
        [],
        [],
        ["me"],
        ["threaten"],
        ["my"],
    ]


def test_the_features_of_a_word_are_its_pieces_its_ideas_and_their_pairs() -> None:
    words = words_of("my cat. die")
    first, second, third = features_of(words, [["my"], ["pet", "me"], ["die"]])
    assert first == Features(pieces=["_my", "my_", "=my", "^ my", "~mi", "~^ mi"], ideas=["@my"], pairs=[])
    assert second.pieces == ["_ca", "cat", "at_", "_cat", "cat_", "=cat", "my cat", "~ct", "~mi ct"]
    assert features_of(words_of("secret"), [[]])[0].pieces[:6] == ["_se", "sec", "ecr", "cre", "ret", "et_"]
    assert features_of(words_of("secret"), [[]])[0].pieces[-8:-4] == ["_secr", "secre", "ecret", "cret_"]
    assert second.pairs == ["@my@pet", "@my@me"]
    assert third.pieces[-4:] == ["=die", "^ die", "~di", "~^ di"]
    assert third.pairs == ["@my@die", "@pet@die", "@me@die"]


def test_an_idea_is_no_pair_with_itself() -> None:
    assert features_of(words_of("aa bb"), [["one"], ["one", "two"]])[1].pairs == ["@one@two"]


def test_ideas_far_apart_are_no_pair() -> None:
    words = words_of("aa " + "bb cc " * 3)
    ideas = [["one"], *([[]] * (REACH - 1)), ["two"]]
    assert features_of(words, ideas)[REACH].pairs == ["@one@two"]
    later = features_of(words_of("bb cc bb cc bb cc bb"), [[]] * 5 + [["one"], ["two"]])
    assert later[6].pairs == ["@one@two"]
    words = words_of("aa " + "bb " * 7)
    ideas = [["one"], *([[]] * REACH), ["two"]]
    assert features_of(words, ideas)[REACH + 1].pairs == []


def test_no_idea_is_paired_with_more_than_some_before() -> None:
    ideas = [[f"i{number}" for number in range(30)], ["last"]]
    pairs = features_of(words_of("aa bb"), ideas)[1].pairs
    assert pairs == [f"@i{number}@last" for number in range(30 - MOST_BEFORE, 30)]
