import shutil
from pathlib import Path

import pytest

from bot.content.classroom import FILE, load_class, load_class_pieces
from bot.content.reader import ContentError
from bot.folders import shared_folder

PLAN = load_class(shared_folder("content"))


def test_a_class_fits_a_lesson_at_school_and_has_the_four_steps() -> None:
    assert 30 <= PLAN.minutes <= 40
    titles = [card.title.source for card in PLAN.cards]
    assert titles[0] == "Before the class"
    assert titles[3:7] == ["Step 1: Stop", "Step 2: Think", "Step 3: Decide", "Step 4: Act"]


def test_what_is_read_aloud_has_questions_and_a_hint_what_to_listen_for() -> None:
    spoken = [card for card in PLAN.cards if card.say]
    assert len(spoken) == len(PLAN.cards) - 1
    assert all(card.ask and card.listen_for for card in spoken)


def test_a_pupil_who_tells_is_believed_and_not_promised_secrecy() -> None:
    said = " ".join(line.source for line in PLAN.if_somebody_tells)
    assert "I believe you. It is not your fault." in said
    assert "Do not promise to keep it secret." in said


def test_translators_hear_what_is_read_aloud() -> None:
    (whole,) = load_class_pieces(shared_folder("content"))
    assert "aloud" in whole.comments["say"]
    assert whole.value == PLAN


def test_an_empty_card_is_a_fault_with_its_line(tmp_path: Path) -> None:
    shutil.copy(shared_folder("content") / FILE, tmp_path)
    file = tmp_path / FILE
    file.write_text(file.read_text(encoding="utf-8").replace("    for_you:", "    ask:"), encoding="utf-8")
    with pytest.raises(ContentError):
        load_class(tmp_path)
