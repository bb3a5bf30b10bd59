"""What the commands share: consoles, settings, the event loop, and a clear way to give up."""

import asyncio
import sys
from collections.abc import Coroutine
from typing import TYPE_CHECKING, Any, NoReturn

from rich.console import Console

if TYPE_CHECKING:
    from bot.settings import Settings

console = Console()
errors = Console(stderr=True)


def the_settings() -> "Settings":
    """Read the settings, or name every fault and stop."""
    from bot.settings import SettingsError, load_settings

    try:
        return load_settings()
    except SettingsError as error:
        give_up(*error.faults)


def give_up(*sentences: str) -> NoReturn:
    """Say what is wrong, a sentence a line, and stop with 2."""
    for sentence in sentences:
        errors.print(f"✗ {sentence}", markup=False, highlight=False, soft_wrap=True)
    sys.exit(2)


def run_loop(work: Coroutine[Any, Any, None]) -> None:
    """Run to the end on uvloop."""
    import uvloop

    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(work)
