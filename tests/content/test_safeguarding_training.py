import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from bot.cli.safeguarding import app
from bot.content import safeguarding_training as training
from bot.content.safeguarding import FOLDER
from bot.content.safeguarding_fitting import Example, level_of
from bot.content.safeguarding_model import FILE, read_model
from bot.content.safeguarding_phrases import Phrase
from bot.domain.safeguarding import Kind, Severity
from bot.domain.safeguarding_model import KINDS, OTHERS, Opinion

URGENT, CONCERN, NONE = Severity.URGENT, Severity.CONCERN, Severity.NONE


def a_phrase(
    severity: Severity, kind: Kind | None = None, *, locale: str = "en", is_more: bool = False
) -> Phrase:
    return Phrase(text="x", locale=locale, kind=kind, severity=severity, group="x", is_more=is_more)


def an_example(phrase: Phrase) -> Example:
    return Example(phrase=phrase, features=[], counts=())


def an_opinion(distress: float) -> Opinion:
    return Opinion(levels=(distress, 0.0, 0.0, 1 - distress), kinds=(0.0,) * len(KINDS))


def test_levels_are_those_of_the_model() -> None:
    kind = Kind.GROOMING
    phrases = (a_phrase(URGENT, kind), a_phrase(CONCERN, kind), a_phrase(NONE, kind), a_phrase(NONE))
    assert [level_of(phrase) for phrase in phrases] == [0, 1, 2, 3]


def test_a_threshold_lets_two_in_a_hundred_harmless_phrases_through() -> None:
    harmless = [(an_example(a_phrase(NONE)), an_opinion(number / 100)) for number in range(100)]
    harmless += [(an_example(a_phrase(NONE, locale="ne")), an_opinion(number / 200)) for number in range(100)]
    others = [
        (an_example(a_phrase(URGENT, Kind.GROOMING)), an_opinion(1.0)),
        (an_example(a_phrase(NONE, is_more=True)), an_opinion(1.0)),
    ]
    examples, opinions = zip(*harmless, *others, strict=True)
    found = training.limits_of(examples, opinions)
    everywhere = 0.95
    assert found.doubt == pytest.approx(0.495)
    assert found.thresholds == {
        OTHERS: everywhere,
        "en": pytest.approx(0.75 * everywhere + 0.25 * 0.97, abs=1e-4),
        "ne": pytest.approx(0.75 * everywhere + 0.25 * 0.485, abs=1e-4),
    }


def test_the_digest_is_of_phrases_and_words(tmp_path: Path) -> None:
    home = tmp_path / FOLDER / "en"
    home.mkdir(parents=True)
    empty = training.digest_of_training(tmp_path)
    (home / "words.yaml").write_text("words", encoding="utf-8")
    assert training.digest_of_training(tmp_path) != empty


def test_training_without_its_library_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(_folder: Path) -> None:
        raise ModuleNotFoundError

    monkeypatch.setattr(training, "train", missing)
    done = CliRunner().invoke(app, ["train"])
    assert (done.exit_code, "dependency group `train`" in done.output) == (2, True)


HEARD = {
    "grooming": {"urgent": "he wants to meet me alone", "concern": "a strange man writes to me"},
    "abuse_violence": {"urgent": "my dad beats me with a belt", "concern": "they shout at home all day"},
}
HARMLESS = {
    "small_talk": "hello and thank you bot",
    "question": {"grooming": "what does grooming mean", "abuse_violence": "what is neglect"},
}


def many(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: many(each) for key, each in value.items()}
    return [f"{value} number {number}" for number in range(20)]


def test_a_model_is_trained_and_written(tmp_path: Path) -> None:
    pytest.importorskip("sklearn")
    home = tmp_path / FOLDER / "en"
    home.mkdir(parents=True)
    for name, value in (("heard.yaml", HEARD), ("harmless.yaml", HARMLESS)):
        (home / name).write_text(json.dumps({"note": "x", "phrases": many(value)}), encoding="utf-8")
    done = CliRunner().invoke(app, ["train", "--folder", str(tmp_path)])
    assert done.exit_code == 0, done.output
    trained = read_model(tmp_path / FOLDER / FILE)
    assert trained.head.trained_on == training.digest_of_training(tmp_path)
    assert set(trained.head.thresholds) == {OTHERS, "en"}
