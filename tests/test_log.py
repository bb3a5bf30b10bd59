"""Logs are JSON and hold neither secrets nor words."""

import asyncio
import io
import json
import logging
import sqlite3
from collections.abc import Iterator
from typing import Any

import pytest
import structlog

from bot.log import set_up_logging
from bot.tasks import Tasks

TOKEN = "123456789:AAE-canary-of-a-token_0123456789abcd"
URL = "postgresql://foursteps:canary-password@db/foursteps"


@pytest.fixture
def written() -> Iterator[io.StringIO]:
    """Log everything to memory, and put logging back as it was."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    stream = io.StringIO()
    set_up_logging("DEBUG", stream=stream)
    yield stream
    root.handlers[:] = handlers
    root.setLevel(level)
    structlog.reset_defaults()


def lines(written: io.StringIO) -> list[dict[str, Any]]:
    assert "canary" not in written.getvalue()
    return [json.loads(line) for line in written.getvalue().splitlines()]


def test_a_line_says_what_when_where_and_how_bad(written: io.StringIO) -> None:
    structlog.get_logger("bot.tg.somewhere").warning("reply given up", update_id=7)
    (line,) = lines(written)
    assert line["event"] == "reply given up"
    assert (line["level"], line["logger"], line["update_id"]) == ("warning", "bot.tg.somewhere", 7)
    assert line["timestamp"].endswith("Z")


@pytest.mark.parametrize(
    "word",
    [
        TOKEN,
        f"POST https://api.telegram.org/bot{TOKEN}/sendMessage failed",
        f"https://api.telegram.org/file/bot{TOKEN}/photos/1.jpg",
        URL,
        "postgresql://foursteps:canary@with@canary@db/foursteps",
        "host=db user=foursteps password=canary dbname=foursteps",
    ],
)
def test_no_secret_gets_through(written: io.StringIO, word: str) -> None:
    log = structlog.get_logger("bot")
    log.info(word, url=word, parts=[word, (word,)], more={"deep": {word: [word]}})
    logging.getLogger("somebody.else").error("failed: %s", word)
    assert len(lines(written)) == 2


def fail_with(word: str) -> None:
    raise sqlite3.OperationalError(word)


@pytest.mark.parametrize("word", ["canary: what a child wrote", TOKEN])
def test_an_exception_is_its_kind_and_its_way(written: io.StringIO, word: str) -> None:
    try:
        try:
            fail_with(word)
        except sqlite3.Error as error:
            raise RuntimeError(word) from error
    except RuntimeError:
        structlog.get_logger("bot").exception("update failed", update_id=7)
        logging.getLogger("aiohttp.server").exception("Error handling request")
    for line in lines(written):
        assert line["error"] == "RuntimeError from OperationalError"
        assert "test_an_exception_is_its_kind_and_its_way" in line["at"][0]
        assert "exception" not in line


async def test_a_task_that_failed_unseen_is_logged_without_its_words(written: io.StringIO) -> None:
    loop = asyncio.get_running_loop()
    error = ValueError("canary: what a child wrote")
    future = loop.create_future()
    future.set_exception(error)
    loop.call_exception_handler(
        {"message": "Task exception was never retrieved", "exception": error, "future": future}
    )
    future.exception()
    (line,) = [line for line in lines(written) if line["logger"] == "asyncio" and line["level"] == "error"]
    assert line["event"] == "Task exception was never retrieved"
    assert line["error"] == "ValueError"


async def test_work_in_the_background_is_logged_by_its_name(written: io.StringIO) -> None:
    async def work() -> None:
        raise ValueError("canary")

    tasks = Tasks()
    tasks.start(work(), name="sweep")
    await tasks.drain(timeout=1)
    (line,) = [line for line in lines(written) if line["event"] == "background task failed"]
    assert (line["task"], line["error"]) == ("sweep", "ValueError")


@pytest.mark.parametrize("name", ["telegram.Bot", "httpx", "aiosqlite", "aiohttp.access", "apscheduler.x"])
def test_libraries_that_quote_are_kept_quiet(written: io.StringIO, name: str) -> None:
    logging.getLogger(name).info("canary")
    logging.getLogger(name).debug("canary")
    assert lines(written) == []


def test_a_level_is_a_level(written: io.StringIO) -> None:
    set_up_logging("WARNING", stream=written)
    structlog.get_logger("bot").info("canary")
    logging.getLogger("bot").info("canary")
    assert lines(written) == []
