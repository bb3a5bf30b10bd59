"""Our bot with a pace no operator can set: `python -m benchmarks.our_sender PER_SECOND`."""

import sys

import uvloop

from bot.log import set_up_logging
from bot.run import serve
from bot.settings import Settings

set_up_logging("WARNING")
uvloop.run(serve(Settings().model_copy(update={"bulk_per_second": int(sys.argv[1])})))
