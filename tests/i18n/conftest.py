from collections.abc import Callable
from pathlib import Path

import pytest

from bot.i18n.locales import Translators, load_translators
from bot.i18n.po import new_header

Speak = Callable[[str, str], Translators]


@pytest.fixture
def speak(tmp_path: Path) -> Speak:
    """Return translators that know what a PO file for one language says."""

    def load(tag: str, entries: str) -> Translators:
        path = tmp_path / tag / "LC_MESSAGES" / "messages.po"
        path.parent.mkdir(parents=True)
        path.write_text(f"{new_header(tag)}\n{entries}", encoding="utf-8")
        return load_translators(tmp_path)

    return load
