"""The table: medians over the rounds, each against the plain echobot."""

import platform
import subprocess
import time
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from statistics import median

from benchmarks.contenders import BASE, Contender
from benchmarks.measure import IN_FLIGHT, PEOPLE, Figures
from benchmarks.places import ROOT, tool

_HEAD = """\
| bot | CPU s/1,000 | min..max | CPU against (a) | updates/s | p50 ms | p99 ms | peak MB | lost | resent |
|---|---|---|---|---|---|---|---|---|---|"""
_START_HEAD = """\
| bot | first start: s to the first answer | second start: s | MB at the first answer | peak MB under load |
|---|---|---|---|---|"""

_EXPLAINED = """\
CPU is user plus system time of the bot's whole process tree per 1,000 answered updates; the wait runs from
posting an update to the arrival of the call that shows its answer (a toast alone, in the webhook's own
answer, counts where nothing else changes); a lost update was never answered. Trust ratios within one table:
absolute figures move with the machine. The peers keep their state in memory; foursteps commits each update
to SQLite before it acknowledges. A press is one update and costs a peer two calls. Each bot gets as many
webhook connections as it asks for in `setWebhook` (40 if it asks for none)."""

Runs = dict[str, list[Figures]]


def write(
    figures: Sequence[Figures], contenders: Sequence[Contender], *, command: str, skipped: Sequence[str]
) -> str:
    """Return the whole report in Markdown."""
    parts = ["# Results", _preamble(figures, command)]
    parts += [f"- {line}" for line in skipped]
    for latency_ms in sorted({one.latency_ms for one in figures}):
        runs = _by_contender(figures, latency_ms)
        title = (
            f"A Bot API that takes {latency_ms} ms per call"
            if latency_ms
            else "A Bot API that answers at once"
        )
        parts += [f"## {title}", _table(runs, contenders)]
    parts += ["## Start", _start_table(_by_contender(figures, 0), contenders)]
    return "\n\n".join(parts) + "\n"


def with_section(text: str, title: str, body: str, *, command: str) -> str:
    """Put a section that was measured by itself at the end of the report, or in the place of its last one."""
    made = f"Made by `{command}` {when_and_where()}"
    section = f"## {title}\n\n{made}\n\n{body}\n"
    head, _, rest = text.partition(f"\n## {title}\n")
    following = rest.find("\n## ")
    tail = rest[following:] if following >= 0 else ""
    return f"{head.rstrip()}\n\n{section}{tail}"


def line(one: Figures) -> str:
    """Say what one run came to."""
    return (
        f"{one.contender:16} {one.latency_ms:3} ms {one.cpu_per_1000:7.3f} CPU-s/1000 {one.per_second:7.0f}/s"
        f"  p50 {one.p50_ms:7.1f} p99 {one.p99_ms:7.1f} ms  peak {one.peak_mb:5.0f} MB"
        f"  start {one.start_seconds:5.2f}/{one.restart_seconds:4.2f} s"
        f"  answered {one.answered} lost {one.lost} resent {one.resent}"
    )


def _by_contender(figures: Sequence[Figures], latency_ms: int) -> Runs:
    runs: Runs = defaultdict(list)
    for one in figures:
        if one.latency_ms == latency_ms:
            runs[one.contender].append(one)
    return runs


def _table(runs: Runs, contenders: Sequence[Contender]) -> str:
    base = median(one.cpu_per_1000 for one in runs[BASE]) if BASE in runs else 0.0
    rows = [_row(one, runs[one.name], base) for one in contenders if one.name in runs]
    return "\n".join((_HEAD, *rows))


def _row(contender: Contender, runs: Sequence[Figures], base: float) -> str:
    cpu = median(one.cpu_per_1000 for one in runs)
    low, high = min(one.cpu_per_1000 for one in runs), max(one.cpu_per_1000 for one in runs)
    cells = (
        contender.title,
        f"{cpu:.3f}",
        f"{low:.3f}..{high:.3f}",
        f"{base / cpu:.2f}x less" if base and cpu else "-",
        f"{median(one.per_second for one in runs):.0f}",
        f"{median(one.p50_ms for one in runs):.1f}",
        f"{median(one.p99_ms for one in runs):.1f}",
        f"{median(one.peak_mb for one in runs):.0f}",
        str(sum(one.lost for one in runs)),
        str(sum(one.resent for one in runs)),
    )
    return f"| {' | '.join(cells)} |"


def _start_table(runs: Runs, contenders: Sequence[Contender]) -> str:
    rows = [
        f"| {one.title} | {median(run.start_seconds for run in runs[one.name]):.2f} "
        f"| {median(run.restart_seconds for run in runs[one.name]):.2f} "
        f"| {median(run.start_mb for run in runs[one.name]):.0f} "
        f"| {median(run.peak_mb for run in runs[one.name]):.0f} |"
        for one in contenders
        if one.name in runs
    ]
    return "\n".join((_START_HEAD, *rows))


def _preamble(figures: Sequence[Figures], command: str) -> str:
    rounds = max(
        sum(one.contender == first.contender and one.latency_ms == 0 for one in figures) for first in figures
    )
    made = f"Made by `{command}` {when_and_where()}"
    load = (
        f"{PEOPLE} people, webhook, {IN_FLIGHT} updates in flight (where a call takes its time: {PEOPLE}); "
        f"medians of {rounds} alternating round(s)."
    )
    return f"{made}\n\n{load}\n{_EXPLAINED}"


def when_and_where() -> str:
    """Say when a report was made, of which revision and on which machine."""
    now = time.strftime("%Y-%m-%d %H:%M UTC", time.gmtime())
    return f"on {now} at {_revision()}.\nMachine: {_machine()}."


def _revision() -> str:
    command = [tool("git") or "git", "rev-parse", "--short", "HEAD"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    return done.stdout.strip() or "an unknown revision"


def _machine() -> str:
    node = subprocess.run([tool("node") or "node", "--version"], capture_output=True, text=True, check=False)
    cpus = [text for text in _cpu_lines() if text.startswith("model name")]
    model = cpus[0].partition(":")[2].strip() if cpus else platform.machine()
    versions = f"Python {platform.python_version()}, Node {node.stdout.strip() or 'missing'}"
    return f"{model}, {len(cpus) or '?'} cores, {platform.system()}, {versions}"


def _cpu_lines() -> list[str]:
    path = Path("/proc/cpuinfo")
    return path.read_text().splitlines() if path.exists() else []
