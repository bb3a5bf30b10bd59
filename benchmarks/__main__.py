"""`python -m benchmarks`: run the rounds and write benchmarks/RESULTS.md.

With `--part` one part is measured anew, and only its section is written.
"""

import argparse
import json
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict

import uvloop

from benchmarks import hearing, reminding, report
from benchmarks.contenders import CONTENDERS, Contender
from benchmarks.measure import BotFailedError, Figures, measure
from benchmarks.places import CACHE, RESULTS

_PARTS: Mapping[str, Callable[[], str]] = {
    reminding.TITLE: reminding.section,
    hearing.TITLE: hearing.section,
}
"""What is measured beside the table, by the title of its section."""


def main() -> int:
    """Run what was asked for; a part of the table is printed, only the whole of it is kept."""
    asked = _arguments()
    if asked.part:
        return _one_part(asked.part)
    ready, skipped = _ready([one for one in CONTENDERS if not asked.only or one.name in asked.only])
    figures, failed = _rounds(ready, asked)
    if not figures:
        return 1
    command = " ".join(("python -m benchmarks", *sys.argv[1:]))
    text = report.write(figures, CONTENDERS, command=command, skipped=[*skipped, *failed])
    is_whole = not (asked.quick or asked.only or failed)
    for title, measured in _PARTS.items() if is_whole else ():
        text = report.with_section(text, title, measured(), command=command)
    target = RESULTS if is_whole else CACHE / "partial.md"
    target.write_text(text)
    (CACHE / "last.json").write_text(json.dumps([asdict(one) for one in figures], indent=1))
    print(text)
    return 1 if failed else 0


def _one_part(title: str) -> int:
    old = RESULTS.read_text() if RESULTS.exists() else "# Results\n"
    command = f"python -m benchmarks --part {title}"
    text = report.with_section(old, title, _PARTS[title](), command=command)
    RESULTS.write_text(text)
    print(text)
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks", description=(__doc__ or "").partition("\n")[0]
    )
    names = [one.name for one in CONTENDERS]
    parser.add_argument("--quick", action="store_true", help="one short round, to see that it works")
    parser.add_argument(
        "--only", action="append", choices=names, metavar="NAME", help=f"one of {', '.join(names)}"
    )
    parser.add_argument("--part", choices=_PARTS, help="measure this alone, and write its section anew")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=8.0, help="how long each run is measured")
    parser.add_argument(
        "--latency", type=int, action="append", metavar="MS", help="milliseconds per Bot API call"
    )
    asked = parser.parse_args()
    if asked.quick:
        asked.rounds, asked.seconds = 1, 1.5
    asked.latency = asked.latency or [0, 50]
    return asked


def _ready(contenders: Sequence[Contender]) -> tuple[list[Contender], list[str]]:
    CACHE.mkdir(exist_ok=True)
    ready, skipped = [], []
    for one in contenders:
        if reason := one.why_not():
            skipped.append(f"{one.title}: {reason}")
            print(skipped[-1], file=sys.stderr)
        else:
            ready.append(one)
    return ready, skipped


def _rounds(contenders: Sequence[Contender], asked: argparse.Namespace) -> tuple[list[Figures], list[str]]:
    figures, failed = [], []
    for latency_ms in asked.latency:
        for round_no in range(asked.rounds):
            # forwards, then backwards: a machine that grows slower is slower for everybody
            for one in contenders[:: 1 if round_no % 2 == 0 else -1]:
                try:
                    figures.append(uvloop.run(measure(one, latency_ms=latency_ms, seconds=asked.seconds)))
                    print(report.line(figures[-1]), file=sys.stderr, flush=True)
                except BotFailedError as failure:
                    failed.append(f"{one.title} failed at {latency_ms} ms per call")
                    print(f"{failed[-1]}\n{failure}", file=sys.stderr)
    return figures, failed


sys.exit(main())
