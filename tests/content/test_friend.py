import shutil
from pathlib import Path

import pytest

from bot.content.catalog import load_catalog
from bot.content.friend import FOLDER, load_friend, load_friend_pieces
from bot.content.reader import ContentError
from bot.domain.action import Copy
from bot.domain.friend import Worry
from bot.domain.learner import AgeBand, Role
from bot.domain.progress import may_open
from bot.folders import shared_folder

CATALOG = load_catalog(shared_folder("content"))
WORRIES = load_friend(shared_folder("content"))


def test_the_worries_stand_in_their_order() -> None:
    assert [worry.id for worry in WORRIES] == [
        "threatened",
        "bullied",
        "risky-challenge",
        "hurt-themselves",
        "odd-chat",
        "scared",
    ]
    assert [worry.id for worry in WORRIES if worry.is_urgent] == ["hurt-themselves"]


@pytest.mark.parametrize("worry", WORRIES, ids=lambda worry: worry.id)
def test_each_takes_the_guilt_away_and_promises_no_secrecy(worry: Worry) -> None:
    said = f"{worry}".casefold()
    assert "fault" in said
    assert "promise" in worry.do_not_promise.source
    assert "adult" in said


def test_each_leads_to_a_lesson_that_a_teen_may_open() -> None:
    for lesson in map(CATALOG.lesson, (worry.lesson for worry in WORRIES)):
        assert may_open(lesson, role=Role.TEEN, age_band=AgeBand.UNDER_13)


def test_sentences_are_short_enough_to_be_copied_and_carry_no_quotation_marks() -> None:
    for sentence in (sentence.source for worry in WORRIES for sentence in worry.sentences):
        assert len(sentence) <= Copy.LIMIT * 2 // 3, "other languages are longer"
        assert not {"“", "”", '"'} & set(sentence)


def test_translators_hear_what_becomes_of_a_sentence() -> None:
    first = next(iter(load_friend_pieces(shared_folder("content"))))
    assert "Copied" in first.comments["sentences"]
    assert first.value == WORRIES[0]


def test_a_fault_names_its_line(tmp_path: Path) -> None:
    shutil.copytree(shared_folder("content") / FOLDER, tmp_path / FOLDER)
    file = tmp_path / FOLDER / "scared.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("opening:", "openning:"), encoding="utf-8")
    with pytest.raises(ContentError, match="openning"):
        load_friend(tmp_path)
