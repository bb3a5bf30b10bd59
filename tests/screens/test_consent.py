"""The notice and the page about privacy: their words, their weight, and the number that goes with them."""

import hashlib
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.domain.consent import VERSION
from bot.domain.learner import AgeBand, Learner, Role
from bot.domain.operator import Operator
from bot.i18n.translator import Translator
from bot.screens.consent import Asked, ask, notice
from bot.screens.privacy import privacy
from tests.builders import a_learner

DIGESTS = {"1": "aad36c918e0f3dc8"}
"""What each version promises. Words changed? If the promise is another one, raise VERSION and add a line."""
NOBODY = Operator()
ADULT = a_learner(role=Role.PARENT)
BANDS = [a_learner(), *(a_learner(role=Role.TEEN, age_band=band) for band in AgeBand), ADULT]


@pytest.fixture
def t() -> Translator:
    return Translator("en")


def test_other_words_have_another_number(t: Translator) -> None:
    words = "\n".join(notice(t))
    assert hashlib.sha256(words.encode()).hexdigest()[:16] == DIGESTS[VERSION]


@pytest.mark.parametrize("asked", Asked)
def test_yes_and_no_weigh_the_same_and_help_stands_below(t: Translator, asked: Asked) -> None:
    screen = ask(t, asked, age=16)
    yes, no = [button for row in screen.buttons for button in row][:2]
    assert (yes.icon, no.icon) == ("", "")
    assert no.label == "Not now"
    assert any(button.label == "Help now" for row in screen.buttons for button in row)


@pytest.mark.parametrize("learner", BANDS)
def test_every_age_is_told_what_is_kept_never_kept_and_how_long(t: Translator, learner: Learner) -> None:
    text = privacy(t, learner, NOBODY).text
    for words in ("program", "bad is happening", "safe word", "PIN", "eras", "year|12 months", "30 days"):
        assert any(word in text for word in words.split("|")), words


def test_each_age_has_its_own_words(t: Translator) -> None:
    texts = [privacy(t, learner, NOBODY).text for learner in BANDS]
    assert texts[0] == texts[1], "who has not told their age is taken for the youngest"
    assert len(set(texts)) == len(texts) - 1


def test_who_runs_it_and_hears_complaints_is_named(t: Translator) -> None:
    operator = Operator(name="Kids <Safe>", contact="help@example.org")
    text = privacy(t, ADULT, operator).text
    assert "Kids &lt;Safe&gt;" in text
    assert "help@example.org" in text
    assert "organisation that gave you this bot" in privacy(t, ADULT, NOBODY).text


def test_the_day_of_the_yes_is_told(t: Translator) -> None:
    at = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
    agreed = a_learner(role=Role.PARENT, consent_version=f"{VERSION}-learner", consented_at=at)
    assert "2026" in privacy(t, agreed, NOBODY).text


def test_complaints_are_two_taps_from_the_menu() -> None:
    """The menu leads to the settings, and they lead to privacy."""
    screens = Path(__file__).parents[2] / "bot" / "screens"
    assert "ShowSettings()" in (screens / "menu.py").read_text(encoding="utf-8")
    assert "ShowPrivacy()" in (screens / "settings.py").read_text(encoding="utf-8")
