"""The first ten minutes: what an adult reads when a child has told them something."""

from datetime import date

import pytest

from bot.content.catalog import load_catalog
from bot.content.reading import grade
from bot.content.text_rules import check_text, load_rules
from bot.domain.action import Action
from bot.domain.actions.guides import ListGuides, ShowGuide
from bot.domain.actions.help import ShowHelp
from bot.domain.actions.situations import ShowSituation, ShowSituations
from bot.domain.learner import Role
from bot.domain.safeguarding import Kind
from bot.folders import shared_folder
from bot.i18n.translator import Translator
from bot.screens.base import Screen
from bot.screens.common import ways_on
from bot.screens.first_minutes import Matter, first_minutes
from bot.screens.helpline_card import Reader
from bot.screens.helplines import Place
from bot.tg.handlers.safeguarding import matter_of
from bot.tg.routes import CODEC

CONTENT = shared_folder("content")
CATALOG = load_catalog(CONTENT)
ADULTS = [Role.PARENT, Role.TEACHER, Role.TEEN, None]
KINDS = [None, *Kind]
t = Translator("en")


def shown(role: Role | None, kind: Kind | None = Kind.PARENT_CONCERN, country: str | None = "NP") -> Screen:
    reader = Reader(t=t, today=date(2026, 11, 22), country=country)
    place = Place.of(CATALOG.helplines, country)
    return first_minutes(reader, place, role, matter_of(CATALOG, kind))


def actions(screen: Screen) -> list[object]:
    return [button.action for row in screen.buttons for button in row]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("role", ADULTS)
def test_the_words_keep_the_rules_of_the_content(role: Role | None, kind: Kind | None) -> None:
    words = shown(role, kind, None).text.striptags()
    assert list(check_text(words, rules=load_rules(CONTENT, "en"))) == []
    assert grade([words]) <= 6
    assert "It is not your fault." in words
    assert "Do not promise to keep it secret." in words


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("role", ADULTS)
def test_there_is_always_a_person_and_a_way_on(role: Role | None, kind: Kind | None) -> None:
    screen = shown(role, kind)
    assert ShowHelp() in actions(screen)
    assert screen.buttons[-1] == ways_on(t)
    assert all(CODEC.encode(each) for each in actions(screen) if isinstance(each, Action))
    assert screen.place == ListGuides(), "what happened is not for the database"


def test_the_emergency_number_stands_first() -> None:
    for country, number in (("NP", "100"), (None, "emergency number first")):
        text = shown(Role.PARENT, country=country).text
        assert text.index(number) < text.index("The first ten minutes")


def test_where_it_is_known_what_happened_the_steps_and_the_talk_are_those() -> None:
    found = actions(shown(Role.PARENT, Kind.BULLYING_THREATS))
    assert ShowGuide(guide="bullied") in found
    assert ShowSituation(situation="bullied") in found
    found = actions(shown(Role.PARENT, Kind.SELF_HARM))
    assert found[0] == ShowGuide(guide="dark-thoughts")
    assert ShowSituations() in found
    assert actions(shown(Role.PARENT))[:2] == [ListGuides(), ShowSituations()]


def test_it_may_be_about_the_adult() -> None:
    screen = shown(Role.PARENT, Kind.ABUSE_VIOLENCE)
    assert actions(screen)[1] == ShowGuide(guide="not-safe", for_me=True)
    assert "You are just as important." in screen.text
    screen = shown(Role.PARENT, Kind.PARENT_CONCERN)
    assert not any(getattr(each, "for_me", None) for each in actions(screen))
    assert "just as important" not in screen.text


def test_a_teacher_reads_of_a_pupil_and_of_the_school() -> None:
    text = shown(Role.TEACHER).text
    assert "responsible for child protection at your school" in text
    assert "Do not investigate" in text
    assert "your child" not in text
    assert "pupil" not in shown(Role.PARENT).text


def test_every_kind_finds_a_talk_that_has_the_same_steps() -> None:
    for kind in Kind:
        matter = matter_of(CATALOG, kind)
        assert matter.situation is None or (matter.guide and matter.situation.guide == matter.guide.id)
    assert matter_of(CATALOG, Kind.PARENT_CONCERN) == matter_of(CATALOG, None) == Matter()
