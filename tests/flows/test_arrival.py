"""First contact: at most six taps to the first lesson, every step can be skipped, help before any of it."""

import pytest

from bot.simulator.server import Simulator

pytestmark = pytest.mark.usefixtures("service")


async def test_a_teen_arrives_in_six_taps_at_the_first_lesson(sim: Simulator) -> None:
    asha = sim.person(name="Asha", language_code="en")
    await asha.sends("/start")
    for label in ("English", "I am a teen", "13 to 15", "Nepal", "Start the first lesson"):
        await asha.taps(label)
    assert "1/" in asha.screen.text or "●" in asha.screen.text
    assert asha.unanswered_queries == []


async def test_the_language_telegram_tells_is_offered_first(sim: Simulator) -> None:
    lucia = sim.person(name="Lucía", language_code="es")
    await lucia.sends("/start")
    assert lucia.screen.labels[0] == "✅ Español"
    assert {"English", "नेपाली", "العربية"} <= set(lucia.screen.labels)


async def test_every_question_can_be_skipped_and_has_help(sim: Simulator) -> None:
    somebody = sim.person(name="Somebody")
    await somebody.sends("/start")
    for _ in range(3):
        assert "💛 Help now" in somebody.screen.labels
        await somebody.taps("⏭ Skip")
    assert "▶️ Start the first lesson" in somebody.screen.labels


async def test_a_country_is_found_by_typing_with_a_slip_of_the_finger(sim: Simulator) -> None:
    ramesh = sim.person(name="Ramesh")
    await ramesh.sends("/start")
    await ramesh.taps("English")
    await ramesh.taps("parent or carer")
    await ramesh.sends("colmbia")
    await ramesh.taps("Colombia")
    await ramesh.sends("/settings")
    assert "Colombia" in ramesh.screen.text


async def test_a_child_under_13_is_asked_to_fetch_a_grown_up(sim: Simulator) -> None:
    child = sim.person(name="Child")
    await child.sends("/start")
    for label in ("English", "I am a teen", "Under 13"):
        await child.taps(label)
    assert "not your fault" in child.screen.text
    await child.taps("A grown-up is here with me")
    assert "Which country" in child.screen.text


async def test_the_language_can_be_changed_later_and_leads_back_to_the_settings(sim: Simulator) -> None:
    somebody = sim.person(name="Somebody")
    await somebody.sends("/start")
    for _ in range(3):
        await somebody.taps("⏭ Skip")
    await somebody.sends("/language")
    await somebody.taps("Español")
    assert "Idioma: español" in somebody.screen.text
    assert "🗑" in "".join(somebody.screen.labels)


@pytest.mark.parametrize(
    ("payload", "words"),
    [
        ("challenge", "challenge"),
        ("help-NP", "1098"),
        ("lesson-stop-first", "Stop"),
        ("../../etc", "language"),
    ],
)
async def test_deep_links_lead_where_they_say_and_nowhere_else(
    sim: Simulator, payload: str, words: str
) -> None:
    somebody = sim.person(name="Somebody")
    await somebody.sends(f"/start {payload}")
    assert words in somebody.screen.text
