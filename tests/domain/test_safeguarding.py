import pytest

from bot.content.safeguarding import load_ear
from bot.domain.safeguarding import NOTHING, Ear, Heard, Kind, Severity
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
    assert ear.hear(text, "en") == NOTHING


def test_what_matched_is_named_by_its_rule(ear: Ear) -> None:
    assert ear.hear("he will blackmail me", "ne") == Heard(
        kind=Kind.SEXUAL_COERCION, severity=Severity.URGENT, matched="en/sexual_coercion/threatens-pictures"
    )
