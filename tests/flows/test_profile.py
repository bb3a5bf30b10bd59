"""What Telegram shows about the bot: per language and scope, told only when it differs."""

from pathlib import Path

from bot.i18n.locales import SERVED
from bot.run import Service
from bot.settings import Serve, Settings
from bot.simulator.server import Simulator
from tests.flows.conftest import COORDINATOR


def told(sim: Simulator) -> list[str]:
    return [call.method for call in sim.calls if call.method.startswith("setMy")]


async def run_once(settings: Settings, sim: Simulator) -> None:
    """Start and stop; the profile is told beside the rest, and stopping waits for it."""
    running = Service(settings, clock=sim.clock.now)
    await running.start()
    await running.stop()


async def test_commands_and_descriptions_are_told_once_in_every_language(
    sim: Simulator, settings: Settings
) -> None:
    await run_once(settings, sim)
    assert told(sim).count("setMyCommands") == len(SERVED)
    assert {"setMyDescription", "setMyShortDescription"} < set(told(sim))
    before = len(told(sim))
    await run_once(settings, sim)
    assert len(told(sim)) == before


async def test_coordinators_see_more_commands_once_they_have_written(
    sim: Simulator, settings: Settings
) -> None:
    running = Service(settings, clock=sim.clock.now)
    await running.start()
    coordinator = sim.person(name="Grace", id=COORDINATOR)
    await coordinator.sends("/start")
    await running.stop()
    scopes = [call.params.get("scope") for call in sim.calls if call.method == "setMyCommands"]
    assert any(str(COORDINATOR) in str(scope) for scope in scopes)


async def test_what_was_told_in_a_language_is_taken_back_when_it_is_not_served_any_more(
    sim: Simulator, settings: Settings, tmp_path: Path
) -> None:
    await run_once(settings, sim)
    nothing_read = settings.model_copy(update={"serve": Serve.REVIEWED, "locales": tmp_path})
    await run_once(nothing_read, sim)
    gone = [call.params.get("language_code") for call in sim.calls if call.method == "deleteMyCommands"]
    assert set(gone) == {tag.partition("-")[0] for tag in SERVED} - {"en"}
    before = len(told(sim))
    await run_once(nothing_read, sim)
    assert len(told(sim)) == before
