"""JSON logs that cannot hold a secret or a child's words.

An exception is logged as its type and the places it passed, never as its message: a message may quote what a
person wrote. Standard library logging (aiohttp, APScheduler, python-telegram-bot) goes the same way.
"""

import logging
import re
import sys
import traceback
from pathlib import Path
from types import TracebackType
from typing import TextIO

import structlog
from structlog.typing import EventDict, WrappedLogger

_TOKEN = re.compile(r"[0-9]+:[A-Za-z0-9_-]{10,}")  # no \b: the Bot API's address has "bot" before it
_PASSWORD = re.compile(r"(?<=://)[^/\s]+@|(?<=password=)[^\s&]+")
_QUIET = ("aiohttp.access", "httpx", "httpcore", "telegram", "aiosqlite", "apscheduler", "hpack")
_HERE = Path(__file__).parent.parent


def set_up_logging(level: str, *, stream: TextIO | None = None) -> None:
    """Send every log line, ours and the libraries', as JSON to `stream` (standard error)."""
    handler = logging.StreamHandler(stream or sys.stderr)
    shared: list[structlog.typing.Processor] = [
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        only_what_happened,
        where_it_failed,
        redact,
    ]
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[structlog.stdlib.PositionalArgumentsFormatter(), *shared],
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                redact,
                structlog.processors.JSONRenderer(ensure_ascii=False),
            ],
        )
    )
    logging.basicConfig(handlers=[handler], level=level, force=True)
    for name in _QUIET:  # at DEBUG and INFO they quote addresses and bodies
        logging.getLogger(name).setLevel(logging.WARNING)
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelNamesMapping()[level]),
        cache_logger_on_first_use=False,
    )


def only_what_happened(_: WrappedLogger, __: str, event: EventDict) -> EventDict:
    """Keep the first line of what asyncio says: below it stand exceptions, with their words."""
    if event.get("logger") == "asyncio":
        event["event"] = str(event["event"]).partition("\n")[0]
    return event


def where_it_failed(_: WrappedLogger, __: str, event: EventDict) -> EventDict:
    """Replace an exception by its type and the lines it passed."""
    given = event.pop("exc_info", None)
    error = sys.exc_info()[1] if given is True else given[1] if isinstance(given, tuple) else given
    if isinstance(error, BaseException):
        event["error"] = _kinds(error)
        event["at"] = _frames(error.__traceback__)
    return event


def redact(_: WrappedLogger, __: str, event: EventDict) -> EventDict:
    """Strike out tokens and passwords wherever they stand."""
    return {key: _clean(value) for key, value in event.items()}


def _clean(value: object) -> object:
    if isinstance(value, str):
        return _PASSWORD.sub("…@", _TOKEN.sub("…", value))
    if isinstance(value, list | tuple | set | frozenset):
        return [_clean(part) for part in value]
    if isinstance(value, dict):
        return {_clean(key): _clean(part) for key, part in value.items()}
    return value


def _kinds(error: BaseException) -> str:
    kinds = []
    link: BaseException | None = error
    while link is not None:
        kinds.append(type(link).__name__)
        link = link.__cause__
    return " from ".join(kinds)


def _frames(trace: TracebackType | None) -> list[str]:
    return [f"{_short(frame.filename)}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(trace)]


def _short(filename: str) -> str:
    path = Path(filename)
    return str(path.relative_to(_HERE)) if path.is_relative_to(_HERE) else path.name
