"""What the guides for authors quote is there."""

import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli.main import app
from bot.folders import shared_folder

ROOT = shared_folder("content").parent
GUIDE = (ROOT / "docs" / "authoring.md").read_text(encoding="utf-8")
LESSON = (ROOT / "content" / "lessons" / "pause-before-share.yaml").read_text(encoding="utf-8")


def test_the_worked_example_is_the_lesson_that_ships() -> None:
    quoted = re.findall(r"```yaml\n(.*?)```", GUIDE, re.DOTALL)
    assert len(quoted) == 4
    for block in quoted:
        assert block in LESSON


@pytest.mark.parametrize("command", sorted(set(re.findall(r"foursteps ((?:content|i18n) [a-z]+)", GUIDE))))
def test_every_command_in_the_guide_is_there(command: str) -> None:
    assert CliRunner().invoke(app, [*command.split(), "--help"]).exit_code == 0


@pytest.mark.parametrize("address", re.findall(r"\]\(([^)#]+)\)", GUIDE))
def test_every_link_in_the_guide_leads_somewhere(address: str) -> None:
    assert (ROOT / "docs" / Path(address)).exists()
