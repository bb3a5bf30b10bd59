import shutil
from pathlib import Path

import pytest

from bot.content.catalog import UnknownSituationError, load_catalog
from bot.content.pieces import pieces
from bot.content.reader import ContentError
from bot.content.situations import load_situation_pieces, load_situations
from bot.domain.situation import Situation
from bot.folders import shared_folder

CONTENT = shared_folder("content")
SITUATIONS = tuple(load_situations(CONTENT).values())
BLAMELESS = {"worrying-chat", "threatened", "picture-sent", "unknown-contact", "bullied"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copy(CONTENT / "units.yaml", tmp_path)
    shutil.copytree(CONTENT / "situations", tmp_path / "situations")
    shutil.copytree(CONTENT / "guides", tmp_path / "guides")
    return tmp_path


def change(folder: Path, old: str, new: str, name: str = "worrying-chat") -> None:
    file = folder / "situations" / f"{name}.yaml"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_there_are_twelve() -> None:
    assert len(SITUATIONS) == 12


def test_they_stand_in_their_order_and_are_among_the_pieces() -> None:
    assert [each.place for each in SITUATIONS] == list(range(1, len(SITUATIONS) + 1))
    found = [piece.value for piece in pieces(CONTENT) if isinstance(piece.value, Situation)]
    assert found == list(SITUATIONS)


def test_a_situation_is_found_or_refused_kindly() -> None:
    catalog = load_catalog(CONTENT)
    assert catalog.situation("worrying-chat").id == "worrying-chat"
    with pytest.raises(UnknownSituationError):
        catalog.situation("gone")


@pytest.mark.parametrize("situation", SITUATIONS, ids=lambda each: each.id)
def test_what_is_said_aloud_stands_in_quotation_marks(situation: Situation) -> None:
    aloud = [*situation.say, *(each.text for each in situation.avoid), situation.follow_up.another]
    for text in aloud:
        assert text.source.startswith("“")
        assert text.source.endswith("”")


@pytest.mark.parametrize("name", sorted(BLAMELESS))
def test_after_pictures_threats_and_contact_it_is_said_that_it_is_not_their_fault(name: str) -> None:
    (situation,) = (each for each in SITUATIONS if each.id == name)
    assert "not your fault" in " ".join(text.source for text in situation.say)


def test_a_lesson_that_is_not_there_is_a_fault_on_its_line(folder: Path) -> None:
    change(folder, "lessons: [hear-your-child]", "lessons: [gone]")
    with pytest.raises(ContentError) as caught:
        list(load_situation_pieces(folder))
    assert "There is no lesson `gone`." in str(caught.value)
    assert caught.value.line > 1


def test_a_guide_that_is_not_there_is_a_fault_on_its_line(folder: Path) -> None:
    change(folder, "guide: secret-adult", "guide: gone")
    with pytest.raises(ContentError, match="There is no guide `gone`"):
        load_situations(folder)


def test_two_situations_cannot_have_one_place(folder: Path) -> None:
    shutil.copy(folder / "situations" / "worrying-chat.yaml", folder / "situations" / "zzz.yaml")
    with pytest.raises(ContentError, match="the place 1 too"):
        load_situations(folder)
