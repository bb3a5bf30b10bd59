"""Work in the background has one home: tasks are kept, named, logged when they fail, awaited at the end."""

import asyncio
from collections.abc import Coroutine
from typing import Any

import structlog

log = structlog.get_logger(__name__)


class Tasks:
    """Keep the running tasks, so that none is lost and stopping can wait for them."""

    def __init__(self) -> None:
        self._running: set[asyncio.Task[None]] = set()

    def __len__(self) -> int:
        return len(self._running)

    def start(self, work: Coroutine[Any, Any, None], *, name: str) -> asyncio.Task[None]:
        """Run `work` beside the rest; a failure is logged by name, never lost."""
        task = asyncio.get_running_loop().create_task(work, name=name)
        self._running.add(task)
        task.add_done_callback(self._finished)
        return task

    async def settle(self, *, timeout: float) -> None:  # noqa: ASYNC109 (to wait no longer is no failure)
        """Wait up to `timeout` seconds for what is running; what is late goes on."""
        if self._running:
            await asyncio.wait(self._running, timeout=timeout)

    async def drain(self, *, timeout: float) -> int:  # noqa: ASYNC109 (what is left after it is the result)
        """Wait up to `timeout` seconds for what is running, cancel the rest and return their number."""
        if not self._running:
            return 0
        _, late = await asyncio.wait(self._running, timeout=timeout)
        for task in late:
            task.cancel()
        await asyncio.gather(*late, return_exceptions=True)
        return len(late)

    def _finished(self, task: asyncio.Task[None]) -> None:
        self._running.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            log.error("background task failed", task=task.get_name(), exc_info=error)
