"""The challenge check as its authors wrote it."""

import shutil
from pathlib import Path

import pytest

from bot.content.challenge import challenge_messages, load_challenge
from bot.content.reader import ContentError
from bot.domain.challenge import Challenge, Entry, Stage
from bot.folders import shared_folder

FOLDER = shared_folder("content") / "challenge"
SOURCES = {"Stop", "Think", "Decide", "Act"}


@pytest.fixture(scope="module")
def challenge() -> Challenge:
    return load_challenge(FOLDER)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(FOLDER, tmp_path / "challenge")
    return tmp_path / "challenge"


def _swap(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_every_way_in_is_written(challenge: Challenge) -> None:
    assert set(challenge.flows) == set(Entry)
    assert {text.source for text in challenge.stages.values()} == SOURCES


def test_every_way_pauses_asks_a_feeling_and_three_big_questions(challenge: Challenge) -> None:
    for flow in challenge.flows.values():
        assert [question.id for question in flow.questions if question.pause] == ["pause"]
        assert flow.question("feel")
        assert len({question.head for question in flow.questions if question.stage is Stage.THINK}) == 3


def test_an_injured_child_comes_before_the_pause(challenge: Challenge) -> None:
    first = challenge.flows[Entry.DID].questions[0]
    assert first.id == "hurt"
    assert {option.id for option in first.options if option.is_urgent} == {"yes", "unsure"}


def test_every_feeling_has_a_warm_line(challenge: Challenge) -> None:
    for flow in challenge.flows.values():
        feel = flow.question("feel")
        assert feel
        assert all(option.reply for option in feel.options)
        assert any(option.needs_help for option in feel.options)


def test_the_last_card_is_for_talking_with_the_other_generation(challenge: Challenge) -> None:
    for flow in challenge.flows.values():
        last = flow.advice[-1]
        assert last.title.context == f"challenge/{flow.entry}/act/talk/title"
        assert not last.after


def test_the_sources_were_read(challenge: Challenge) -> None:
    urls = {source.url for source in challenge.sources}
    assert "https://www.tiktok.com/safety/en-us/online-challenges/" in urls
    assert challenge.checked_on < challenge.review_by


def test_every_text_is_handed_to_the_translators_once() -> None:
    messages = list(challenge_messages(FOLDER))
    texts = [text for _, _, text, _ in messages]
    assert len(texts) == len({text.context for text in texts})
    assert all(line > 1 and file.suffix == ".yaml" for file, line, _, _ in messages)


def test_a_message_stands_where_it_says(challenge: Challenge) -> None:
    wanted = challenge.flows[Entry.DARE].button
    [(file, line)] = [(file, line) for file, line, text, _ in challenge_messages(FOLDER) if text == wanted]
    assert wanted.source in file.read_text(encoding="utf-8").splitlines()[line - 1]


def test_translators_know_who_reads_it() -> None:
    comments = {text.context: comment for _, _, text, comment in challenge_messages(FOLDER)}
    assert "teenagers" in comments["challenge/dare/safe"]
    assert "parents" in comments["challenge/saw/safe"]
    assert "teenagers" in comments["challenge/common/feeling/teen/sad"]
    assert "DETENTE" in comments["challenge/common/step/stop"]


def test_nothing_carries_a_hashtag() -> None:
    assert not any("#" in text.source for _, _, text, _ in challenge_messages(FOLDER))


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("    - safe = unsure\n", "", "may look fine"),
        ("    - adult = unsure\n", "", "decides nothing"),
        ("    - safe = no\n", "    - safe = perhaps\n", "Nobody can answer"),
        ("    - safe = no\n", "    - safe = no\n    - safe = no\n", "twice"),
        ("    - adult = yes\n", "    - adult = yes\n    - real = yes\n", "not the last question"),
        ("      - id: laugh\n", "      - id: harm\n", "stands here twice"),
        ("after: [pushed = yes,", "after: [pushed = maybe,", "Nobody can answer"),
        ("button: I saw", "button: Yesterday in the evening I saw", "at most 32"),
        ("  looks_fine:\n    title", "  looks_great:\n    title", "looks_great"),
        ("          - id: fine\n            label: Nothing bad\n", "          - id: fine\n", "has no label"),
    ],
)
def test_a_fault_is_named_with_its_file_and_line(folder: Path, old: str, new: str, problem: str) -> None:
    _swap(folder / "dare.yaml", old, new)
    with pytest.raises(ContentError) as caught:
        load_challenge(folder)
    assert any(problem in str(error) for error in caught.value.errors)
    assert all(error.file.name == "dare.yaml" and error.line > 1 for error in caught.value.errors)


def test_a_verdict_without_a_card_is_a_fault(folder: Path) -> None:
    text = (folder / "chat.yaml").read_text(encoding="utf-8")
    text = text.replace("    title: Talk about", "    for: [looks_fine]\n    title: Talk about")
    text = text.replace('    for: ["no", not_sure_means_no]', '    for: ["no"]')
    (folder / "chat.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(ContentError, match="No card is for `not_sure_means_no`"):
        load_challenge(folder)


def test_all_steps_are_needed(folder: Path) -> None:
    _swap(folder / "common.yaml", "  decide: Decide\n", "")
    with pytest.raises(ContentError, match=r"`steps\.decide` is missing"):
        load_challenge(folder)
