import shutil
from pathlib import Path

import pytest

from bot.content.blame_rules import check_blame
from bot.domain.challenge import Entry
from bot.folders import shared_folder


def test_what_ships_says_it_wherever_it_must() -> None:
    assert list(check_blame(shared_folder("content"))) == []


@pytest.mark.parametrize(
    "name",
    [
        "situations/threatened.yaml",
        "situations/unknown-contact.yaml",
        "friend/odd-chat.yaml",
    ],
)
def test_a_path_that_no_longer_says_it_is_found(tmp_path: Path, name: str) -> None:
    shutil.copytree(shared_folder("content"), tmp_path, dirs_exist_ok=True)
    path = tmp_path / name
    path.write_text(path.read_text(encoding="utf-8").replace("fault", "wish"), encoding="utf-8")
    assert {each.file for each in check_blame(tmp_path)} == {path}


def test_ways_into_the_challenge_check_that_no_longer_say_it_are_found(tmp_path: Path) -> None:
    shutil.copytree(shared_folder("content"), tmp_path, dirs_exist_ok=True)
    for path in (tmp_path / "challenge").glob("*.yaml"):
        path.write_text(path.read_text(encoding="utf-8").replace("fault", "wish"), encoding="utf-8")
    assert {each.file.stem for each in check_blame(tmp_path)} == set(Entry)


def test_a_path_about_something_else_need_not_say_it() -> None:
    text = (shared_folder("content") / "situations" / "night-phone.yaml").read_text(encoding="utf-8")
    assert "your fault" not in text
