"""The bot at a desk: the simulator, the bot against it, and six people ready to talk."""

import secrets
import tempfile
from collections.abc import Callable
from pathlib import Path

from bot.folders import shared_folder
from bot.reload import Watch
from bot.run import Service, library_folders, read_library, until_stopped
from bot.settings import Settings, load_settings
from bot.simulator.persons import READY_PERSONS
from bot.simulator.preview.routes import Content
from bot.simulator.server import Simulator
from bot.tasks import Tasks

_TOKEN_TAIL = 24
_PACE_SECONDS = 1.0  # whoever moves the clock does not want to wait


async def run_demo(*, port: int, show: Callable[[str], None]) -> None:
    """Run until interrupted; what was said is gone afterwards."""
    token = f"1:{secrets.token_urlsafe(_TOKEN_TAIL)}"
    simulator = Simulator(token=token)
    await simulator.start(port=port)
    simulator.add_ready_persons()
    with tempfile.TemporaryDirectory(prefix="foursteps-") as folder:
        settings = _settings(token, simulator.url, Path(folder))
        service = Service(settings, clock=simulator.clock.now, pace=_PACE_SECONDS)
        tasks = Tasks()
        simulator.preview(lambda: _content(service))
        try:
            await service.start()
            show(f"foursteps is ready: {simulator.url}")
            _watch(service, settings, tasks, show)
            show("Pick people, move the clock, see what the bot sends. Stop with Ctrl+C.")
            await until_stopped(service)
        finally:
            await tasks.drain(timeout=0)
            await service.stop()
            await simulator.stop()


def _watch(service: Service, settings: Settings, tasks: Tasks, show: Callable[[str], None]) -> None:
    """Let people see at once what authors and translators write."""
    assert service.app
    watch = Watch(
        service.app.library,
        read=lambda: read_library(settings),
        folders=library_folders(settings),
        tell=show,
    )
    tasks.start(watch.run(), name="look at the files")


def _content(service: Service) -> Content | None:
    app = service.app
    if app is None:
        return None
    return Content(catalog=app.catalog, translators=app.translators, locales=shared_folder("locales"))


def _settings(token: str, url: str, folder: Path) -> Settings:
    coordinators = [person.id for person in READY_PERSONS if person.role == "coordinator"]
    return load_settings(
        _env_file=None,
        bot_token=token,
        api_url=url,
        database_url=f"sqlite:///{folder / 'demo.db'}",
        private_listen="127.0.0.1:0",
        admins=",".join(map(str, coordinators)),
        least_audience=1,  # a handful of people live here
    )
