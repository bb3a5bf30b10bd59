"""What authors and translators write while the demo runs."""

import shutil
from pathlib import Path

import pytest

from bot.folders import shared_folder
from bot.reload import Watch
from bot.run import Service, library_folders, read_library
from bot.settings import Settings
from bot.simulator.person import Person
from bot.simulator.server import Simulator

LESSON = "lessons/what-is-a-challenge.yaml"
NEPALI = "ne/LC_MESSAGES/messages.po"


@pytest.fixture
def mode() -> str:
    return "webhook"


@pytest.fixture
def settings(settings: Settings, tmp_path: Path) -> Settings:
    """Let content and locales be copies that may be changed."""
    content = shutil.copytree(shared_folder("content"), tmp_path / "content")
    locales = tmp_path / "locales"
    shutil.copytree(shared_folder("locales") / "ne", locales / "ne")
    return settings.model_copy(update={"content": Path(content), "locales": locales})


@pytest.fixture
def told() -> list[str]:
    return []


@pytest.fixture
def watch(service: Service, settings: Settings, told: list[str]) -> Watch:
    assert service.app
    return Watch(
        service.app.library,
        read=lambda: read_library(settings),
        folders=library_folders(settings),
        tell=told.append,
    )


@pytest.fixture
async def reader(sim: Simulator, service: Service) -> Person:
    assert service.failure is None
    person = sim.person(name="Asha", language_code="en")
    await person.sends("/lesson")
    await person.taps("Start the first lesson")
    return person


def swap(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def content(settings: Settings) -> Path:
    return library_folders(settings)[0]


async def again(person: Person) -> str:
    await person.sends("/lesson")
    await person.taps("Go on where you left off")
    return person.screen.text


async def test_the_next_tap_shows_the_new_words(
    settings: Settings, watch: Watch, told: list[str], reader: Person
) -> None:
    swap(content(settings) / LESSON, "cards:\n  - title: ", "cards:\n  - title: Quite new. ")
    assert "Quite new." not in await again(reader)
    await watch.look()
    assert "Quite new." in await again(reader)
    assert told == [f"Read again: {LESSON}"]


async def test_nothing_is_read_while_nothing_changes(watch: Watch, told: list[str]) -> None:
    await watch.look()
    await watch.look()
    assert told == []


async def test_a_broken_file_is_told_and_the_old_words_stay(
    settings: Settings, watch: Watch, told: list[str], reader: Person
) -> None:
    before, path = await again(reader), content(settings) / LESSON
    swap(path, "minutes: ", "minutes: many ")
    await watch.look()
    assert told[0].startswith(f"✗ {path}:2: `minutes`")
    assert told[1].startswith("The old words stay")
    assert await again(reader) == before
    swap(path, "minutes: many ", "minutes: ")
    await watch.look()
    assert told[2:] == [f"Read again: {LESSON}"]


async def test_a_helpline_that_cannot_be_read_is_told_too(
    settings: Settings, watch: Watch, told: list[str], service: Service
) -> None:
    assert service.app
    path = content(settings) / "helplines" / "NP.yaml"
    swap(path, 'country: "NP"', 'country: "XX"')
    await watch.look()
    assert f"{path}:" in told[0]
    assert service.app.catalog.helplines.for_country("NP")


async def test_a_file_more_and_a_file_less_are_seen(
    settings: Settings, watch: Watch, told: list[str]
) -> None:
    more = content(settings) / "lessons" / "one-more.yaml"
    shutil.copy(content(settings) / LESSON, more)
    await watch.look()
    assert "No unit lists this lesson" in told[0]
    more.unlink()
    await watch.look()
    assert told[-1] == "Read again: lessons/one-more.yaml"


async def test_translations_are_read_again(
    settings: Settings, watch: Watch, told: list[str], service: Service
) -> None:
    assert service.app
    po = library_folders(settings)[1] / NEPALI
    app, before = service.app, service.app.translators("ne").label("Menu")
    swap(po, f'msgid "Menu"\nmsgstr "{before}"', 'msgid "Menu"\nmsgstr "Menyu"')
    await watch.look()
    assert app.translators("ne").label("Menu") == "Menyu"
    swap(po, 'msgid "Menu"\n', '<<<<<<< ours\nmsgid "Menu"\n')
    line = po.read_text(encoding="utf-8").splitlines().index("<<<<<<< ours") + 1
    await watch.look()
    assert told[1].startswith(f"✗ {po}:{line}: This is no PO file")
    assert app.translators("ne").label("Menu") == "Menyu"
