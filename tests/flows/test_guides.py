"""What to do now, tapped through from the phone's side; what is ticked is stored nowhere."""

import pytest

from bot.simulator.person import Person
from bot.simulator.server import Simulator
from tests.flows.looking import Ledger

pytestmark = pytest.mark.usefixtures("service")


async def arrive(sim: Simulator, role: str) -> Person:
    person = sim.person(name="Asha", language_code="en")
    await person.sends("/start")
    for label in ("English", role):
        await person.taps(label)
    await person.sends("/menu")
    return person


async def test_from_the_menu_in_two_taps_step_by_step_to_the_end(sim: Simulator, ledger: Ledger) -> None:
    asha = await arrive(sim, "I am a teen")
    await asha.taps("What to do now")
    await asha.taps("threatened over a picture")
    assert "It is not your fault." in asha.screen.text
    assert asha.screen.labels[0].endswith("Talk to somebody now")
    assert "☐ 1. Stop answering" in asha.screen.text
    for number in range(1, 9):
        assert "You have done everything" not in asha.screen.text
        await asha.taps(f"Step {number} is done")
        assert asha.screen.text.count("☑") == number
    assert "You have done everything you can do now." in asha.screen.text
    await asha.taps("☑ 3")
    assert "☐ 3. Tell one adult you trust" in asha.screen.text
    assert "threatened" not in str(ledger.everything())
    await asha.taps("Step 3 is done")
    await asha.taps("Threatened over a picture")
    assert "●○○○○○" in asha.screen.text
    assert asha.unanswered_queries == []


async def test_a_parent_gets_the_version_for_parents(sim: Simulator) -> None:
    ramesh = await arrive(sim, "parent or carer")
    await ramesh.sends("/guide")
    await ramesh.taps("My child is threatened")
    assert "do this together." in ramesh.screen.text
    await ramesh.taps("Read all the steps")
    assert "Tomorrow" in ramesh.screen.text
    await ramesh.taps("One step at a time")
    assert "Tomorrow" not in ramesh.screen.text
    await ramesh.taps("Something else happened")
    assert "What to do now" in ramesh.screen.text


async def test_the_finder_leads_to_the_guide_first(sim: Simulator) -> None:
    ramesh = await arrive(sim, "parent or carer")
    await ramesh.taps("Find a lesson")
    await ramesh.taps("What happened to my child")
    await ramesh.taps("My child is being threatened")
    assert [label.partition(" ")[2] for label in ramesh.screen.labels[:2]] == [
        "What to do now",
        "Talk to somebody now",
    ]
    await ramesh.taps("What to do now")
    assert "Someone threatens to show a picture of your child" in ramesh.screen.text


async def test_a_link_leads_to_a_guide(sim: Simulator) -> None:
    asha = sim.person(name="Asha", language_code="en")
    await asha.sends("/start guide-threatened")
    assert "☐ 1. Stop answering" in asha.screen.text
    await asha.taps("Report pictures or content")
    assert "Where to report" in asha.screen.text


async def test_a_guide_that_is_not_there_is_a_kind_screen(sim: Simulator) -> None:
    asha = await arrive(sim, "I am a teen")
    await asha.taps("What to do now")
    await asha.taps_data("gs:no-such-guide:3")
    assert "I could not find that here" in asha.screen.text


async def test_a_button_of_last_week_still_answers(sim: Simulator) -> None:
    asha = await arrive(sim, "I am a teen")
    await asha.taps("What to do now")
    sim.clock.advance(seconds=9 * 24 * 3600)
    await asha.taps("threatened over a picture")
    assert "☐ 1. Stop answering" in asha.screen.text
