"""What is shown when distress was heard: warmth and people; never a question, a promise or a reproach."""

from collections.abc import Iterable
from datetime import UTC, date, datetime

import pytest

from bot.content.catalog import load_catalog
from bot.content.text_rules import check_text, load_rules
from bot.domain.actions.hiding import Hide
from bot.domain.actions.safeguarding import NotMeant, WantHelp
from bot.domain.learner import Learner, LearnerId, Role, Step
from bot.domain.safeguarding import Kind
from bot.folders import shared_folder
from bot.i18n.translator import Translator
from bot.screens.base import Screen
from bot.screens.heard import heard
from bot.screens.helpline_card import Reader
from bot.screens.helplines import Place

CONTENT = shared_folder("content")
CATALOG = load_catalog(CONTENT)
RULES = load_rules(CONTENT, "en")
KINDS = [None, *Kind]
ROLES = [None, *Role]
_PROMISES = (
    "promise",
    "secret between",
    "nobody will know",
    "we will help you",
    "you will be safe",
    "i will tell",
)
_NO_QUESTION = "In danger right now?"  # it leads to the number and waits for no answer
t = Translator("en")


def shown(
    kind: Kind | None, role: Role | None, *, country: str | None = None, is_discreet: bool = False
) -> Screen:
    learner = Learner(
        id=LearnerId(1),
        chat_id=1,
        locale="en",
        step=Step.DONE,
        role=role,
        country=country,
        is_discreet=is_discreet,
        joined_at=datetime(2026, 11, 22, tzinfo=UTC),
    )
    reader = Reader(t=t, today=date(2026, 11, 22), country=country)
    return heard(reader, Place.of(CATALOG.helplines, country), learner, kind)


def wrong_words(text: str) -> Iterable[str]:
    """Find what must not be said to somebody in distress."""
    if "?" in text.replace(_NO_QUESTION, ""):
        yield "a question"
    yield from (each for each in _PROMISES if each in text.casefold())
    yield from (finding.words for finding in check_text(text, rules=RULES))


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("kind", KINDS)
def test_it_is_warm_says_what_it_is_and_asks_nothing(kind: Kind | None, role: Role | None) -> None:
    words = shown(kind, role).text.striptags()
    ours = words.partition("I am a program")[0]  # behind it stand the lists, in their own words
    assert "It was right to write it." in ours
    assert "It is not your fault" in ours
    assert "I am a program; nobody reads this chat." in words
    assert list(wrong_words(ours)) == []


@pytest.mark.parametrize("words", ["Who did it?", "I promise to keep it.", "You asked for it."])
def test_wrong_words_would_be_found(words: str) -> None:
    assert list(wrong_words(words))


@pytest.mark.parametrize("country", ["NP", "ES", "US"])
@pytest.mark.parametrize("kind", KINDS)
def test_people_of_the_country_stand_below_its_emergency_number(kind: Kind | None, country: str) -> None:
    words = shown(kind, Role.TEEN, country=country).text.striptags()
    number = {"NP": "100", "ES": "112", "US": "911"}[country]
    line = {"NP": "1098", "ES": "116 111", "US": "988"}[country].replace(" ", "")
    assert words.index(number) < words.index("I am a program")
    assert line in words.replace(" ", "") or kind not in {None, Kind.BULLYING_THREATS}


@pytest.mark.parametrize("is_discreet", [True, False])
def test_the_two_ways_on_weigh_the_same(*, is_discreet: bool) -> None:
    rows = shown(Kind.GROOMING, Role.TEEN, is_discreet=is_discreet).buttons
    first = [type(row[0].action) for row in rows[:3]]
    assert first == ([Hide, WantHelp, NotMeant] if is_discreet else [WantHelp, NotMeant, Hide])
    assert all(len(row) == 1 for row in rows[:3])
