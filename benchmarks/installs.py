"""The peers' own libraries, kept away from the project's, under benchmarks/.cache."""

import hashlib
import shutil
import subprocess
import sys
import venv
from pathlib import Path

from benchmarks.places import CACHE, PEERS, ROOT, tool

PEERS_PYTHON = CACHE / "venv" / "bin" / "python"
GRAMMY = CACHE / "grammy"
OURS = ROOT / ".venv" / "bin" / "foursteps"


def ours() -> str:
    """Return why our bot cannot run, or nothing."""
    if not OURS.exists():
        return "there is no .venv/bin/foursteps: run `make install`"
    done = subprocess.run([str(OURS), "run", "--help"], capture_output=True, check=False)
    return "" if done.returncode == 0 else "`foursteps run` does not work yet"


def python_peers() -> str:
    """Install what the Python peers need; return why that failed, or nothing."""
    wanted = PEERS / "requirements.txt"
    if _is_current(CACHE / "venv", wanted):
        return ""
    venv.create(CACHE / "venv", clear=True, with_pip=True)
    pip = (
        str(PEERS_PYTHON),
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
        "--require-hashes",
    )
    return _run([*pip, "-r", str(wanted)], cwd=ROOT) or _remember(CACHE / "venv", wanted)


def grammy() -> str:
    """Install grammY; return why it is skipped, or nothing."""
    npm = tool("npm")
    if npm is None or tool("node") is None:
        return "skipped: node or npm is missing on this machine"
    GRAMMY.mkdir(parents=True, exist_ok=True)
    for name in ("package.json", "package-lock.json", "quiz_grammy.mjs"):
        shutil.copy(PEERS / name, GRAMMY / name)
    wanted = PEERS / "package-lock.json"
    if _is_current(GRAMMY, wanted):
        return ""
    return _run([npm, "ci", "--silent", "--no-audit", "--no-fund"], cwd=GRAMMY) or _remember(GRAMMY, wanted)


def _run(command: list[str], *, cwd: Path) -> str:
    print(f"installing: {Path(command[0]).name} in {cwd.name}", file=sys.stderr)
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)
    return (
        "" if done.returncode == 0 else f"its libraries could not be installed: {done.stderr.strip()[-300:]}"
    )


def _digest(wanted: Path) -> str:
    return hashlib.sha256(wanted.read_bytes()).hexdigest()


def _is_current(folder: Path, wanted: Path) -> bool:
    stamp = folder / ".installed"
    return stamp.exists() and stamp.read_text() == _digest(wanted)


def _remember(folder: Path, wanted: Path) -> str:
    (folder / ".installed").write_text(_digest(wanted))
    return ""
