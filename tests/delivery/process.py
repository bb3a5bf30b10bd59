"""A bot as `foursteps run` starts it, but quick to take over; its arguments are the pace and the term."""

import asyncio
import sys
from datetime import timedelta

from bot.log import set_up_logging
from bot.run import Service, until_stopped
from bot.settings import load_settings

_SWEEP_SECONDS = 0.3


async def run(per_second: int, term: timedelta) -> None:
    """Serve until told to stop."""
    settings = load_settings(_env_file=None).model_copy(update={"bulk_per_second": per_second})
    service = Service(settings, pace=_SWEEP_SECONDS, term=term)
    await service.start()
    try:
        await until_stopped(service)
    finally:
        await service.stop()


if __name__ == "__main__":
    set_up_logging("INFO")
    asyncio.run(run(int(sys.argv[1]), timedelta(seconds=float(sys.argv[2]))))
