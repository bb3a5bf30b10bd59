"""What a phrase may be used for: nothing that measures the ear was ever used to make it."""

from pathlib import Path

import pytest

from bot.content.safeguarding_phrases import Side, locales, phrases
from bot.domain.safeguarding import Severity
from bot.folders import shared_folder

CONTENT = shared_folder("content")
_BOTH = """\
note: "For this test."
heard:
  grooming:
    urgent: ["{0} one"]
    concern: ["{0} two"]
harmless:
  small_talk: ["{0} three"]
"""


@pytest.mark.parametrize("locale", locales(CONTENT))
def test_no_phrase_that_measures_was_trained_on(locale: str) -> None:
    sides = {side: {phrase.text for phrase in phrases(CONTENT, locale, side)} for side in Side}
    assert all(sides.values())
    assert sides[Side.DEVELOPMENT].isdisjoint(sides[Side.TEST] | sides[Side.SECOND])


def test_what_was_written_for_training_or_measuring_stays_on_its_side(tmp_path: Path) -> None:
    home = tmp_path / "safeguarding" / "en"
    home.mkdir(parents=True)
    (home / "heard.yaml").write_text('note: "x"\nphrases: {}\n')
    (home / "harmless.yaml").write_text('note: "x"\nphrases: {}\n')
    (home / "more.yaml").write_text(_BOTH.format("more"))
    (home / "second.yaml").write_text(_BOTH.format("second"))
    assert [phrase.text for phrase in phrases(tmp_path, "en", Side.DEVELOPMENT)] == [
        "more one", "more two", "more three"
    ]  # fmt: skip
    second = phrases(tmp_path, "en", Side.SECOND)
    assert [phrase.severity for phrase in second] == [Severity.URGENT, Severity.CONCERN, Severity.NONE]
    assert phrases(tmp_path, "en", Side.TEST) == ()
