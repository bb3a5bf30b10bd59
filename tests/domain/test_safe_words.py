"""A safe word is understood however it is typed, and nothing else is taken for one."""

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from bot.content.safe_words import load_safe_words
from bot.domain.safe_words import Called, OwnWord, SafeWords, is_word, one_slip_apart, plain
from bot.folders import shared_folder
from bot.i18n.locales import SERVED
from bot.i18n.translator import Translator
from bot.screens.countries import INHABITED, named

WORDS = load_safe_words(shared_folder("content"))
FILES = sorted((shared_folder("content") / "safeguarding").glob("*/safe-words.yaml"))
LETTERS = st.text("abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=8)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.parent.name)
def test_every_word_of_every_language_does_what_it_says(file: Path) -> None:
    content = yaml.safe_load(file.read_text(encoding="utf-8"))
    for called in Called:
        for word in content[called]:
            assert WORDS.find(word) is called, word
            assert WORDS.find(f"  {word.upper()}!! ") is called, word


def test_every_served_language_has_words() -> None:
    assert {file.parent.name for file in FILES} >= SERVED.keys()


@pytest.mark.parametrize(
    ("text", "called"),
    [
        ("HELP!!!", Called.HELP),
        ("heeeelp", Called.HELP),
        ("h e l p", Called.HELP),
        ("h3lp", Called.HELP),
        ("S.O.S.", Called.HELP),
        ("🆘", Called.HELP),
        ("hlep me", Called.HELP),
        ("auyda", Called.HELP),
        ("मद्दत।", Called.HELP),
        ("مساعده", Called.HELP),
        ("Madat 🙏", Called.HELP),
        ("hide\u200b", Called.HIDE),
        ("Hide this.", Called.HIDE),
        ("ocultr", Called.HIDE),
        ("help my friend with homework", None),
        ("hello", None),
        ("", None),
        ("🙂", None),
        ("4711", None),
        ("help " * 40, None),
    ],
)
def test_whole_messages_only(text: str, called: Called | None) -> None:
    assert WORDS.find(text) is called


@pytest.mark.parametrize("locale", SERVED)
def test_no_country_that_somebody_may_type_is_a_word(locale: str) -> None:
    assert [each for each in named(Translator(locale), INHABITED) if WORDS.find(each.name)] == []


def test_no_harmless_phrase_is_a_word() -> None:
    for file in (shared_folder("content") / "safeguarding").glob("*/harmless.yaml"):
        groups = yaml.safe_load(file.read_text(encoding="utf-8"))["phrases"]
        for texts in groups.values():
            flat = texts if isinstance(texts, list) else [text for each in texts.values() for text in each]
            assert [text for text in flat if not text.startswith("/") and WORDS.find(text)] == []


@given(st.text())
def test_anything_may_be_typed(text: str) -> None:
    assert WORDS.find(text) in {None, *Called}
    assert WORDS.judge(text) in OwnWord


@given(LETTERS, st.data())
def test_one_slip_is_forgiven_and_counted_alike_both_ways(word: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(word)))
    letter = data.draw(st.sampled_from("abcxyz"))
    swapped = word[: at - 1] + word[at : at + 1] + word[at - 1 : at] + word[at + 1 :] if at else word
    for slipped in (
        word[:at] + letter + word[at:],
        word[:at] + word[at + 1 :],
        word[:at] + letter + word[at + 1 :],
    ):
        assert one_slip_apart(word, slipped)
        assert one_slip_apart(slipped, word)
    assert one_slip_apart(word, swapped)


@given(LETTERS, LETTERS)
def test_one_slip_is_what_it_says(one: str, other: str) -> None:
    assert one_slip_apart(one, other) == (other in _slips(one))


def _slips(word: str) -> set[str]:
    letters = "abcdefghijklmnopqrstuvwxyz"
    places = range(len(word) + 1)
    return {
        word,
        *(word[:at] + letter + word[at:] for at in places for letter in letters),
        *(word[:at] + word[at + 1 :] for at in places),
        *(word[:at] + letter + word[at + 1 :] for at in places[:-1] for letter in letters),
        *(word[:at] + word[at + 1] + word[at] + word[at + 2 :] for at in places[:-2]),
    }


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("purple elephant", OwnWord.GOOD),
        ("Füchse", OwnWord.GOOD),
        ("hello", OwnWord.COMMON),
        ("no", OwnWord.TOO_SHORT),
        ("aaaa", OwnWord.TOO_SHORT),
        ("2580", OwnWord.TOO_SHORT),
        ("🦊🦊🦊", OwnWord.TOO_SHORT),
        ("x" + "yz" * 15, OwnWord.TOO_LONG),
        ("help", OwnWord.TAKEN),
        ("ocultar", OwnWord.TAKEN),
    ],
)
def test_what_makes_a_good_word(text: str, verdict: OwnWord) -> None:
    assert WORDS.judge(text) is verdict


@pytest.mark.parametrize(
    ("text", "is_it"),
    [("Purple  Elephant!", True), ("purpel elephant", True), ("the purple elephant", False), ("fox", False)],
)
def test_a_word_of_ones_own_is_forgiven_a_slip_too(text: str, is_it: bool) -> None:  # noqa: FBT001
    assert is_word(text, plain("purple elephant")) is is_it


def test_a_short_word_must_be_exact() -> None:
    words = SafeWords(help=frozenset({"abcd"}), hide=frozenset({"vwxyz"}))
    assert words.find("abce") is None
    assert words.find("vwxy") is None
