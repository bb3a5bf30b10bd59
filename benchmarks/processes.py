"""The bot as the operating system sees it: start, stop, processor time, memory."""

import re
import signal
import subprocess
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

import psutil

_PEAK = re.compile(r"^VmHWM:\s+(\d+) kB", re.MULTILINE)
_PATIENCE = 10.0


class BotProcess:
    """A bot under test, with everything it starts."""

    def __init__(
        self, command: Sequence[str], *, env: Mapping[str, str] | None, cwd: Path, log: Path
    ) -> None:
        self._log = log
        with log.open("wb") as output:
            self._popen = subprocess.Popen(command, env=env, cwd=cwd, stdout=output, stderr=subprocess.STDOUT)
        self._process = psutil.Process(self._popen.pid)

    @property
    def is_alive(self) -> bool:
        """Whether it still runs."""
        return self._popen.poll() is None

    def cpu_seconds(self) -> float:
        """User and system time of the whole tree, finished children included."""
        times = [process.cpu_times() for process in self._tree()]
        return sum(one.user + one.system + one.children_user + one.children_system for one in times)

    def peak_mb(self) -> float:
        """The most resident memory each process ever had, added up."""
        return sum(_peak_kb(process) for process in self._tree()) / 1024

    def now_mb(self) -> float:
        """Resident memory now."""
        return sum(process.memory_info().rss for process in self._tree()) / 1024**2

    def last_words(self) -> str:
        """The end of what it wrote."""
        return self._log.read_text(errors="replace")[-2000:]

    def stop(self) -> None:
        """End it as an operator would; kill what does not listen."""
        tree = self._tree()
        with suppress(ProcessLookupError):
            self._popen.send_signal(signal.SIGTERM)
        _gone, alive = psutil.wait_procs(tree, timeout=_PATIENCE)
        for process in alive:
            process.kill()
        self._popen.wait()

    def _tree(self) -> list[psutil.Process]:
        with suppress(psutil.NoSuchProcess):
            return [self._process, *self._process.children(recursive=True)]
        return []


def _peak_kb(process: psutil.Process) -> float:
    status = Path(f"/proc/{process.pid}/status")
    if status.exists() and (peak := _PEAK.search(status.read_text())):
        return float(peak[1])
    return float(process.memory_info().rss) / 1024
