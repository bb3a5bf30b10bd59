"""A language whose lessons are not ready: said, and the lessons come in another that the reader picks."""

import json
from pathlib import Path

import pytest

from bot.folders import shared_folder
from bot.i18n.locales import load_translators
from bot.run import Service, read_library
from bot.settings import Serve, Settings
from bot.simulator.person import Person
from bot.simulator.server import Simulator

pytestmark = pytest.mark.usefixtures("service")
HINDI = load_translators(shared_folder("locales"))("hi")


@pytest.fixture
def mode() -> str:
    return "webhook"


async def arriving(sim: Simulator, language_code: str = "hi") -> Person:
    person = sim.person(name="Meera", language_code=language_code)
    await person.sends("/start")
    return person


async def reads_the_first_lesson(person: Person) -> str:
    await person.sends("/lesson")
    await person.taps_data("lc")
    return person.screen.text


async def test_a_first_contact_in_hindi_says_so_and_walks_to_the_end(sim: Simulator) -> None:
    meera = await arriving(sim)
    assert meera.screen.labels[0] == "✅ हिन्दी"
    await meera.taps("हिन्दी")
    assert HINDI("The lessons are not in your language yet.") in meera.screen.text
    assert meera.screen.labels[:4] == ["✅ English", "नेपाली", "Español", "العربية"]
    await meera.taps("English")
    for label in ("I am a teen", "13 to 15"):
        await meera.taps(HINDI.label(label))
    await meera.sends("Nepal")
    await meera.taps_data("an:NP")
    await meera.taps(HINDI.label("Start the first lesson"))
    assert "What is a challenge?" in meera.screen.text
    assert meera.unanswered_queries == []


async def test_who_chose_a_language_that_is_not_served_any_more_keeps_the_choice(
    sim: Simulator, settings: Settings, service: Service, tmp_path: Path
) -> None:
    meera = await arriving(sim)
    await meera.taps("हिन्दी")
    reviewed = settings.model_copy(update={"serve": Serve.REVIEWED, "locales": tmp_path})
    assert service._front is not None
    service._front._dispatcher._app.library.take(read_library(reviewed))
    await meera.sends("/language")
    assert meera.screen.labels[0] == "✅ English"
    assert "हिन्दी" not in meera.screen.labels
    await meera.sends("/export")
    assert meera.screen.document is not None
    assert json.loads(meera.screen.document.content)["learners"][0]["locale"] == "hi"


async def test_lessons_come_in_the_language_that_was_picked(sim: Simulator) -> None:
    meera = await arriving(sim)
    await meera.taps("हिन्दी")
    english = await reads_the_first_lesson(meera)
    await meera.sends("/start")
    await meera.sends("/settings")
    await meera.taps(HINDI.label("Language of lessons"))
    await meera.taps("Español")
    spanish = await reads_the_first_lesson(meera)
    assert english != spanish
    await meera.sends("/menu")
    assert HINDI("What would you like to do?") in meera.screen.text


async def test_skipping_the_language_does_not_skip_the_word_about_lessons(sim: Simulator) -> None:
    ana = await arriving(sim, "pt-br")
    await ana.taps_data("ak:language")
    assert ana.screen.labels[:2] == ["✅ Español", "English"]
    await ana.taps_data("ar")
    assert "👤" not in ana.screen.text
    assert any(label.startswith("🧑") for label in ana.screen.labels)


async def test_what_was_picked_is_in_the_export_and_survives_a_change_of_language(sim: Simulator) -> None:
    meera = await arriving(sim)
    await meera.taps("हिन्दी")
    await meera.taps("العربية")
    await meera.taps_data("as:en")
    await meera.taps_data("as:fr")
    assert "✅ العربية" in meera.screen.labels
    await meera.sends("/export")
    assert meera.screen.document is not None
    (row,) = json.loads(meera.screen.document.content)["learners"]
    assert (row["locale"], row["lesson_locale"]) == ("fr", "ar")


async def test_a_language_without_lessons_cannot_be_picked_for_them(sim: Simulator) -> None:
    meera = await arriving(sim)
    await meera.taps("हिन्दी")
    await meera.taps_data("az:hi")
    await meera.taps_data("az:xx")
    await meera.sends("/export")
    assert meera.screen.document is not None
    assert json.loads(meera.screen.document.content)["learners"][0]["lesson_locale"] is None
